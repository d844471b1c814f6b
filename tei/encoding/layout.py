"""Lines and indents for whoever reads the XML: only where white space means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encoding.elements import TEI

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_MIXED = frozenset(f"{{{TEI}}}{name}" for name in ("persName", "placeName", "orgName", "label"))
_OPENING = (f"{{{TEI}}}milestone", f"{{{TEI}}}div")
_TURN = f"{{{TEI}}}u"


def lay_out(tei: etree._Element) -> None:
    """Indent header and `standOff`; begin a line at every block, turn and division of the body."""
    tei.text = "\n"
    for part in tei:
        part.tail = "\n"
        if part.tag != f"{{{TEI}}}text":
            _indent(part, "\n")
    for division in tei.iter("{*}body", "{*}div"):
        _break_lines(division)


def _indent(element: etree._Element, margin: str) -> None:
    if not len(element) or element.tag in _MIXED:
        return
    inner = margin + " "
    element.text = inner
    for child in element:
        _indent(child, inner)
        child.tail = inner
    element[-1].tail = margin


def _break_lines(division: Iterable[etree._Element]) -> None:
    before = None
    for element in division:
        if before is not None and (element.tag in _OPENING or before.tag == _TURN):
            before.tail = "\n"
        before = element
