"""Blocks: the runs of source that stay together, tiling the text.

They stand in the order of the file, save that the lines of columns set side by side, in rows of
cells or as a block each, go down one column before the next begins.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Decision, Rule, Span
from tei.structure.columns import Columns, columns, has_rows
from tei.structure.insets import parted
from tei.structure.lines import trim, widen
from tei.structure.woven import woven

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("language", "direction")
COLUMN = Rule("blocks.column", "lines of a column that stand row by row continue one another")
BESIDE = Rule("blocks.beside", "columns that kept their places on the page follow one another")
_WOVEN, _SIDE_BY_SIDE = 0.8, 0.95
_GAP = re.compile(r"(?:\r\n|[\n\r\f\v])[^\S\n\r\f\v]*(?:\r\n|[\n\r\f\v])\s*|\f\s*")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a block for each run of lines between blank ones."""
    blocks = list(_blocks(document.text))
    said = [trim(document.text, block).of(document.text) for block in blocks]
    certainty, rows = _WOVEN, woven(said, document.language)
    parts = [Columns([[blocks[n] for n in column] for column in rows])]
    if not rows:
        certainty, parts = _SIDE_BY_SIDE, list(_side_by_side(document, blocks))
    found = parted(document.text, [column for part in parts for column in part.cells])
    below = [
        Decision(block, COLUMN, certainty, "it stands below the line before it in its column")
        for column in found
        for block in column[1:]
    ]
    beside = [
        Decision(column[0], BESIDE, _SIDE_BY_SIDE, "it stands beside the column before it")
        for part in parts
        if part.placed
        for column in part.cells[1:]
    ]
    ordered = tuple(block for column in found for block in column)
    return replace(document, blocks=ordered).with_claims(decisions=[*below, *beside])


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for gap in _GAP.finditer(text):
        if text[start : gap.start()].strip() and gap.end() < len(text):
            end = _line_start(text, gap.end())
            yield Span(start, end)
            start = end
    yield Span(start, len(text))


def _line_start(text: str, offset: int) -> int:
    """Return where the line of `offset` begins: its indent belongs to it, not to the gap."""
    while offset and text[offset - 1] in " \t\u00a0\u3000":
        offset -= 1
    return offset


def _side_by_side(document: Document, blocks: Sequence[Span]) -> Iterator[Columns]:
    """Yield the columns of the blocks that have some, and each other block as one.

    A blank line may run through columns: blocks that have some stand in the same, where they can.
    """
    for several, run in groupby(blocks, lambda block: has_rows(document.text, block)):
        inner = list(run)
        whole = Span(inner[0].start, inner[-1].end)
        if several and (found := _tiled(document, whole)).cells:
            yield found
            continue
        for block in inner:
            found = _tiled(document, block) if several else Columns([])
            yield found if found.cells else Columns([[block]])


def _tiled(document: Document, block: Span) -> Columns:
    """Return the columns of a block, their cells as blocks that tile it."""
    found = columns(document.text, block, document.language)
    cells = [[widen(document.text, cell).start for cell in column] for column in found.cells]
    starts = sorted(start for column in cells for start in column)
    ends = dict(zip(starts, [*starts[1:], block.end], strict=False))
    tiles = [
        [Span(block.start if start == starts[0] else start, ends[start]) for start in column]
        for column in cells
    ]
    return Columns(tiles, found.placed)
