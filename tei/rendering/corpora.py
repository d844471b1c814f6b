"""A corpus too large for memory, as the documents it is made of, one after the other."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from lxml import etree

from tei.xmlstream import Streamed, stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def documents(path: Path) -> Iterator[tuple[str, etree._ElementTree]]:
    """Yield each `TEI` of a `teiCorpus` and what it is called: by its `xml:id`, or its number.

    The persons of the corpus are in each of them (TEI P5 §16.1: what the corpus's header says
    holds for all its texts). Raises `TeiError` (TEI111–TEI119).
    """
    members = _members(stream(path, [f"{_TEI}teiCorpus"]), [])
    for number, element in enumerate(members, 1):
        yield element.get(_ID) or f"{number:05}", etree.ElementTree(element)


def _members(corpus: Streamed, persons: list[etree._Element]) -> Iterator[etree._Element]:
    for child in corpus:
        if isinstance(child, Streamed):
            yield from _members(child, list(persons))
        elif child.tag == f"{_TEI}teiHeader":
            found = cast("etree._Element", child).iterfind(f"{_TEI}profileDesc/{_TEI}particDesc")
            persons += map(deepcopy, found)
        elif child.tag == f"{_TEI}TEI":
            yield _with(cast("etree._Element", child), persons)


def _with(document: etree._Element, persons: list[etree._Element]) -> etree._Element:
    header = document.find(f"{_TEI}teiHeader")
    if header is not None and persons:
        profile = header.find(f"{_TEI}profileDesc")
        if profile is None:
            profile = etree.SubElement(header, f"{_TEI}profileDesc")
        profile.extend(map(deepcopy, persons))
    return document
