"""Where in the source the elements of a TEI text stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from tei.model import Span
from tei.rendering.stylesheets import result
from tei.resources import stylesheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.rendering.stylesheets import Tree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_PLACE = re.compile(r"#char=(\d+),(\d+)$")
_BLANKS = " \t\r\n\f"
_RUN = re.compile(f"[{_BLANKS}]+")


class Located(Struct, frozen=True):
    """An element of the text and what of the source it holds."""

    element: str
    attributes: dict[str, str]
    """Of the element, and of a `choice` those of its `reg`, whose text is `regular`."""
    spans: tuple[Span, ...]
    """Code points, half-open, in reading order, without white space at their ends."""
    text: str
    """As the source has it, each run of white space one blank."""


def located(tree: Tree) -> Iterator[Located]:
    """Yield the elements of a TEI text that hold something of the source, as they open."""
    text = result(stylesheets() / "flat.xsl", tree).getroot()
    if text is None:
        return
    chars, bounds = _read(text)
    for element in text.iterdescendants(f"{_TEI}*"):
        start, end = bounds[element]
        spans = tuple(_spans(chars, start, end))
        if spans:
            words = _RUN.sub(" ", "".join(c for c, _ in chars[start:end])).strip(" ")
            yield Located(element.tag.removeprefix(_TEI), _attributes(element), spans, words)


type _Characters = list[tuple[str, int]]
"""Each character of the text with its offset in the source."""


def _read(text: etree._Element) -> tuple[_Characters, dict[etree._Element, tuple[int, int]]]:
    """Return the characters of a text, and of each element where its own begin and end there."""
    chars: _Characters = []
    bounds: dict[etree._Element, tuple[int, int]] = {}
    opened: list[int] = []
    offset = 0
    for event, element in etree.iterwalk(text, events=("start", "end")):
        if event == "start":
            place = _PLACE.search(element.get("source", ""))
            offset = int(place[1]) if place else offset
            opened.append(len(chars))
            run = _opening(element)
        else:
            bounds[element] = opened.pop(), len(chars)
            run = element.tail or ""
        chars.extend(zip(run, range(offset, offset + len(run)), strict=True))
        offset += len(run)
    return chars, bounds


def _opening(element: etree._Element) -> str:
    """Return the text at an element's beginning: of a `g`, the character it stands for."""
    if element.tag != f"{_TEI}g" or element.text:
        return element.text or ""
    return chr(int(element.get("ref", "#x0020").removeprefix("#x"), 16))


def _spans(chars: _Characters, start: int, end: int) -> Iterator[Span]:
    """Yield the stretches of source in a stretch of text: one for each run of offsets."""
    first = start
    for at in range(start, end):
        if at + 1 == end or chars[at + 1][1] != chars[at][1] + 1:
            span = _trimmed(chars, first, at + 1)
            if span is not None:
                yield span
            first = at + 1


def _trimmed(chars: _Characters, start: int, end: int) -> Span | None:
    while start < end and chars[start][0] in _BLANKS:
        start += 1
    while start < end and chars[end - 1][0] in _BLANKS:
        end -= 1
    return Span(chars[start][1], chars[end - 1][1] + 1) if start < end else None


def _attributes(element: etree._Element) -> dict[str, str]:
    return {
        str(name).removeprefix("{http://www.w3.org/XML/1998/namespace}"): str(value)
        for name, value in element.attrib.items()
    }
