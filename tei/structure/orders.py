"""How extractors spoil the order of a page, and which spoiling explains a page best.

A page comes out as it should, with its columns from the wrong side, with a column's foot at the
end or the beginning of the file, or with its frames in any order. Each such order cuts the file
in two to four; its score is the evidence for the links it makes less that for those it cuts, what
is known beforehand of such orders, and how well its cuts fit columns (`tei.structure.geometry`).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise, permutations
from math import comb, exp, log
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.structure import geometry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tei.structure.evidence import Evidence

PAGE = 60
"""Passages; of more than a page the file's order stands."""
_LEAST, _MOST = 12, 160
"""Lines; in less no column was broken, more are no page, and the file's order stands."""
PRIOR = {
    "same": 0.0,
    "turned": -0.36,
    "foot last": -0.19,
    "foot first": -1.1,
    "reversed": -0.33,
    "frames": -2.9,
    "columns": 0.2,
}
"""What is known of each kind beforehand, in nats: `columns` are those set side by side."""
_ENOUGH = 0.4
"""Nats that another order has to be better than the file's."""
_WINDOW = 40
"""Cuts that are tried, the weakest links first."""
_FRAME_CUTS = 7
"""The same, where a page is cut in four."""
_SHUFFLES = [p for p in permutations(range(4)) if all(b != a + 1 for a, b in pairwise(p))]
_DENSITIES: dict[str, Callable[..., float]] = {
    "turned": geometry.turned,
    "foot last": geometry.foot,
    "foot first": geometry.foot,
    "reversed": geometry.three,
}

Segments = tuple[tuple[int, int], ...]


class Order(Struct, frozen=True):
    """An order of the passages and how it does against the next best, in nats."""

    path: tuple[int, ...]
    kind: str
    margin: float
    second: str = "same"
    """The kind of the next best."""


def kept(count: int) -> Order:
    """Return the file's order of so many passages."""
    return Order(tuple(range(count)), "same", 0.0)


def best_order(evidence: Evidence, lines: Sequence[float], columns: Sequence[bool]) -> Order:
    """Return the order that explains best what stands where.

    `lines` are the lengths of the passages, each with what stands between it and the next;
    `columns` says which were set side by side.
    """
    count = len(lines)
    if not (1 < count <= PAGE and _LEAST <= sum(lines) <= _MOST):
        return kept(count)
    found = sorted(
        ((PRIOR[kind] + shape + gain(evidence, segments)), kind, segments)
        for kind, segments, shape in candidates(evidence, lines, columns)
    )[::-1]
    same = next(order for order in found if order[1] == "same")
    score, kind, segments = found[0] if found[0][0] > same[0] + _ENOUGH else same
    path = tuple(n for start, end in segments for n in range(start, end))
    behind = next((order for order in found if order[2] != segments), None)
    if behind is None:
        return Order(path, kind, 0.0)
    return Order(path, kind, max(0.0, score - behind[0]), behind[1])


def candidates(
    evidence: Evidence, lines: Sequence[float], columns: Sequence[bool]
) -> Iterator[tuple[str, Segments, float]]:
    """Yield every order that is weighed: its kind, its segments of the file, and its shape.

    A shape is the logarithm of how likely its cuts are among those of its kind. Columns set side
    by side stay whole.
    """
    beside = any(columns)
    borders = {n for n in range(1, len(lines)) if columns[n - 1] and columns[n]}
    for kind, orders in _orders(evidence, len(lines)).items():
        for segments, shape in zip(orders, _shapes(kind, orders, lines), strict=True):
            cuts = {start for start, _ in segments if start} if beside else set()
            if not cuts:
                yield kind, segments, shape
            elif cuts == borders and kind in ("turned", "reversed"):
                yield "columns", segments, 0.0


def _orders(evidence: Evidence, count: int) -> dict[str, list[Segments]]:
    """Return every order of each kind, as segments of the file."""
    weakest = sorted(range(1, count), key=lambda n: evidence.link(n - 1, n))
    found: dict[str, list[Segments]] = defaultdict(list, {"same": [((0, count),)]})
    cuts = sorted(weakest[:_WINDOW])
    found["turned"] = [((i, count), (0, i)) for i in cuts]
    for i, j in combinations(cuts, 2):
        found["foot last"].append(((0, i), (j, count), (i, j)))
        found["foot first"].append(((i, j), (0, i), (j, count)))
        found["reversed"].append(((j, count), (i, j), (0, i)))
    for places in combinations(sorted(weakest[:_FRAME_CUTS]), 3):
        frames = list(pairwise((0, *places, count)))
        found["frames"] += [tuple(frames[n] for n in shuffle) for shuffle in _SHUFFLES]
    return found


def gain(evidence: Evidence, segments: Segments) -> float:
    """Return the evidence for what an order joins less that for what it cuts."""
    score = evidence.ends(segments[0][0], segments[-1][1] - 1)
    for (_, end), (start, _) in pairwise(segments):
        score += evidence.link(end - 1, start)
    for start, _ in segments:
        if start:
            score -= evidence.link(start - 1, start)
    return score


def _shapes(kind: str, orders: Sequence[Segments], lines: Sequence[float]) -> list[float]:
    """Return how likely each order of a kind is among them, as logarithms."""
    if kind == "same":
        return [0.0]
    if kind == "frames":
        return [-log(comb(len(lines) - 1, 3))] * len(orders)
    until = [0.0]
    for length in lines:
        until.append(until[-1] + length)
    density = _DENSITIES[kind]
    found = [density(*(until[end] - until[start] for start, end in order)) for order in orders]
    total = log(sum(map(exp, found)))
    return [value - total for value in found]
