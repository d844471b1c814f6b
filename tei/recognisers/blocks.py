"""Blocks: the runs of source that stay together, tiling the text.

They stand in the order of the file, save that the lines of columns set side by side, in rows of
cells or as a block each, go down one column before the next begins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Decision, Rule, Span
from tei.structure.columns import columns
from tei.structure.insets import parted
from tei.structure.lines import trim, widen
from tei.structure.woven import woven

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.config import Config
    from tei.model import Document

AFTER = ("language", "direction")
COLUMN = Rule("blocks.column", "lines of a column that stand row by row continue one another")
_WOVEN, _SIDE_BY_SIDE = 0.8, 0.95
_GAP = re.compile(r"(?:\r\n|[\n\r\f\v])[^\S\n\r\f\v]*(?:\r\n|[\n\r\f\v])\s*|\f\s*")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a block for each run of lines between blank ones."""
    blocks = list(_blocks(document.text))
    said = [trim(document.text, block).of(document.text) for block in blocks]
    certainty = _WOVEN
    found = [[blocks[n] for n in column] for column in woven(said, document.language)]
    if not found:
        certainty = _SIDE_BY_SIDE
        found = [column for block in blocks for column in _cells(document, block) or [[block]]]
    found = parted(document.text, found)
    below = [
        Decision(block, COLUMN, certainty, "it stands below the line before it in its column")
        for column in found
        for block in column[1:]
    ]
    ordered = tuple(block for column in found for block in column)
    return replace(document, blocks=ordered).with_claims(decisions=below)


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


def _cells(document: Document, block: Span) -> list[list[Span]]:
    """Return the cells of each column of a block as blocks that tile it."""
    found = [
        [widen(document.text, cell).start for cell in column]
        for column in columns(document.text, block, document.language)
    ]
    starts = sorted(start for column in found for start in column)
    ends = dict(zip(starts, [*starts[1:], block.end], strict=False))
    return [
        [Span(block.start if start == starts[0] else start, ends[start]) for start in column]
        for column in found
    ]
