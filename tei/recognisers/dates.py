"""Claims dates, as the source writes them, with their days in ISO 8601."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.dates.calendars import attributes
from tei.dates.expressions import dates
from tei.diagnostics import Diagnostic, Severity
from tei.model import Annotation, Rule
from tei.names.words import passages, spans

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Document, Span

AFTER = ("language", "blocks", "furniture", "order", "pullquotes", "turns", "spelling")

RULE = Rule("names.date", "a date")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its dates claimed.

    A day that no calendar has stays a date without ISO attributes, and is reported (TEI260).
    """
    del config
    claims, findings = [], []
    for words in passages(document):
        for found in dates(words, document.language):
            where = spans(words[found.start : found.end])
            values = attributes(found.when)
            if values is None:
                findings.append(_no_such_day(document, where[0]))
            claims.append(Annotation("date", where, RULE, found.certainty, values or ()))
    return document.with_claims(claims, diagnostics=findings)


def _no_such_day(document: Document, span: Span) -> Diagnostic:
    return Diagnostic(
        "TEI260",
        Severity.WARNING,
        f"no calendar has the day “{span.of(document.text)}”",
        "the date stands without its day in ISO 8601; compare the source",
        document.witness.file,
        span,
    )
