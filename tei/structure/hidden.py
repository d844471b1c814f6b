"""Ends of paragraphs that a full line hides: where the last line of a paragraph had no room left.

Nothing on the page tells such an end from any sentence's that comes to stand at the end of a line.
A question does: it begins and ends with its paragraph. So a paragraph is parted before and after
what asks, and joined again where both parts turn out to be the same turn.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tei.model import Span
from tei.structure.lines import asks, ends_sentence, lines
from tei.structure.stacks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Document


def parted(document: Document, paragraph: Paragraph) -> list[Paragraph]:
    """Return the parts of a paragraph that may be paragraphs of their own; often it alone."""
    rows = [row for piece in paragraph.pieces for row in lines(document.text, piece)]
    cuts = sorted(_cuts([row.of(document.text) for row in rows]))
    if not cuts:
        return [paragraph]
    edges = [0, *cuts, len(rows)]
    return [_part(document, paragraph, rows[a:b]) for a, b in pairwise(edges)]


def _cuts(rows: Sequence[str]) -> set[int]:
    """Return before which lines a question may begin or have ended."""
    found: set[int] = set()
    for n, row in enumerate(rows):
        if asks(row):
            found.add(n + 1)
            found.add(next((m for m in range(n, 0, -1) if ends_sentence(rows[m - 1])), 0))
    return found - {0, len(rows)}


def _part(document: Document, whole: Paragraph, rows: Sequence[Span]) -> Paragraph:
    """Return some lines of a paragraph, those of one piece in one."""
    inside = [[row for row in rows if piece.contains(row)] for piece in whole.pieces]
    pieces = tuple(Span(some[0].start, some[-1].end) for some in inside if some)
    return Paragraph(pieces, "\n".join(row.of(document.text) for row in rows))


def rejoined(
    document: Document, whole: Paragraph, parts: Sequence[Paragraph], opens: Sequence[bool]
) -> Iterator[tuple[int, Paragraph]]:
    """Yield a paragraph, or its parts where a turn opens, with the number of each one's first."""
    starts = [0, *(n for n in range(1, len(parts)) if opens[n])]
    if len(starts) == 1:
        yield 0, whole
        return
    for start, end in pairwise([*starts, len(parts)]):
        pieces = [piece for part in parts[start:end] for piece in part.pieces]
        rows = [row for piece in pieces for row in lines(document.text, piece)]
        yield start, _part(document, whole, rows)
