"""How extractors spoil the order of a page, and which spoiling explains a page best.

A page comes out as it should, with its columns from the wrong side, with a column's foot at the
end or the beginning of the file, or with its frames in any order. Each such order cuts the file
in two to five; its score is the evidence for the links it makes less that for those it cuts, what
is known beforehand of such orders, and how well its cuts fit columns (`tei.structure.geometry`).
"""

from __future__ import annotations

from heapq import nlargest
from itertools import accumulate, combinations, pairwise, permutations
from math import comb, log
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.structure import geometry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tei.structure.evidence import Evidence

Segments = tuple[tuple[int, int], ...]
Turns = tuple[int, ...]
"""The numbers of pieces as they are read."""

PAGE = 60
"""Passages; of more than a page the file's order stands."""
_LEAST, _MOST = 12, 160
"""Lines; in less no column was broken, more are no page, and the file's order stands."""
PRIOR = {
    "same": 1.64,
    "turned": 0.99,
    "foot last": 1.47,
    "foot first": 0.47,
    "reversed": 1.34,
    "frames": -1.91,
    "pieces": -3.99,
}
"""What is known of each kind beforehand, in nats; of columns set side by side, nothing."""
_ENOUGH = 0.4
"""Nats that another order has to be better than the file's."""
_WINDOW = 40
"""Cuts that are tried, the weakest links first."""
_FRAME_CUTS = 7
"""The same, where a page is cut in four or five."""


def _shuffled(count: int) -> list[Turns]:
    """Return the orders of so many pieces in which none follows the one before it in the file."""
    return [p for p in permutations(range(count)) if all(b != a + 1 for a, b in pairwise(p))]


_KINDS: dict[int, list[tuple[str, Turns]]] = {
    1: [("turned", (1, 0))],
    2: [("foot last", (0, 2, 1)), ("foot first", (1, 0, 2)), ("reversed", (2, 1, 0))],
    3: [("frames", turns) for turns in _shuffled(4)],
    4: [("pieces", turns) for turns in _shuffled(5)],
}
"""By the number of cuts, in which order the segments of the file are read."""
_DENSITIES: dict[str, Callable[..., float]] = {
    "turned": geometry.turned,
    "foot last": geometry.foot,
    "foot first": geometry.foot,
    "reversed": geometry.three,
}


class Candidate(Struct, frozen=True):
    """An order that is weighed: where it cuts the file, and in which order it reads the pieces."""

    kind: str
    cuts: tuple[int, ...]
    turns: Turns
    shape: float
    """How likely its cuts are among those of its kind, as a logarithm."""
    gain: float
    """The evidence for what it joins less that for what it cuts."""

    def segments(self, count: int) -> Segments:
        """Return the segments of a file of so many passages as they are read."""
        pieces = list(pairwise((0, *self.cuts, count)))
        return tuple(pieces[n] for n in self.turns)


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
    found = list(candidates(evidence, lines, columns))
    if len(found) == 1:
        return kept(count)
    scores = [PRIOR.get(order.kind, 0.0) + order.shape + order.gain for order in found]
    best, second = nlargest(2, range(len(found)), key=scores.__getitem__)
    if best and scores[best] <= scores[0] + enough(found):
        best, second = 0, best
    path = tuple(n for start, end in found[best].segments(count) for n in range(start, end))
    margin = max(0.0, scores[best] - scores[second])
    kind, other = (found[n].kind if n else "same" for n in (best, second))
    return Order(path, kind, margin, other)


def enough(found: Sequence[Candidate]) -> float:
    """Return by how many nats an order has to be better than the first, which is the file's.

    Lines of columns side by side have no order that could stand.
    """
    return _ENOUGH if found[0].kind == "same" else 0.0


def candidates(
    evidence: Evidence, lines: Sequence[float], columns: Sequence[bool]
) -> Iterator[Candidate]:
    """Yield every order that is weighed, that of the file first.

    Columns set side by side stay whole.
    """
    count, beside = len(lines), any(columns)
    first = "columns" if beside else "same"
    yield Candidate(first, (), (0,), 0.0, evidence.ends(0, count - 1))
    borders = tuple(n for n in range(1, count) if columns[n - 1] and columns[n])
    for number, cuts in _cuts(evidence, count).items():
        kinds = _KINDS[number]
        gains = list(_gains(evidence, cuts, [turns for _, turns in kinds], count))
        for n, (kind, turns) in enumerate(kinds):
            shapes = [0.0] * len(cuts) if beside else _shapes(kind, cuts, turns, lines)
            for places, shape, gain in zip(cuts, shapes, gains[n :: len(kinds)], strict=True):
                if not beside:
                    yield Candidate(kind, places, turns, shape, gain)
                elif places == borders and kind in ("turned", "reversed"):
                    yield Candidate("columns", places, turns, shape, gain)


def _cuts(evidence: Evidence, count: int) -> dict[int, list[tuple[int, ...]]]:
    """Return where a file may be cut once, twice and three times: where links are weak."""
    weakest = sorted(range(1, count), key=lambda n: evidence.link(n - 1, n))
    window, few = sorted(weakest[:_WINDOW]), sorted(weakest[:_FRAME_CUTS])
    found = {n: list(combinations(few if n > 2 else window, n)) for n in _KINDS}
    least = PRIOR["same"] - PRIOR["pieces"] - _at_random(4, count)
    found[4] = [places for places in found[4] if _most(evidence, places, count) > least]
    return {n: cuts for n, cuts in found.items() if cuts}


def _most(evidence: Evidence, places: tuple[int, ...], count: int) -> float:
    """Return more than any order of the pieces gains: each goes on from the last that suits it."""
    starts, lasts = (0, *places), (*[n - 1 for n in places], count - 1)
    best = [max(evidence.link(a, b) for a in lasts if a != b - 1) for b in starts]
    ends = max(evidence.ends(first, last) for first in starts for last in lasts)
    return ends + sum(best) - min(best) - sum(evidence.link(n - 1, n) for n in places)


def _gains(
    evidence: Evidence, cuts: Sequence[tuple[int, ...]], orders: Sequence[Turns], count: int
) -> Iterator[float]:
    """Yield what each of some orders of the pieces gains, cut for cut."""
    link = evidence.link
    joined = [(turns[0], turns[-1], list(pairwise(turns))) for turns in orders]
    for places in cuts:
        starts, lasts = (0, *places), (*[n - 1 for n in places], count - 1)
        lost = sum([link(n - 1, n) for n in places])
        for first, last, pairs in joined:
            ends = evidence.ends(starts[first], lasts[last])
            yield ends + sum([link(lasts[a], starts[b]) for a, b in pairs]) - lost


def _at_random(cuts: int, count: int) -> float:
    """Return how likely each way is to cut so many passages so often, as a logarithm."""
    return -log(max(1, comb(count - 1, cuts)))


def _shapes(
    kind: str, cuts: Sequence[tuple[int, ...]], turns: Turns, lines: Sequence[float]
) -> list[float]:
    """Return how likely each way to cut is for an order of a kind, as logarithms."""
    if kind not in _DENSITIES:
        return [_at_random(len(turns) - 1, len(lines))] * len(cuts)
    until = [0.0, *accumulate(lines)]
    density = _DENSITIES[kind]
    found = []
    for places in cuts:
        ends = [until[n] for n in (0, *places, len(lines))]
        sizes = [b - a for a, b in pairwise(ends)]
        found.append(density(*[sizes[n] for n in turns]))
    total = sum(found)
    return [log(value / total) for value in found]
