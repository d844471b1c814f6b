"""Claims the regular spelling of what was printed otherwise: a `choice` a word (TEI P5 §3.5.2)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from tei.model import Annotation, Rule, Span
from tei.spelling import changes, edits
from tei.spelling.orthography import orthography

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.config import Config
    from tei.model import Document
    from tei.spelling import Change

AFTER = ("language", "turns")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its regular spellings claimed."""
    reading = _Reading.of(document)
    rules = orthography(document.language).rules
    if not rules:
        return document
    found = edits(reading.text, document.language, config.spelling)
    return document.with_claims(
        _annotation(change, reading, rules) for change in changes(reading.text, found)
    )


def _annotation(change: Change, reading: _Reading, rules: dict[str, str]) -> Annotation:
    edit = change.weakest
    others = sorted({other.rule for other in change.edits} - {edit.rule})
    return Annotation(
        "choice",
        tuple(reading.spans(change.start, change.end)),
        Rule(f"spelling.{edit.rule}", rules[edit.rule]),
        round(edit.probability, 2),
        regular=change.regular,
        evidence="also " + ", ".join(f"spelling.{rule}" for rule in others) if others else "",
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document's text in reading order, and where each piece of it stands in the file."""

    text: str
    blocks: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> _Reading:
        blocks = document.blocks or (Span(0, len(document.text)),)
        text = "".join(block.of(document.text) for block in blocks)
        return cls(text, blocks, tuple(accumulate(map(len, blocks), initial=0)))

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Yield where a stretch of the reading order stands in the file."""
        at = bisect_right(self.starts, start) - 1
        while at < len(self.blocks) and self.starts[at] < end:
            block, first = self.blocks[at], self.starts[at]
            left, right = max(start, first), min(end, first + len(block))
            if left < right:
                yield Span(block.start + left - first, block.start + right - first)
            at += 1
