"""White space that says nothing: an XML editor may have indented the document.

As the encoder writes it, and as the stylesheets want it, a text has one literal blank where words
are parted and no other white space, save between the elements of a division.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from tei.rendering.stylesheets import Tree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_DIVISIONS = [f"{_TEI}{name}" for name in ("text", "front", "body", "back", "div")]
_APART = "lb|pb|cb|milestone|space|u|p|ab|head|byline|fw"
_EDITORIAL = "gap|supplied|desc|note"
_BETWEEN_PARAGRAPHS = etree.XPath(
    "boolean(descendant::tei:u[tei:seg]/text())", namespaces={"tei": _TEI.strip("{}")}
)
_AMISS = ("\t", "\r", "  ", '"> ', "/> ")
_PATTERNS = [
    re.compile(rf" <(?:[/!?]|(?:{_APART}|{_EDITORIAL})\b)"),
    re.compile(r"<\w+> "),
    re.compile(rf"</(?:{_APART}|{_EDITORIAL})> "),
]
"""White space at an element's edge, beside a break or beside what is not from the source. Each is
looked for by itself: a pattern that begins with what is constant is found ten times as fast."""


def is_settled(tree: Tree) -> bool:
    """Say whether all white space of a TEI text is as the encoder writes it."""
    root = tree if isinstance(tree, etree._Element) else tree.getroot()
    for text in root.iterchildren(f"{_TEI}text"):
        source = etree.tostring(text, encoding="unicode", with_tail=False)
        if any(run in source for run in _AMISS) or any(p.search(source) for p in _PATTERNS):
            return False
        if source.count("\n") != sum(map(_newlines, text.iter(*_DIVISIONS))):
            return False
        if _BETWEEN_PARAGRAPHS(text):
            return False
    return True


def _newlines(division: etree._Element) -> int:
    """Return how many line breaks part the elements of a division."""
    between = [division.text, *(child.tail for child in division)]
    return sum(run.count("\n") for run in between if run)
