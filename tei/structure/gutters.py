"""Columns that stand side by side as they did on the page: blanks keep each in its place.

What no line reaches into, from the top of the columns to their foot, is a gutter. Places are
counted in characters that are seen, from the beginning of a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.model import Span
from tei.structure.lines import INVISIBLE, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PIECE = re.compile(r"\S+(?: {1,2}\S+)*")
_UNSEEN = frozenset(INVISIBLE) - frozenset(" \t\u00a0")
_LEAST = 8
"""Lines that columns have at least."""
_CROSSING = 0.04
"""Share of lines that may cross a gutter: headlines do."""
_NARROWEST = 8
"""Characters of a column."""
_FILLED = 0.35
"""Share of lines that reach into a column."""


class _Piece(Struct, frozen=True):
    span: Span
    left: int
    right: int


class Standing(Struct, frozen=True):
    """Columns as they stood on the page, from the left."""

    columns: list[list[Span]]
    ragged: str
    """The side on which their lines end, or begin, at several places: `left` or `right`."""


def gutters(text: str, lines: Sequence[Span]) -> Standing:
    """Return the pieces of each column, or no column where no gutter runs through."""
    rows = [list(_pieces(text, line)) for line in lines]
    if len(rows) < _LEAST or not any(len(row) > 1 for row in rows):
        return Standing([], "")
    edges = _columns(rows)
    if len(edges) < 2:
        return Standing([], "")
    found = [[_within(row, *edge) for row in rows] for edge in edges]
    columns = [
        [Span(row[0].span.start, row[-1].span.end) for row in column if row] for column in found
    ]
    from statistics import pstdev  # most texts have no columns

    left = sum(pstdev([row[0].left for row in column if row]) for column in found)
    right = sum(pstdev([row[-1].right for row in column if row]) for column in found)
    return Standing(columns, "left" if left > right else "right")


def _within(row: Sequence[_Piece], left: int, right: int) -> list[_Piece]:
    return [piece for piece in row if left <= (piece.left + piece.right) // 2 < right]


def _pieces(text: str, line: Span) -> Iterator[_Piece]:
    """Yield what wide blanks part in a line, with its place."""
    start = text.rfind("\n", 0, line.start) + 1
    seen = [0]
    for char in text[start : line.end]:
        seen.append(seen[-1] + (char not in _UNSEEN))
    for match in _PIECE.finditer(text, line.start, line.end):
        span = trim(text, Span(*match.span()))
        yield _Piece(span, seen[span.start - start], seen[span.end - start])


def _columns(rows: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """Return where each column begins and ends: runs of places that lines reach."""
    width = max(piece.right for row in rows for piece in row)
    reached = [0] * (width + 1)
    for row in rows:
        for piece in row:
            for place in range(piece.left, piece.right):
                reached[place] += 1
    least = _CROSSING * len(rows)
    found: list[tuple[int, int]] = []
    start = 0
    for place, count in enumerate(reached):
        if count <= least:
            if place - start >= _NARROWEST:
                found.append((start, place))
            start = place + 1
    return [c for c in found if max(reached[c[0] : c[1]]) >= _FILLED * len(rows)]
