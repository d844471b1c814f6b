"""What XML editors do to a file: indent it, wrap its lines, without changing what it says."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
INDENT = "\n      "
BREAKS = {f"{TEI}{name}" for name in ("lb", "pb", "cb", "milestone", "space")}
ELEMENT_ONLY = {f"{TEI}{name}" for name in ("TEI", "text", "body", "div", "choice")}


def indented(tree: etree._ElementTree) -> etree._ElementTree:
    """Return the same document, indented wherever white space means nothing."""
    copy = deepcopy(tree)
    for element in copy.iter(f"{TEI}*"):
        for child in element:  # comments too: editors indent them
            child.tail = _around(child.tail, child, child.getnext(), element)
        if element.text or len(element):
            element.text = INDENT + _wrapped(element.text).lstrip(" \n")
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip(" \n") + INDENT
        elif element.text:
            element.text = element.text.rstrip(" \n") + INDENT
    return copy


def _around(
    tail: str | None, child: etree._Element, after: etree._Element | None, parent: etree._Element
) -> str:
    text = _wrapped(tail)
    if parent.tag in ELEMENT_ONLY or child.tag in BREAKS:
        text = INDENT + text.lstrip(" \n")
    if parent.tag in ELEMENT_ONLY or (after is not None and after.tag in BREAKS):
        text = text.rstrip(" \n") + INDENT
    return text


def _wrapped(text: str | None) -> str:
    return re.sub("[ \n]+", INDENT, text or "")
