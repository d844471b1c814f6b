"""Lines and indents for whoever reads the XML: only where white space means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

_MIXED = ("persName", "placeName", "orgName", "label")


def lay_out(tei: etree._Element) -> None:
    """Indent header and `standOff`; begin a line at every block, turn and division of the body."""
    tei.text = "\n"
    for part in tei:
        part.tail = "\n"
        if etree.QName(part).localname != "text":
            _indent(part, "\n")
    for division in tei.iter("{*}body", "{*}div"):
        _break_lines(division)


def _indent(element: etree._Element, margin: str) -> None:
    if not len(element) or etree.QName(element).localname in _MIXED:
        return
    inner = margin + " "
    element.text = inner
    for child in element:
        _indent(child, inner)
        child.tail = inner
    element[-1].tail = margin


def _break_lines(division: Iterable[etree._Element]) -> None:
    for element in division:
        before = element.getprevious()
        opens = etree.QName(element).localname in ("milestone", "div")
        if before is not None and (opens or etree.QName(before).localname == "u"):
            before.tail = "\n"
