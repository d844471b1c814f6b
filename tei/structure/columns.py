"""Columns that stand side by side, line by line: which cell of a row belongs to which column.

Where blanks keep the columns in their places, gutters tell (`tei.structure.gutters`). Else a row is
a line cut where a wide gap is. Columns end one by one towards the foot, so a row with fewer cells
than columns says that some have ended, but not which: what the seams between its cells and those
above say decides, and how well the columns then go on from one another, from either side.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

from msgspec import Struct

from tei import languages
from tei.model import Span
from tei.structure import encoders
from tei.structure.continuations import affinity, beginning, left_vector, right_vector
from tei.structure.evidence import PROVEN, WEIGHTS
from tei.structure.gutters import gutters
from tei.structure.lines import ends_sentence, lines, trim
from tei.structure.seams import log_odds
from tei.structure.words import letters, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GUTTER = re.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=\S)")
_LEAST = 6
"""Rows of several cells that columns have at least; fewer are a table or an accident."""
_RUNNING = 0.7
"""Share of cells that hold running words."""
_MOST = 4
"""Columns."""
_TRUST = 0.5
"""What a nat of a seam inside a column is worth: both models look at the same words."""
_LIMIT = 3.0
_EDGE = 8
"""Letters of either cell that show both together elsewhere."""
_SPLITS = 400
"""Ways to end columns that are weighed; beyond, the last ones end first."""


def has_rows(text: str, block: Span) -> bool:
    """Say whether a line of a block is parted by a wide gap."""
    return any(_GUTTER.search(text, line.start, line.end) for line in lines(text, block))


class Columns(Struct, frozen=True):
    """Columns in the order in which they are read."""

    cells: list[list[Span]]
    """Of each column; none where there are no columns."""
    placed: bool = False
    """Whether the order is certain: each stands where the page had it."""


def columns(text: str, block: Span, language: str) -> Columns:
    """Return the columns of a block, where it has some."""
    inner = lines(text, block)
    rows = [_cells(text, line) for line in inner]
    several = [row for row in rows if len(row) > 1]
    if not several:
        return Columns([])
    standing = gutters(text, inner)
    if _prose(text, standing.columns):
        # Lines begin where their script does, so that ragged ends tell a page from mere columns.
        if _from_the_right(language):
            return Columns(standing.columns[::-1], placed=standing.ragged == "left")
        return Columns(standing.columns, placed=standing.ragged == "right")
    count = max(len(row) for row in several)
    if len(several) < _LEAST or count > _MOST or not _prose(text, several):
        return Columns([])
    ways = list(_ways(rows, count))
    best = ways[0]
    if len(ways) > 1:
        seams = _Seams(text, language)
        best = max(ways, key=lambda way: _fit(seams, rows, way))
    found: list[list[Span]] = [[] for _ in range(count)]
    for row, alive in zip(rows, best, strict=True):
        for cell, column in zip(row, alive, strict=False):
            found[column].append(cell)
    return Columns(found)


def _from_the_right(code: str) -> bool:
    return languages.language(code).direction == "rtl"


def _cells(text: str, line: Span) -> list[Span]:
    gaps = list(_GUTTER.finditer(text, line.start, line.end))
    starts = [line.start, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), line.end]
    return [trim(text, Span(a, b)) for a, b in zip(starts, ends, strict=True)]


def _prose(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Say whether cells hold running words, several each, as a table's do not."""
    cells = [cell for row in rows for cell in row]
    return sum(len(c.of(text).split()) >= 3 for c in cells) > _RUNNING * len(cells)


def _ways(rows: Sequence[Sequence[Span]], count: int) -> Iterator[list[tuple[int, ...]]]:
    """Yield, for each way the columns may end, which are alive in each row."""
    alive_counts: list[int] = []
    for row in reversed(rows):
        alive_counts.append(max(len(row), alive_counts[-1] if alive_counts else 0))
    alive_counts.reverse()
    drops = sorted(set(alive_counts), reverse=True)
    choices = [list(combinations(range(count), n)) for n in drops]
    for n, nested in enumerate(product(*choices)):
        if n >= _SPLITS:
            return
        if all(set(b) <= set(a) for a, b in pairwise(nested)):
            alive = dict(zip(drops, nested, strict=True))
            yield [alive[n] for n in alive_counts]


def _fit(seams: _Seams, rows: Sequence[Sequence[Span]], way: Sequence[tuple[int, ...]]) -> float:
    """Return what speaks for columns that end like that, in nats."""
    first: dict[int, Span] = {}
    last: dict[int, Span] = {}
    total = 0.0
    full = len(way[0])
    for row, alive in zip(rows, way, strict=True):
        for cell, column in zip(row, alive, strict=False):
            first.setdefault(column, cell)
            if column in last and len(alive) < full:
                total += seams.below(last[column], cell)
            last[column] = cell
    ends = [(first[column], last[column]) for column in sorted(first)]
    there, back = (
        sum(seams.beside(tail, head) for (_, tail), (head, _) in pairwise(order))
        for order in (ends, ends[::-1])
    )
    return total + max(there, back)


class _Seams:
    """What speaks for one cell of a text going on with another, in nats."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.letters, _ = letters(text)

    def below(self, a: Span, b: Span) -> float:
        """Return what speaks for a cell right below another."""
        pairs, vectors = self._heard(a, b)
        return _TRUST * (pairs + vectors) + self._quoted(a, b)

    def beside(self, tail: Span, head: Span) -> float:
        """Return what speaks for a column that begins with a cell after one that ends with one."""
        left, right = words(tail.of(self.text)), words(head.of(self.text))
        begins = max(-_LIMIT, min(_LIMIT, beginning(self.language, right)))
        if ends_sentence(tail.of(self.text)):
            return WEIGHTS["closed.begins"] * begins + self._quoted(tail, head)
        pairs, vectors = self._heard(tail, head)
        asks = encoders.left_vector(self.language, left)
        read = affinity(asks, encoders.right_vector(self.language, right))
        return (
            WEIGHTS["open.begins"] * begins
            + WEIGHTS["open.pairs"] * pairs
            + WEIGHTS["open.vectors"] * vectors
            + WEIGHTS["open.words"] * read
            + self._quoted(tail, head)
        )

    def _heard(self, a: Span, b: Span) -> tuple[float, float]:
        left, right = words(a.of(self.text)), words(b.of(self.text))
        vectors = affinity(left_vector(self.language, left), right_vector(self.language, right))
        return log_odds(self.language, left, right), vectors

    def _quoted(self, a: Span, b: Span) -> float:
        """Return what it says that a pull quote has the two together: they stand so elsewhere."""
        (before, _), (after, _) = letters(a.of(self.text)), letters(b.of(self.text))
        here = before[-_EDGE:] + after[:_EDGE]
        beside = not any(map(str.isalnum, self.text[a.end : b.start])) and a.end <= b.start
        return PROVEN * (len(here) == 2 * _EDGE and self.letters.count(here) > beside)
