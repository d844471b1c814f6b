"""The best order of things whose every neighbourhood has a score: a path through all of them.

It starts from the order given and moves segments while that raises the sum of the links
(Or-opt with candidate lists; Or 1976, Johnson and McGeoch 1997). Only weak links are cut, and
only near where they are, so that the work grows with the number of weak links, not with its square.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Link = tuple[int, int]
NOTHING = -1
"""Stands before the first and after the last."""
_WINDOW = 60
"""How far, in places, a segment reaches."""
_EPSILON = 1e-6
_MOST = 400
"""Moves; each makes the sum larger, so that there is an end without it too."""


def order(count: int, score: Callable[[int, int], float], links: Sequence[Link]) -> list[int]:
    """Return the order of 0 to `count` - 1 with the highest sum of `score`.

    `score(a, b)` is that of `b` right after `a`; `links` are those worth trying, best first.
    """
    path = list(range(count))
    for _ in range(_MOST):
        move = _best_move(path, score, links)
        if move is None:
            break
        start, end, to = move
        segment = path[start:end]
        rest = path[:start] + path[end:]
        to -= (end - start) * (to >= end)
        path = rest[:to] + segment + rest[to:]
    return path


def _best_move(
    path: Sequence[int], score: Callable[[int, int], float], links: Sequence[Link]
) -> tuple[int, int, int] | None:
    """Return which segment (start, end) to put before which place, if any move gains."""
    place = {thing: n for n, thing in enumerate(path)}
    best, found = _EPSILON, None
    for a, b in links:
        i, j = place[a], place[b]
        if j == i + 1:
            continue
        for start, end, to in _moves(i, j, len(path)):
            gain = _gain(path, score, start, end, to)
            if gain > best:
                best, found = gain, (start, end, to)
    return found


def _moves(i: int, j: int, count: int) -> list[tuple[int, int, int]]:
    """Return the moves that put what is at place `j` right after what is at `i`."""
    limit = min(count, j + _WINDOW)
    after = [(j, end, i + 1) for end in range(j + 1, limit + 1) if not j <= i < end]
    floor = max(0, i - _WINDOW)
    return after + [(start, i + 1, j) for start in range(floor, i + 1) if not start <= j <= i]


def _gain(
    path: Sequence[int], score: Callable[[int, int], float], start: int, end: int, to: int
) -> float:
    def at(n: int) -> int:
        return path[n] if 0 <= n < len(path) else NOTHING

    if to in (start, end):
        return 0.0
    first, last = at(start), at(end - 1)
    old = score(at(start - 1), first) + score(last, at(end)) + score(at(to - 1), at(to))
    new = score(at(start - 1), at(end)) + score(at(to - 1), first) + score(last, at(to))
    return new - old
