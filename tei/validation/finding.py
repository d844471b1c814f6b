"""A finding before it has a place: checks count elements, and places are looked up once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tei.diagnostics import Diagnostic, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree


class Finding(Struct, frozen=True):
    """What is wrong with one element."""

    code: str
    severity: Severity
    message: str
    hint: str | None
    element: int
    """Its place among the elements of the document, in document order, from 0."""
    about: tuple[str, ...] = ()
    """What a rule would name in its message that found the same fault: "#u3", "@who"."""
    where: Position | None = None
    """Its place, if that is not the element's start tag."""
    is_behind: bool = False
    """Whether it is about text behind the element."""


def ordinals(
    tree: etree._ElementTree, elements: Iterable[etree._Element]
) -> dict[etree._Element, int]:
    """Return the place of each of these elements in document order, from 0, by one walk."""
    wanted = set(elements)
    return {e: n for n, e in enumerate(tree.getroot().iter("*")) if e in wanted} if wanted else {}


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without those that tell of an element what an earlier one has told.

    A rule of Schematron tells the same if it names what an earlier finding is about.
    """
    kept: list[Finding] = []
    about: dict[int, list[str]] = {}
    for finding in findings:
        subjects = about.setdefault(finding.element, [])
        if finding.code != "TEI541" or not any(s in finding.message for s in subjects):
            kept.append(finding)
            subjects += finding.about
    return kept


def placed(findings: Iterable[Finding], places: Sequence[Position], file: str) -> list[Diagnostic]:
    """Return findings as diagnostics in the order of the document, each of them once.

    `places` are where the start tags are, in document order.
    """
    found = {
        Diagnostic(
            f.code, f.severity, f.message, f.hint, file, f.where or places[f.element]
        ): f.element
        for f in findings
    }
    return sorted(found, key=found.__getitem__)
