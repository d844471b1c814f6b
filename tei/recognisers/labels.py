"""Labels printed before turns and the people they mean; marks that the user knows."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Severity
from tei.model import Annotation, Rule, Span
from tei.structure.inferred import USER
from tei.structure.labels import labels
from tei.structure.lines import lines
from tei.structure.speakers import role_of, speakers
from tei.structure.stamps import stamps, without

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document
    from tei.structure.labels import Label

AFTER = ("furniture",)
LABEL = Rule("turns.label", "a label printed before it says whose turn it is")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `note` for each label, and a participant for each person."""
    outside = {a.spans[0].start for a in document.select("fw")}
    text = without(document.text)
    rows = [
        row for block in document.blocks for row in lines(text, block) if row.start not in outside
    ]
    given = [label for person in config.participants for label in person.labels]
    found = labels(text, rows, given)
    people, means = speakers(found, LABEL, config.participants if found else ())
    stamped = [stamp.span for stamp in stamps(document.text)]
    claims = [
        Annotation("note", (span,), LABEL, 0.97, (("type", "speaker"), ("target", f"#{who}")))
        for span, who in zip(_stamped(document.text, found, stamped), means, strict=True)
    ]
    claims += _marks(document, rows, config)
    faults = _contradictions(document, config, {label.name for label in found})
    return document.with_claims(claims, participants=people, diagnostics=faults)


def _marks(document: Document, rows: Sequence[Span], config: Config) -> Iterator[Annotation]:
    """Yield the marks that the user knows, where they begin a line."""
    means = {**dict.fromkeys(config.structure.questions, "question")}
    means |= dict.fromkeys(config.structure.answers, "answer")
    for row in rows if means else ():
        line = row.of(document.text)
        mark = max((m for m in means if m and line.startswith(m)), key=len, default="")
        if mark:
            said = (("unit", means[mark]), ("pre", "true"))
            yield Annotation("pc", (Span(row.start, row.start + len(mark)),), USER, 1.0, said)


def _contradictions(document: Document, config: Config, used: set[str]) -> Iterator[Diagnostic]:
    """Yield what speaks against the user's labels: no such label (TEI211), its word (TEI212)."""
    file = document.witness.file
    for person in config.participants:
        for label in person.labels:
            if label not in used:
                message, hint = f"no line begins with the label “{label}”", "look at its spelling"
                yield Diagnostic("TEI211", Severity.INFO, message, hint, file)
            elif (role := role_of(label)) and role != person.role:
                message = f"“{label}” is usually the {role}; `participants` says {person.role}"
                hint = "what is said stands; look whether the roles are interchanged"
                yield Diagnostic("TEI212", Severity.WARNING, message, hint, file)


def _stamped(text: str, found: Sequence[Label], stamped: Sequence[Span]) -> Iterator[Span]:
    """Yield the span of each label with the time stamp before or after it on its line."""
    for label in found:
        start, end = label.span.start, label.span.end
        before, after = (
            bisect_left(stamped, Span(start, start)),
            bisect_left(stamped, Span(end, end)),
        )
        if before and not text[stamped[before - 1].end : start].strip(" \t"):
            start = stamped[before - 1].start
        if after < len(stamped) and not text[end : stamped[after].start].strip(" \t"):
            end = stamped[after].end
        yield Span(start, end)
