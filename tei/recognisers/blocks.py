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
from tei.structure.lines import trim
from tei.structure.woven import woven

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("language",)
COLUMN = Rule("blocks.column", "lines of a column that stand row by row continue one another")
_WOVEN = 0.8
_GAP = re.compile(r"(?:\r\n|[\n\r\f\v])[^\S\n\r\f\v]*(?:\r\n|[\n\r\f\v])\s*|\f\s*")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a block for each run of lines between blank ones."""
    blocks = list(_blocks(document.text))
    said = [trim(document.text, block).of(document.text) for block in blocks]
    if columns_ := woven(said, document.language):
        return _unwoven(document, [[blocks[n] for n in column] for column in columns_])
    found: list[Span] = []
    for block in blocks:
        found += _cells(document, block) or [block]
    return replace(document, blocks=tuple(found))


def _unwoven(document: Document, columns_: Sequence[Sequence[Span]]) -> Document:
    """Return the document with the blocks of one column after those of another."""
    below = [
        Decision(block, COLUMN, _WOVEN, "it continues the line before it in its column")
        for column in columns_
        for block in column[1:]
    ]
    ordered = tuple(block for column in columns_ for block in column)
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


def _cells(document: Document, block: Span) -> list[Span]:
    """Return the cells of a block of columns as blocks that tile it, column by column."""
    found = [
        [cell.start for cell in column]
        for column in columns(document.text, block, document.language)
    ]
    starts = sorted(start for column in found for start in column)
    ends = dict(zip(starts, [*starts[1:], block.end], strict=False))
    return [
        Span(block.start if start == starts[0] else start, ends[start])
        for column in found
        for start in column
    ]
