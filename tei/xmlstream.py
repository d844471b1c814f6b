"""XML too large for memory: element after element, and what was read is let go.

As in `tei.xmlsource` no entity, DTD or network is let in, and every fault is a diagnostic.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any, cast
from xml.parsers import expat

from lxml import etree

from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.xmlfaults import explain
from tei.xmlsource import encoding_of, undeclared, without_doctype

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

LARGE = 100_000_000
"""Bytes from which a document is not held in memory as a whole."""
_FIRST = 1 << 20
"""Bytes that the prolog is in."""
_CHUNK = 1 << 18


class Streamed:
    """An element whose children come as they are read; for the rest it is the element itself.

    The text between its children comes as nodes that are no elements, such as a comment is.
    """

    def __init__(self, element: etree._Element, reading: _Reading) -> None:
        self.element = element
        self.tag = element.tag
        self.text = None
        self.tail = None
        self._children = reading.children(element)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.element, name)

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[etree._Element | Streamed | Text]:
        return self._children


class Text:
    """Text among the children of a streamed element."""

    def __init__(self, tail: str | None, parent: etree._Element) -> None:
        self.tag: object = etree.Comment
        self.tail = tail
        self.sourceline = parent.sourceline
        self._parent = parent

    def getparent(self) -> etree._Element:
        """Return the element that it is in, as lxml's nodes do."""
        return self._parent


def is_large(path: Path) -> bool:
    """Say whether a file is too large to be held in memory as a whole."""
    return path.is_file() and path.stat().st_size > LARGE


def stream(path: Path, streamed: Collection[str]) -> Streamed:
    """Return the root of a document, of which the elements with these names are streamed.

    All others are whole when they come, and gone when the next one does. Raises `TeiError`
    (TEI111–TEI119), also while the children are read.
    """
    return _Reading(path, streamed).root()


def places(path: Path, wanted: Collection[int]) -> dict[int, Position]:
    """Return where the start tags of some elements are, by their number in the document, from 0."""
    found: dict[int, Position] = {}
    number = -1
    parser = expat.ParserCreate("utf-8")

    def start(*_: object) -> None:
        nonlocal number
        number += 1
        if number in wanted:
            found[number] = Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    parser.StartElementHandler = start
    for chunk in _chunks(path):
        parser.Parse(chunk, False)
    return found


class _Reading:
    """One reading of a document: the events of its parser, with one looked at ahead."""

    def __init__(self, path: Path, streamed: Collection[str]) -> None:
        self.streamed = streamed
        self.events = _events(path)
        self.ahead: list[tuple[str, etree._Element]] = []

    def root(self) -> Streamed:
        return Streamed(self._next()[1], self)

    def children(self, parent: etree._Element) -> Iterator[etree._Element | Streamed | Text]:
        """Yield what is in an element; whoever enters a streamed one has to read it to its end."""
        self._peek()
        yield Text(parent.text, parent)
        while True:
            event, node = self._next()
            if event == "end":
                self._peek()  # so that the text behind it is read
                return
            if event == "start" and node.tag in self.streamed:
                yield (inner := Streamed(node, self))
                for _ in inner:
                    pass
                yield Text(node.tail, parent)
            else:
                self._finish(event, node)
                yield node
            parent.remove(node)

    def _finish(self, event: str, node: etree._Element) -> None:
        """Read an element to its end, and the text behind it."""
        while event == "start":
            what, one = self._next()
            if what == "end" and one is node:
                break
        self._peek()

    def _next(self) -> tuple[str, etree._Element]:
        return self.ahead.pop() if self.ahead else next(self.events)

    def _peek(self) -> None:
        if not self.ahead:
            self.ahead.extend(one for one in [next(self.events, None)] if one)


def _events(path: Path) -> Iterator[tuple[str, etree._Element]]:
    parser = etree.XMLPullParser(
        ("start", "end", "comment", "pi"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        collect_ids=False,
    )
    events = cast("Iterator[tuple[str, etree._Element]]", parser.read_events())
    try:
        for chunk in _chunks(path):
            parser.feed(chunk)
            yield from (one for one in events if _is_inside(*one))
        parser.close()
        yield from events
    except etree.XMLSyntaxError as error:
        where = Position(error.position[0], max(error.position[1], 1))
        number: int = error.code  # type: ignore[attr-defined]
        fault = explain(number, error.msg or "", b"", where)
        found = Diagnostic(fault.code, Severity.ERROR, fault.message, fault.hint, str(path), where)
        raise TeiError(found) from error


def _is_inside(event: str, node: etree._Element) -> bool:
    """Say whether a node is the root or in it."""
    return event in ("start", "end") or node.getparent() is not None


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield a document in UTF-8, blanks for its DOCTYPE."""
    try:
        with path.open("rb") as file:
            first = file.read(_FIRST)
            encoding, mark = encoding_of(first, str(path))
            decoder = codecs.getincrementaldecoder(encoding)()
            text = decoder.decode(first[mark:])
            text = text if encoding == "utf-8" else undeclared(text)
            yield without_doctype(text.encode(), str(path))
            while chunk := file.read(_CHUNK):
                yield decoder.decode(chunk).encode()
            decoder.decode(b"", final=True)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        code = "TEI117" if isinstance(error, OSError) else "TEI113"
        found = Diagnostic(code, Severity.ERROR, f"cannot be read: {reason}", None, str(path))
        raise TeiError(found) from error
