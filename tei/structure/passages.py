"""Passages: what is put in order, a paragraph each or a column; and the blocks they come to be.

An extractor may end a column and begin the next without a blank line, so that an order can part
a block between two of its paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from tei.model import Span
from tei.structure.lines import line_start, lines
from tei.structure.stacks import Stack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Document

Run = tuple[int, int]
"""Passages that stay together: the first and the one after the last."""
_MEASURE = 38
"""Code points of a column's line where the extractor kept none."""


def passages(text: str, stacks: Sequence[Stack], most: int) -> list[Stack]:
    """Return the passages of some stacks, in the order of the file.

    Where there are more than `most`, the stacks themselves.
    """
    found = [part for stack in stacks for part in _parts(text, stack)]
    return found if len(found) <= most else list(stacks)


def _parts(text: str, stack: Stack) -> Iterator[Stack]:
    if stack.column or len(stack.paragraphs) < 2:
        yield stack
        return
    (block,) = stack.blocks
    starts = [line_start(text, p.pieces[0].start) for p in stack.paragraphs]
    if not text[block.start : starts[0]].strip():
        starts[0] = block.start
    tiles = [Span(a, b) for a, b in pairwise([*starts, block.end])]
    for tile, paragraph in zip(tiles, stack.paragraphs, strict=True):
        last = paragraph is stack.paragraphs[-1]
        yield Stack((tile,), (paragraph,), stack.room if last else 0)


def runs(parts: Sequence[Stack], path: Sequence[int], blocks: Sequence[Span]) -> list[Run]:
    """Return a path as runs: passages of one block that still follow one another."""
    starts = sorted(block.start for block in blocks)
    home = [bisect_right(starts, part.blocks[0].start) for part in parts]
    found: list[Run] = []
    for n in path:
        if found and found[-1][1] == n and home[n - 1] == home[n]:
            found[-1] = found[-1][0], n + 1
        else:
            found.append((n, n + 1))
    return found


def tiled(blocks: Sequence[Span], parts: Sequence[Stack], kept: Sequence[Run]) -> list[Span]:
    """Return the blocks of a file, those that an order parts cut where it does."""
    cuts = {parts[first].blocks[0].start for first, _ in kept}
    inner = sorted(cuts.difference(block.start for block in blocks))
    found: list[Span] = []
    for block in blocks:
        own = inner[bisect_left(inner, block.start) : bisect_left(inner, block.end)]
        found += [Span(a, b) for a, b in pairwise([block.start, *own, block.end])]
    return found


def blocks_of(parts: Sequence[Stack], run: Run) -> tuple[Span, ...]:
    """Return the blocks of a run of passages: one, or the cells of a column."""
    first, last = parts[run[0]], parts[run[1] - 1]
    return first.blocks if first is last else (Span(first.blocks[0].start, last.blocks[-1].end),)


def lengths(document: Document, parts: Sequence[Stack]) -> list[float]:
    """Return how many lines each passage fills, with the pull quotes up to the next one."""
    paragraphs = [[p.text for p in part.paragraphs] for part in parts]
    wrapped = any("\n" in text for texts in paragraphs for text in texts)
    found = [sum(_lines(text, wrapped) for text in texts) for texts in paragraphs]
    starts = [part.blocks[0].start for part in parts]
    for quote in document.select("q"):
        n = bisect_left(starts, quote.spans[0].start) - 1
        if 0 <= n < len(parts) - 1:
            found[n] += len(lines(document.text, quote.hull))
    return found


def _lines(text: str, wrapped: bool) -> float:
    return text.count("\n") + 1.0 if wrapped else float(ceil(len(text) / _MEASURE))
