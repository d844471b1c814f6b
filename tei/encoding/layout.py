"""Lines and indents for whoever reads the XML: only where white space means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.encoding.elements import Element

_MIXED = frozenset(("persName", "placeName", "orgName", "label"))
_OPENING = ("milestone", "div")


def lay_out(tei: Element) -> None:
    """Indent header and `standOff`; begin a line at every block, turn and division of the body."""
    tei.text = "\n"
    for part in tei.children:
        part.tail = "\n"
        if part.name == "text":
            _break_lines(part)
        else:
            _indent(part, "\n")


def _indent(element: Element, margin: str) -> None:
    if not element.children or element.name in _MIXED:
        return
    inner = margin + " "
    element.text = inner
    for child in element.children:
        _indent(child, inner)
        child.tail = inner
    element.children[-1].tail = margin


def _break_lines(division: Element) -> None:
    """Begin lines in what holds divisions, and in these."""
    before = None
    for element in division.children:
        if before is not None and (element.name in _OPENING or before.name == "u"):
            before.tail = "\n"
        before = element
        if element.name in ("body", "div"):
            _break_lines(element)
