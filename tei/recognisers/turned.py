"""What stands in visual order and how it reads: a `choice` for each such line.

A line or a run that is turned round has no inner places that its source has too, so what was
claimed about a part of it is claimed about all of it, or not at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Annotation, Rule, Span
from tei.spelling import INSTEAD, Edit, apply
from tei.structure.lines import lines, widen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("spelling", "words", "names", "quantities", "quotations", "timeline", "dates")
VISUAL = Rule("lines.visual", "a line that extraction left in visual order reads the other way")
_CERTAINTY = 0.95
_start = attrgetter("start")
_WHOLE = ("u", "seg", "p", "head", "byline", "fw", "q", "gap")
"""Elements that may be about a whole line: of others in such a line nothing can be pointed at."""


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its lines in visual order claimed, and other claims fitted."""
    rows = list(_visual(document)) if document.logical is not None else []
    turned = sorted([*rows, *_runs(document)])
    if not turned:
        return document
    respelt = (
        sorted(edit for claim in document.annotations for edit in _edits(claim)) if rows else []
    )
    kept = [fitted for claim in document.annotations if (fitted := _fitted(claim, turned))]
    named = {pointer[1:] for claim in kept if (pointer := claim.get("ref"))}
    entities = tuple(entity for entity in document.entities if entity.id in named)
    claims = (
        Annotation("choice", (row,), VISUAL, _CERTAINTY, regular=_regular(document, row, respelt))
        for row in rows
    )
    return replace(document, annotations=tuple(kept), entities=entities).with_claims(claims)


def _runs(document: Document) -> Iterator[Span]:
    """Yield what of a line was put in order, and is in none that was turned round as a whole."""
    if document.logical is None:
        for claim in document.select("choice"):
            if claim.rule.id == "spelling.embedded-run" and len(claim.spans) == 1:
                yield claim.spans[0]


def _visual(document: Document) -> Iterator[Span]:
    text = document.witness.text
    for row in lines(text, Span(0, len(text))):
        wide = widen(text, row)
        if wide.of(text) != wide.of(document.text):
            yield wide


def _edits(claim: Annotation) -> Iterator[Edit]:
    """Yield what a claim respells for a reader who sees one spelling, unless it is in two lines."""
    if claim.element == "choice" and len(claim.spans) == 1 and claim.regular is not None:
        span, sure = claim.spans[0], claim.certainty
        if sure >= INSTEAD.threshold:
            yield Edit(span.start, span.end, claim.regular, claim.rule.id, sure)


def _regular(document: Document, row: Span, respelt: Sequence[Edit]) -> str:
    first, last = (
        bisect_left(respelt, row.start, key=_start),
        bisect_left(respelt, row.end, key=_start),
    )
    inside = (edit.moved(-row.start) for edit in respelt[first:last] if edit.end <= row.end)
    return " ".join(apply(row.of(document.text), inside).split())


def _fitted(claim: Annotation, rows: Sequence[Span]) -> Annotation | None:
    """Return a claim whose edges are in no line of these, or nothing."""
    if not any(_inside(edge, rows) for span in claim.spans for edge in (span.start, span.end)):
        return claim
    if claim.element not in _WHOLE and claim.get("type") != "editorial":
        return None
    return replace(claim, spans=tuple(_snapped(span, rows) for span in claim.spans))


def _snapped(span: Span, rows: Sequence[Span]) -> Span:
    first, last = _inside(span.start, rows), _inside(span.end, rows)
    if not len(span) and first:
        near = first.start if span.start - first.start < first.end - span.start else first.end
        return Span(near, near)
    return Span(first.start if first else span.start, last.end if last else span.end)


def _inside(offset: int, rows: Sequence[Span]) -> Span | None:
    """Return the line that an offset is inside of, not at its edge."""
    at = bisect_right(rows, Span(offset, offset)) - 1
    row = rows[at] if at >= 0 else None
    return row if row and row.start < offset < row.end else None
