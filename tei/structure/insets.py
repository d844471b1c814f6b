"""Pull quotes that an extractor left inside a column: their lines, and no others, are parted off.

Such a line begins with a printed mark; it and those below it are shorter than the column's lines,
and say what stands elsewhere in the text.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tei.model import Span
from tei.structure.lines import line_start, lines, opens_turn, trim
from tei.structure.repeats import Index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    type Column = list[Span]
    """Blocks one below the other."""

MARKS = frozenset("✓★◆❛❜✔☑✦✱")
"""Printed before pull quotes, and not before speech."""
_LEAST = 3
"""Lines."""
_NARROW = 0.9
"""Share of the column's measure that its lines do not fill."""
_COVERED = 0.9
"""Share of its letters that stand elsewhere, in this order."""


def parted(text: str, columns: Sequence[Column]) -> list[Column]:
    """Return the columns with each pull quote inside one as a column of its own, right after it."""
    if MARKS.isdisjoint(text):
        return list(columns)
    tiles = [_tiles(text, column) for column in columns]
    # A block that begins with the mark is a pull quote as it stands.
    firsts = [int(len(column) == 1) for column in columns]
    narrow = [list(_narrow(text, column, n)) for column, n in zip(tiles, firsts, strict=True)]
    if not any(narrow):
        return list(columns)
    inside = {tiles[n][k] for n, runs in enumerate(narrow) for run in runs for k in run}
    rest = Index(text, [tile for column in tiles for tile in column if tile not in inside])
    found: list[Column] = []
    for column, lined, runs in zip(columns, tiles, narrow, strict=True):
        repeated = [kept for run in runs if (kept := _repeated(text, lined, run, rest))]
        found += _parts(column, lined, repeated) if repeated else [column]
    return found


def _tiles(text: str, column: Column) -> list[Span]:
    """Return a column as stretches of a line each."""
    if len(column) > 1:
        return column
    (block,) = column
    starts = [line_start(text, row.start) for row in lines(text, block)][1:]
    return [Span(a, b) for a, b in pairwise([block.start, *starts, block.end])]


def _narrow(text: str, tiles: Sequence[Span], first: int) -> Iterator[range]:
    """Yield the runs of short lines that a mark opens, from the line numbered `first` on."""
    rows = [trim(text, tile) for tile in tiles]
    measure = sorted(map(len, rows))[int(0.75 * len(rows))]
    end = first
    for start, row in enumerate(rows):
        if start < end or not row or text[row.start] not in MARKS:
            continue
        end = start + 1
        while end < len(rows) and len(rows[end]) < _NARROW * measure and _goes_on(text, rows[end]):
            end += 1
        if end - start >= _LEAST:
            yield range(start, end)


def _goes_on(text: str, row: Span) -> bool:
    return not opens_turn(text, row) and text[row.start : row.start + 1] not in MARKS


def _repeated(text: str, tiles: Sequence[Span], run: range, rest: Index) -> range | None:
    """Return the longest beginning of a run that stands elsewhere: a short line may follow it."""

    def covered(end: int) -> float:
        return rest.find("".join(tile.of(text) for tile in tiles[run.start : end])).coverage

    for end in range(run.stop, run.start + _LEAST - 1, -1):
        if covered(end) >= max(_COVERED, covered(end - 1)):
            return range(run.start, end)
    return None


def _parts(column: Column, tiles: Sequence[Span], runs: Sequence[range]) -> Iterator[Column]:
    """Yield a column without its pull quotes, in two where it was one block, and then these."""
    inner = {n for run in runs for n in run}
    if len(column) > 1:
        yield [tile for n, tile in enumerate(tiles) if n not in inner]
        yield from ([tiles[n] for n in run] for run in runs)
        return
    cuts = sorted({0, len(tiles), *(run.start for run in runs), *(run.stop for run in runs)})
    for first, after in pairwise(cuts):
        yield [Span(tiles[first].start, tiles[after - 1].end)]
