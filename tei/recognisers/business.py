"""What brackets hold that is no speech: laughter, pauses, stage directions, remarks, times.

TEI's `vocal`, `kinesic` and `incident` can hold no text but a `desc`, and a `desc` is none of
the source's text by our contract; so the brackets are a `note` whose type says which it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tei.languages import language
from tei.model import Annotation, Rule, Span
from tei.structure.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.config import Config
    from tei.model import Document

AFTER = ("labels",)
BUSINESS = Rule("business.brackets", "what stands in brackets between or inside turns is no speech")
_OPEN, _CLOSE = "([", ")]"
_LONGEST = 900
_BRACKET = re.compile(r"[\[\]()]")
_TIME = re.compile(r"[\[(]\s*(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)\s*[\])]")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `note` for each piece of business."""
    labels = [a.spans[0] for a in document.select("note") if a.get("type") == "speaker"]
    found = [
        b for b in _brackets(document.text) if not any(x.contains(b) for x in _near(labels, b))
    ]
    kinds = [(span, _kind(document, span, labelled=bool(labels))) for span in found]
    return document.with_claims(
        Annotation("note", (span,), BUSINESS, 0.9, (("type", kind),))
        for span, kind in kinds
        if kind
    )


def _near(labels: list[Span], span: Span) -> list[Span]:
    return [label for label in labels if label.overlaps(span)]


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


def _kind(document: Document, span: Span, *, labelled: bool) -> str | None:
    said = span.of(document.text)
    if _TIME.fullmatch(said):
        return "time"
    tokens = words(said[1:-1])
    if not any(t[0].isalnum() or t in "?؟" for t in tokens):
        return None
    for kind, stems in _stems(document.language).items():
        if any(t.startswith(stems) for t in tokens[:4]) and len(tokens) < 12:
            return kind
    return "remark" if labelled else None


@cache
def _stems(code: str) -> dict[str, tuple[str, ...]]:
    data = language(code).data.get("turns", {}).get("business", {})
    return {kind: tuple(fold(stem) for stem in stems) for kind, stems in data.items()}
