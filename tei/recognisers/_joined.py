"""Spans of a text in reading order, and where each stretch of them stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Joined(Struct, frozen=True):
    """Pieces of a witness's text, one after the other."""

    text: str
    pieces: tuple[Span, ...]
    starts: tuple[int, ...]
    """Where each piece begins in `text`."""

    @classmethod
    def of(cls, text: str, pieces: Sequence[Span]) -> Joined:
        """Return these pieces of a text as one."""
        starts = accumulate(map(len, pieces), initial=0)
        return cls("".join(piece.of(text) for piece in pieces), tuple(pieces), tuple(starts))

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Yield where a stretch of the reading stands in the file."""
        at = bisect_right(self.starts, start) - 1
        while at < len(self.pieces) and self.starts[at] < end:
            piece, first = self.pieces[at], self.starts[at]
            left, right = max(start, first), min(end, first + len(piece))
            if left < right:
                yield Span(piece.start + left - first, piece.start + right - first)
            at += 1
