"""What brackets hold that is no speech: laughter, pauses, stage directions, remarks, times.

TEI's `vocal`, `kinesic` and `incident` can hold no text but a `desc`, and a `desc` is none of
the source's text by our contract; so the brackets are a `note` whose type says which it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from tei.languages import language
from tei.model import Annotation, Rule, Span
from tei.structure.lines import lines
from tei.structure.stamps import stamps
from tei.structure.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("pullquotes",)
BUSINESS = Rule("business.brackets", "what stands in brackets between or inside turns is no speech")
TIME = Rule("business.time", "a time stamp says where in the recording something is said")
SESSION = Rule("business.session", "a line that says when a session opened or closed")
_OPEN, _CLOSE = "([", ")]"
_LONGEST = 900
_SQUARE = 5
_BRACKET = re.compile(r"[\[\]()]")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `note` for each piece of business."""
    labels = [a.spans[0] for a in document.select("note") if a.get("type") == "speaker"]
    outside = [s for a in document.select("fw", "q") for s in a.spans]
    times = [s.span for s in stamps(document.text) if not s.trails]
    times = [span for span in times if not _inside(sorted([*labels, *outside]), span)]
    taken = sorted([*labels, *outside, *times])
    found = [b for b in _brackets(document.text) if not _inside(taken, b)]
    square = sum(document.text[b.start] == "[" for b in found) >= _SQUARE
    kinds = ((b, _kind(document, b, labels, square=square)) for b in found)
    claims = [
        Annotation("note", (span,), BUSINESS, 0.9, (("type", kind),))
        for span, kind in kinds
        if kind
    ]
    claims += [Annotation("note", (span,), TIME, 0.9, (("type", "time"),)) for span in times]
    return document.with_claims([*claims, *_sessions(document, labels)])


def _inside(taken: Sequence[Span], span: Span) -> bool:
    at = bisect_right(taken, span)
    return any(other.overlaps(span) for other in taken[max(0, at - 1) : at + 1])


def _sessions(document: Document, labels: Sequence[Span]) -> Iterator[Annotation]:
    """Yield what a record says about its session: lines that open or close it."""
    cues = _session_cues(document.language)
    if not labels or not cues:
        return
    for row in lines(document.text, Span(0, document.blocks[-1].end)):
        tokens = words(row.of(document.text)[:60])
        if len(row) < _LONGEST and any(tuple(tokens[: len(c)]) == c for c in cues):
            yield Annotation("note", (row,), SESSION, 0.8, (("type", "time"),))


@cache
def _session_cues(code: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words(cue)) for cue in sorted(language(code).words("turns", "session")))


def _brackets(text: str) -> Iterator[Span]:
    """Yield the outermost brackets that are closed within a few lines."""
    depth, start = 0, 0
    for match in _BRACKET.finditer(text):
        at = match.start()
        if depth and at - start > _LONGEST:
            depth = 0
        if match.group() in _OPEN:
            start = start if depth else at
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield Span(start, at + 1)


def _kind(document: Document, span: Span, labels: Sequence[Span], *, square: bool) -> str | None:
    """Return what kind of business stands in brackets, or nothing where they are speech.

    Where a text has its business in square brackets, round ones inside a sentence are speech.
    """
    text, said = document.text, span.of(document.text)
    tokens = words(said[1:-1])
    if not any(t[0].isalnum() or t in "?؟" for t in tokens):
        return None
    for kind, stems in _stems(document.language).items():
        if any(t.startswith(stems) for t in tokens[:4]) and len(tokens) < 12:
            return kind
    if not labels or (square and said[0] == "("):
        return None
    alone = (text[: span.start].rstrip(" ") + "\n")[-1] == "\n"
    if not alone and _heading(text, span):
        return None
    return "remark" if alone or span.start > labels[0].start else None


def _heading(text: str, span: Span) -> bool:
    """Say whether brackets end a line that is no sentence: they belong to a heading."""
    start = text.rfind("\n", 0, span.start) + 1
    before, after = text[start : span.start].strip(), text[span.end : span.end + 1]
    return (
        after in ("\n", "") and before[-1:].isalpha() and before[:1].isupper() and "." not in before
    )


@cache
def _stems(code: str) -> dict[str, tuple[str, ...]]:
    data = language(code).data.get("turns", {}).get("business", {})
    return {kind: tuple(fold(stem) for stem in stems) for kind, stems in data.items()}
