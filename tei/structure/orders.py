"""How extractors spoil the order of a page, and which spoiling explains a page best.

A page comes out as it should, with its columns from the wrong side, with a column's foot at the
end or the beginning, or with the columns of a table-like page after one another. Each such order
cuts the file in two or three; its score is the evidence for the links it makes less that for
those it cuts, and what is known beforehand of such orders.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PAGE = 60
"""Stacks; of more than a page the file's order stands."""
_PRIOR = {"same": 1.0, "turned": 0.0, "foot last": -0.5, "foot first": -1.6, "reversed": 0.75}
_COLUMNS = 0.8
_MANY = 0.75
"""What each further order of a kind costs all of them, as a power."""
_UNLIKE_THREE = -1.8
_UNLIKE_TWO = -0.5
_LONG_LAST = -1.2
_WINDOW = 40
"""Cuts that are tried, the weakest links first."""

Segments = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the stacks and how it does against the next best, in nats."""

    path: tuple[int, ...]
    kind: str
    margin: float


def best_order(
    sizes: Sequence[int], columns: Sequence[bool], link: Callable[[int, int], float]
) -> Order:
    """Return the order that explains best what stands where.

    `sizes` are the stacks' code points, `columns` says which stand side by side, and
    `link(a, b)` is the evidence for `b` after `a`.
    """
    count = len(sizes)
    if count < 2 or count > PAGE:
        return Order(tuple(range(count)), "same", 0.0)
    found = sorted(
        (
            (_score(kind, segments, sizes, columns, link), kind, segments)
            for kind, segments in _orders(count, link)
        ),
        reverse=True,
    )
    score, kind, segments = found[0]
    path = tuple(n for start, end in segments for n in range(start, end))
    return Order(path, kind, score - found[1][0])


def _orders(count: int, link: Callable[[int, int], float]) -> Iterator[tuple[str, Segments]]:
    """Yield every order of each kind, as segments of the file."""
    cuts = sorted(range(1, count), key=lambda n: link(n - 1, n))[:_WINDOW]
    yield "same", ((0, count),)
    for i in sorted(cuts):
        yield "turned", ((i, count), (0, i))
    for i, j in combinations(sorted(cuts), 2):
        yield "foot last", ((0, i), (j, count), (i, j))
        yield "foot first", ((i, j), (0, i), (j, count))
        yield "reversed", ((j, count), (i, j), (0, i))


def _score(
    kind: str,
    segments: Segments,
    sizes: Sequence[int],
    columns: Sequence[bool],
    link: Callable[[int, int], float],
) -> float:
    cuts = [start for start, _ in segments if start]
    gain = sum(link(a[1] - 1, b[0]) for a, b in zip(segments, segments[1:], strict=False))
    gain -= sum(link(cut - 1, cut) for cut in cuts)
    if kind in ("turned", "reversed") and set(cuts) == _borders(columns):
        return gain + _COLUMNS
    ways = len(sizes) - 1 if len(cuts) < 2 else (len(sizes) - 1) * (len(sizes) - 2) / 2
    prior = _PRIOR[kind] - (_MANY * log(ways) if cuts else 0.0)
    return gain + prior + _shape(kind, [sum(sizes[start:end]) for start, end in segments])


def _borders(columns: Sequence[bool]) -> set[int]:
    """Return where one column ends and the next begins."""
    return {n for n in range(1, len(columns)) if columns[n - 1] and columns[n]}


def _shape(kind: str, sizes: Sequence[int]) -> float:
    """Return what the lengths of columns say: alike, save that the last may be short."""
    if kind == "turned":
        return _UNLIKE_TWO * abs(log(sizes[0] / sizes[1]))
    if kind == "reversed":
        unlike = _UNLIKE_THREE * abs(log(sizes[0] / sizes[1]))
        return unlike + _LONG_LAST * max(0.0, log(sizes[2] / max(sizes[:2])))
    return 0.0
