"""Line and column of tags and text, by a second reading with expat when there is need of them.

lxml knows the line where a start tag ends, and no column.
"""

from __future__ import annotations

import re
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast
from xml.parsers import expat

from tei.diagnostics import Position

if TYPE_CHECKING:
    from lxml import etree

    from tei.validation.relaxng.findings import Place

_TAG: Final = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_AHEAD: Final = 4000
"""Bytes read after a tag to find its end and the text behind it."""


class Positions:
    """Where the elements of a document stand in its bytes; without bytes only lines are known."""

    def __init__(self, source: bytes | None) -> None:
        self._source = source
        self._starts: array[int] | None = None
        self._ends: array[int] = array("q")

    def of(self, place: Place) -> Position | None:
        """Return the position of a place, from 1, in code points."""
        if self._source is not None and self._starts is None:
            self._read(self._source)
        index = 3 * (place.ordinal - 1)
        if self._starts is None or index + 2 >= len(self._starts):
            return line_of(place.node)
        table = self._ends if place.part == "tail" else self._starts
        line, column, offset = table[index], table[index + 1], table[index + 2]
        if place.part in ("text", "tail"):
            return self._behind(Position(line, column), offset)
        if place.part == "between":
            return line_of(place.node)
        return Position(line, column)

    def _behind(self, tag: Position, offset: int) -> Position:
        """Return where the text behind a tag begins, white space apart."""
        assert self._source is not None
        ahead = self._source[offset : offset + _AHEAD].decode("utf-8", "replace")
        # The end of an empty element is reported behind its tag.
        found = _TAG.match(ahead)
        end = found.end() if found else 0
        before = ahead[: len(ahead) - len(ahead[end:].lstrip(" \t\r\n"))]
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if len(lines) == 1:
            return Position(tag.line, tag.column + len(before))
        return Position(tag.line + len(lines) - 1, len(lines[-1]) + 1)

    def _read(self, source: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        starts, ends, open_elements = array("q"), self._ends, array("q")

        def here() -> tuple[int, int, int]:
            return (
                parser.CurrentLineNumber,
                parser.CurrentColumnNumber + 1,
                parser.CurrentByteIndex,
            )

        def start(name: str, attributes: dict[str, str]) -> None:
            open_elements.append(len(starts))
            starts.extend(here())
            ends.extend((0, 0, 0))

        def end(name: str) -> None:
            at = open_elements.pop()
            ends[at : at + 3] = array("q", here())

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        with suppress(expat.ExpatError):
            parser.Parse(source, True)
        self._starts = starts


def line_of(node: etree._Element) -> Position | None:
    """Return the line that lxml knows of a node: where its start tag ends."""
    known = cast("int | None", node.sourceline)
    return None if known is None else Position(known)
