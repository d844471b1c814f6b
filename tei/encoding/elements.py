"""Elements of TEI, written with few words."""

from __future__ import annotations

from functools import cache, lru_cache

from lxml import etree

from tei.encoding.xmlchars import legal, qualified

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def root() -> etree._Element:
    """Return an empty `TEI`."""
    return etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})  # type: ignore[dict-item]


def sub(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    """Append an element; `xml_id` and `xml_lang` are written with a colon."""
    element = add(parent, name, {_attribute(key): value for key, value in attributes.items()})
    if text:
        element.text = legal(text)
    return element


def add(parent: etree._Element, name: str, attributes: dict[str, str]) -> etree._Element:
    """Append an element, its attributes named as lxml names them."""
    return etree.SubElement(parent, _tag(name), attributes)


@cache
def _tag(name: str) -> str:
    return f"{{{TEI}}}{name}"


@cache
def _attribute(keyword: str) -> str:
    return qualified(keyword.replace("xml_", "xml:", 1))


@lru_cache(1 << 10)
def degree(certainty: float) -> str:
    """Return a number as `@cert`, `@degree` and `@interval` write it: at most three places."""
    return f"{certainty:.3f}".rstrip("0").rstrip(".")
