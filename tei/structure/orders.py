"""How extractors spoil the order of a page, and which spoiling explains a page best.

A page comes out as it should, with its columns from the wrong side, with a column's foot at the
end or the beginning, or with the columns of a table-like page after one another. Each such order
cuts the file in two or three; its score is the evidence for the links it makes less that for
those it cuts, and what is known beforehand of such orders.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from math import log
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PAGE = 60
"""Stacks; of more than a page the file's order stands."""
_PRIOR = {"same": 1.1, "turned": 0.0, "foot last": -0.6, "foot first": -2.1, "reversed": 0.95}
_COLUMNS = 1.0
_BESIDE = -3.0
"""Where columns stood side by side, they alone change places."""
_BROKEN_OFF = 0.8
"""The page ends inside a sentence: pages do, more often than columns' feet."""
_MANY = 0.6
"""What each further order of a kind costs all of them, as a power."""
_UNLIKE_THREE = -2.2
_UNLIKE_TWO = -0.5
_LONG_LAST = -1.8
_ENOUGH = 0.15
"""Nats that another order has to be better than the file's."""
_WINDOW = 40
"""Cuts that are tried, the weakest links first."""

Segments = tuple[tuple[int, int], ...]


class Order(Struct, frozen=True):
    """An order of the stacks and how it does against the next best, in nats."""

    path: tuple[int, ...]
    kind: str
    margin: float


def best_order(
    sizes: Sequence[int],
    columns: Sequence[bool],
    open_ends: Sequence[bool],
    link: Callable[[int, int], float],
) -> Order:
    """Return the order that explains best what stands where.

    `sizes` are the stacks' code points, `columns` says which stand side by side, `open_ends`
    which break off inside a sentence, and `link(a, b)` is the evidence for `b` after `a`.
    """
    count = len(sizes)
    if count < 2 or count > PAGE:
        return Order(tuple(range(count)), "same", 0.0)
    found = sorted(
        (
            (
                _score(kind, segments, sizes, columns, link)
                + _BROKEN_OFF * open_ends[segments[-1][1] - 1],
                kind,
                segments,
            )
            for kind, segments in _orders(count, link)
        ),
        reverse=True,
    )
    same = next(order for order in found if order[1] == "same")
    score, kind, segments = found[0] if found[0][0] > same[0] + _ENOUGH else same
    path = tuple(n for start, end in segments for n in range(start, end))
    return Order(path, kind, max(0.0, score - found[1][0]))


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
    gain = sum(link(a[1] - 1, b[0]) for a, b in pairwise(segments))
    gain -= sum(link(cut - 1, cut) for cut in cuts)
    if kind in ("turned", "reversed") and set(cuts) == _borders(columns):
        return gain + _COLUMNS
    ways = len(sizes) - 1 if len(cuts) < 2 else (len(sizes) - 1) * (len(sizes) - 2) / 2
    prior = _PRIOR[kind] - (_MANY * log(ways) if cuts else 0.0)
    prior += _BESIDE * (bool(cuts) and any(columns))
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
