"""Elements of TEI while they are written: plain objects, which become a tree of lxml's at once.

To make an element in libxml2 and look at it again takes as long as to write out ten and parse
them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tei.encoding.xmlchars import legal
from tei.xmlsource import parse_decoded

if TYPE_CHECKING:
    from lxml import etree

    from tei.model import Rule

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "xml:id"


class Element(Struct, eq=False):
    """An element to be, in TEI's namespace."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    """By the names that are written: `xml:id`."""
    text: str = ""
    """Before the first child."""
    tail: str = ""
    """After the element, in its parent."""
    children: list[Element] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its `xml:id`, if it has one."""
        return self.attributes.get(XML_ID, "")


def sub(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Append an element; `xml_id` and `xml_lang` are written with a colon."""
    element = add(parent, name, {_attribute(key): value for key, value in attributes.items()})
    if text:
        element.text = legal(text)
    return element


def add(parent: Element, name: str, attributes: dict[str, str]) -> Element:
    """Append an element, its attributes named as they are written."""
    element = Element(name, attributes)
    parent.children.append(element)
    return element


def tree(root: Element) -> etree._ElementTree:
    """Return the tree of a document; its elements need not be kept."""
    root.attributes = {"xmlns": TEI, **root.attributes}
    document: list[str] = []
    _write(root, document)
    return parse_decoded("".join(document).encode(), "")


@lru_cache(1 << 10)
def degree(certainty: float) -> str:
    """Return a number as `@cert`, `@degree` and `@interval` write it: at most three places."""
    return f"{certainty:.3f}".rstrip("0").rstrip(".")


def signature(rule: Rule, certainty: float) -> dict[str, str]:
    """Return the attributes that say who decided and how sure it is."""
    return {"resp": f"#{rule.id}", "cert": degree(certainty)}


@cache
def _attribute(keyword: str) -> str:
    return keyword.replace("xml_", "xml:", 1)


def _write(element: Element, document: list[str]) -> None:
    """Append an element's XML, its tail behind it, to what is written of a document."""
    named = [f' {name}="{_quoted(value)}"' for name, value in element.attributes.items()]
    start = f"<{element.name}{''.join(named)}"
    if element.text or element.children:
        document.append(f"{start}>{_escaped(element.text)}")
        for child in element.children:
            _write(child, document)
        document.append(f"</{element.name}>{_escaped(element.tail)}")
    else:
        document.append(f"{start}/>{_escaped(element.tail)}")


# Rules, certainties and types recur.
@lru_cache(1 << 12)
def _quoted(value: str) -> str:
    """Return what stands between quotes: white space that a parser would change is escaped."""
    plain = _escaped(value).replace('"', "&quot;")
    return plain.replace("\t", "&#9;").replace("\n", "&#10;")


def _escaped(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\r", "&#13;")


_SPECIAL = re.compile("[&<>\r]")
