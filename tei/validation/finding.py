"""A finding before it has a place: checks count elements, and places are looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one element."""

    code: str
    severity: Severity
    message: str
    hint: str | None
    element: int
    """Its place among the elements of the document, in document order, from 0."""


def placed(findings: Iterable[Finding], places: Sequence[Position], file: str) -> list[Diagnostic]:
    """Return findings as diagnostics in the order of the document, each of them once.

    `places` are where the start tags are, in document order.
    """
    found = {
        Diagnostic(f.code, f.severity, f.message, f.hint, file, places[f.element]): f.element
        for f in findings
    }
    return sorted(found, key=found.__getitem__)
