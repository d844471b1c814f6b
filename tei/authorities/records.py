"""Entities as an authority file lists them, and what is wrong with some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Position, Severity
from tei.names.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KINDS = ("person", "place", "org", "event")
# A name of XML 1.0 without colon, as far as people use it: what can stand in `xml:id`.
_ID = re.compile(r"[^\W\d][\w.\-·]*", re.UNICODE)


def checked(records: Iterable[Record], file: str) -> Iterator[Record | Diagnostic]:
    """Yield the records that can be used and a diagnostic for each fault (TEI252–TEI256)."""
    seen: dict[str, int] = {}
    for record in records:
        fault = _fault(record, seen)
        if fault:
            yield finding(*fault, file, record.line)
            continue
        seen[record.id] = record.line
        forms = tuple(form for form in record.forms if len("".join(form.split())) > 1)
        for form in record.forms:
            if form.strip() and form not in forms:
                yield finding(*_too_short(form), file, record.line)
        if forms:
            yield Record(record.id, record.kind, forms, record.name, record.idnos, record.line)


def finding(code: str, message: str, hint: str, file: str, line: int) -> Diagnostic:
    """Return a warning about one line of an authority file."""
    return Diagnostic(code, Severity.WARNING, message, hint, file, Position(max(line, 1)))


def _fault(record: Record, seen: dict[str, int]) -> tuple[str, str, str] | None:
    if record.kind not in KINDS:
        known = ", ".join(KINDS)
        return "TEI255", f"“{record.kind}” is no kind of entity", f"known: {known}"
    if not _ID.fullmatch(record.id):
        hint = "begin with a letter, then letters, digits, `.`, `-`, `_`"
        return "TEI256", f"“{record.id}” cannot be an xml:id", hint
    if record.id in seen:
        message = f"the id “{record.id}” stands in line {seen[record.id]} too"
        return "TEI252", message, "give every entity an id of its own; the first is used"
    if not any(form.strip() for form in record.forms):
        return "TEI253", f"“{record.id}” has no name", "give it a name, or take it out"
    return None


def _too_short(form: str) -> tuple[str, str, str]:
    hint = "one letter is found in every text; give a fuller form"
    return "TEI254", f"the name “{form.strip()}” is too short to be looked for", hint
