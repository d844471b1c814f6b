"""The text as it will be read: the blocks of the source, put in the order the body has them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLANKS = " \t\r\n\f"
"""What our contract calls white space; other spaces of Unicode are characters like any other."""

_CHARACTER = re.compile(f"[^{BLANKS}]")


class Block(Struct, frozen=True):
    """One run of source that stays together."""

    number: int
    """Its place in the file, from 1."""
    source: Span
    start: int
    """Where it begins in `Reading.text`."""

    def moved(self, span: Span) -> Span:
        """Return where a span of the source inside the block stands in `Reading.text`."""
        shift = self.start - self.source.start
        return Span(span.start + shift, span.end + shift) if shift else span


@dataclass(frozen=True)
class Reading:
    """The witness's characters in reading order, and the way from source offsets to them."""

    text: str
    blocks: tuple[Block, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _by_source(self) -> tuple[list[int], list[Block]]:
        ordered = sorted(self.blocks, key=lambda b: b.source)
        return [b.source.start for b in ordered], ordered

    def locate(self, span: Span) -> list[Span]:
        """Return where a span of the source stands here: a piece for each block it touches.

        A point between two blocks belongs to the one that begins there.
        """
        starts, ordered = self._by_source
        first = max(bisect_right(starts, span.start) - 1, 0)
        if first < len(ordered) and ordered[first].source.contains(span):
            return [ordered[first].moved(span)]
        pieces: list[Span] = []
        for n in range(first, len(ordered)):
            block = ordered[n]
            if block.source.start >= span.end and pieces:
                break
            start = max(span.start, block.source.start)
            end = min(span.end, block.source.end)
            if start < end or span.start == span.end:
                pieces.append(block.moved(Span(start, max(start, end))))
            if span.start == span.end or block.source.end >= span.end:
                break
        return pieces

    def pieces(self, spans: Iterable[Span]) -> list[Span]:
        """Return where spans of the source stand here, trimmed and as few as they can be."""
        return self.merge([piece for span in spans for piece in self.locate(span)])

    def starts_between(self, start: int, end: int) -> list[int]:
        """Return where blocks begin from `start` up to, not including, `end`."""
        starts = self._starts
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]

    def skip_blanks(self, at: int) -> int:
        """Return the place of the next character that is not white space, or the end."""
        found = _CHARACTER.search(self.text, at)
        return found.start() if found else len(self.text)

    def trim(self, span: Span) -> Span:
        """Return the span without the white space at its ends, empty if it has nothing else."""
        inside = self.text[span.start : span.end]
        if inside and inside[0] not in BLANKS and inside[-1] not in BLANKS:
            return span
        start = span.start + len(inside) - len(inside.lstrip(BLANKS))
        return Span(start, max(start, span.start + len(inside.rstrip(BLANKS))))

    def merge(self, spans: Iterable[Span]) -> list[Span]:
        """Return the spans trimmed, in order, those with only white space between made one."""
        trimmed = [t for span in spans if (t := self.trim(span)).start < t.end]
        if len(trimmed) < 2:
            return trimmed
        merged: list[Span] = []
        for span in sorted(trimmed):
            if merged and not self.text[merged[-1].end : span.start].strip(BLANKS):
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        return merged


def reading(text: str, order: Sequence[Span]) -> Reading:
    """Return the reading of a text whose blocks stand in this order."""
    numbers = {span: number for number, span in enumerate(sorted(order), 1)}
    blocks, start = [], 0
    for span in order:
        blocks.append(Block(numbers[span], span, start))
        start += len(span)
    return Reading("".join(span.of(text) for span in order), tuple(blocks))
