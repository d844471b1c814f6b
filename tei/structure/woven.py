"""Columns that an extractor left row by row, each line a block of its own.

From one block to the next the text goes on with another column; how many there are, and which line
belongs to which, is what makes lines continue one another best (`tei.structure.seams`).
"""

from __future__ import annotations

from functools import cache
from itertools import product
from math import log
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.structure.continuations import affinity, left_vector, right_vector
from tei.structure.lines import ends_sentence, turn_mark
from tei.structure.seams import after, before, hashed_odds
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    type Seam = Callable[[int, int], float]

_LEAST, _MOST = 16, 300
"""Blocks of a page; fewer tell too little."""
_COLUMNS = (2, 3, 4)
_SINGLE = 0.7
"""Share of blocks that have one line."""
_CLOSED = 0.4
"""Share of lines that may end a sentence: more are paragraphs of a line each."""
_WIDEST = 80
"""Code points of a line of a column."""
_FULL = 0.6
"""Share of the common length that a full line has at least."""
_MARGIN = 0.1
"""Nats a block by which columns have to explain the page better than the file's order."""
_NEXT = log(0.9)
"""A line is followed by one of the next column."""
_RESTS = (0.05, 0.2, 0.5)
"""How often a column has no line in a row where a paragraph has ended: pages differ."""
_GAP = -4.0
"""Nats of a column without a line in a row inside a paragraph."""
_MARKED = 2.0
"""Nats for a printed mark below the end of a sentence, and against one below anything else."""
_TRUST = 0.5
"""What a nat of a seam is worth: both models look at the same words, and many seams are weighed."""
_KEPT = 16
"""Assignments that are followed up (beam search)."""


class _Way(Struct, frozen=True):
    score: float
    last: tuple[int, ...]
    """The last line of each column, -1 for none."""
    columns: tuple[int, ...]
    """Of each line so far."""


def woven(lines: Sequence[str], language: str) -> list[list[int]]:
    """Return the lines of each column, or nothing where the lines are in order as they stand."""
    if not _LEAST <= len(lines) <= _MOST or not _narrow(lines):
        return []
    closed = [ends_sentence(line) for line in lines]
    seam = _seams(lines, closed, language)
    alone = sum(seam(n, n + 1) for n in range(len(lines) - 1))
    ways = (_best(*kind, closed, seam) for kind in product(_COLUMNS, _RESTS))
    best = max(ways, key=lambda way: way.score)
    if best.score - alone < _MARGIN * len(lines):
        return []
    columns = range(max(best.columns) + 1)
    found = [[n for n, of in enumerate(best.columns) if of == column] for column in columns]
    return sorted(found, key=_first_full(lines))


def _first_full(lines: Sequence[str]) -> Callable[[Sequence[int]], int]:
    """Return what tells the first full line of a column: above it a running head may stand."""
    from statistics import median  # most texts have no columns

    full = _FULL * median(map(len, lines))
    return lambda column: next((n for n in column if len(lines[n]) >= full), column[0])


def _narrow(lines: Sequence[str]) -> bool:
    """Say whether these are lines broken to a measure, most of them alone."""
    single = sum("\n" not in line for line in lines) >= _SINGLE * len(lines)
    closed = sum(map(ends_sentence, lines)) > _CLOSED * len(lines)
    widest = max(len(row) for line in lines for row in line.splitlines())
    return single and not closed and widest <= _WIDEST


def _seams(lines: Sequence[str], closed: Sequence[bool], language: str) -> Seam:
    """Return how well a line continues another, in nats."""
    marked = [bool(turn_mark(line)) for line in lines]
    tokens = [words(line) for line in lines]
    left = [(before(found), left_vector(language, found)) for found in tokens]
    right = [(after(found), right_vector(language, found)) for found in tokens]

    @cache
    def seam(a: int, b: int) -> float:
        if marked[b]:
            return _MARKED if closed[a] else -_MARKED
        (hashed, vector), (rest, other) = left[a], right[b]
        return _TRUST * (hashed_odds(language, hashed, rest) + affinity(vector, other))

    return seam


def _best(count: int, rest: float, closed: Sequence[bool], seam: Seam) -> _Way:
    """Return the best way to divide the lines among so many columns."""
    ways = [_Way(0.0, (-1,) * count, ())]
    for line in range(len(closed)):
        found: dict[tuple[tuple[int, ...], int], _Way] = {}
        for way in ways:
            for longer in _followed(way, line, rest, closed, seam):
                state = longer.last, longer.columns[-1]
                if state not in found or found[state].score < longer.score:
                    found[state] = longer
        ways = sorted(found.values(), key=lambda way: -way.score)[:_KEPT]
    return ways[0]


def _followed(
    way: _Way, line: int, rest: float, closed: Sequence[bool], seam: Seam
) -> Iterator[_Way]:
    """Yield a way with one more line, in each of the columns."""
    count = len(way.last)
    after, score = (way.columns[-1] + 1 if way.columns else 0), way.score + _NEXT
    for column in ((after + n) % count for n in range(count)):
        before = way.last[column]
        ended = before < 0 or closed[before]
        heard = (seam(before, line) if before >= 0 else 0.0) + ended * log(1 - rest)
        last = (*way.last[:column], line, *way.last[column + 1 :])
        yield _Way(score + heard, last, (*way.columns, column))
        score += log(rest) if ended else _GAP
