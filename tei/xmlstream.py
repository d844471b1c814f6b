"""XML too large for memory: element after element, and what was read is let go.

As in `tei.xmlsource` no entity, DTD or network is let in, and every fault is a diagnostic.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from itertools import count
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, cast
from xml.parsers import expat

from lxml import etree

from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.xmlencoding import encoding_of, undeclared
from tei.xmlfaults import Fault, explain
from tei.xmlsource import SAFE, refuse_crowded, without_doctype

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

LONG = 4_000_000
"""Bytes from which a document is read part by part where that is enough."""
LARGE = 100_000_000
"""Bytes from which a document is not held in memory as a whole, whatever is wanted."""
_FIRST = 1 << 19
"""Bytes that the prolog is in."""
_CHUNK = 1 << 18
_MANY = 100
"""Attributes of an element that is worth a look."""
_PATIENCE = 16
"""Chunks after which an element is streamed, though nobody expected so much in it."""


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


def is_large(path: Path, largest: int | None = None) -> bool:
    """Say whether a file is too large to be held in memory as a whole."""
    return (size_of(path) or 0) > (LARGE if largest is None else largest)


def is_long(path: Path, largest: int) -> bool:
    """Say whether a file is better read part by part where that is enough."""
    return (size_of(path) or 0) > min(LONG, largest)


def size_of(path: Path) -> int | None:
    """Return the bytes of a file; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size if S_ISREG(status.st_mode) else None


class Watch:
    """Whoever wants to see all of a document that goes by; this one does not."""

    def enter(self, element: etree._Element) -> None:
        """See the start tag of an element that comes part by part."""

    def leave(self, parent: etree._Element, children: list[etree._Element]) -> None:
        """See whole children of an element, in their order, before they are gone."""


_NOBODY = Watch()


def stream(path: Path, streamed: Collection[str], watch: Watch = _NOBODY) -> Streamed:
    """Return the root of a document, of which the elements with these names are streamed.

    So is what is too large to be held. All others are whole when they come, and gone when some
    more were read. Raises `TeiError` (TEI111–TEI119), also while the children are read.
    """
    return _Reading(path, streamed, watch).root()


def places(
    path: Path, starts: Collection[int], ends: Collection[int] = ()
) -> dict[tuple[int, bool], Position]:
    """Return where tags of some elements are, by their numbers in the document, from 0.

    With each number stands whether it is the end tag.
    """
    found: dict[tuple[int, bool], Position] = {}
    still_open: list[int] = []
    numbers = count()
    parser = expat.ParserCreate("utf-8")

    def note(number: int, *, is_end: bool) -> None:
        if number in (ends if is_end else starts):
            here = Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            found[number, is_end] = here

    def start(*_: object) -> None:
        still_open.append(next(numbers))
        note(still_open[-1], is_end=False)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: note(still_open.pop(), is_end=True)
    for chunk in _chunks(path):
        parser.Parse(chunk, False)
    return found


class _Reading:
    """One reading of a document into a tree from which what was read is taken away.

    No events are asked for, since each costs as much as its element: an element is whole when
    something follows it, or an element that it is in is whole.
    """

    def __init__(self, path: Path, streamed: Collection[str], watch: Watch) -> None:
        self.path = path
        self.streamed = streamed
        self.watch = watch
        self.chunks = _chunks(path)
        first = next(self.chunks)
        self.parser = _parser(_root_name(first))
        self.is_over = False
        self.fed = 0
        """Chunks that were read."""
        self._feed(first)

    def root(self) -> Streamed:
        events = cast("Iterator[tuple[str, etree._Element]]", self.parser.read_events())
        while (found := next(events, None)) is None:
            self._more()
        self.watch.enter(found[1])
        return Streamed(found[1], self)

    def children(self, parent: etree._Element) -> Iterator[etree._Element | Streamed | Text]:
        """Yield what is in an element; whoever enters a streamed one has to read it to its end."""
        child = self._first(parent)
        yield Text(parent.text, parent)
        gone: list[etree._Element] = []
        while child is not None:
            begun, is_read = self.fed, self._is_read(child)
            if is_read:
                yield child
                gone.append(child)
            else:
                self._let_go(parent, gone)
                yield from self._streamed(child, parent)
            after = child.getnext()
            if not is_read:
                parent.remove(child)
            elif self.fed != begun:
                self._let_go(parent, gone)
            child = after
        self._let_go(parent, gone)

    def _streamed(self, child: etree._Element, parent: etree._Element) -> Iterator[Streamed | Text]:
        """Yield an element part by part, and the text behind it."""
        self.watch.enter(child)
        yield (inner := Streamed(child, self))
        for _ in inner:
            pass
        while not self._is_whole(child):
            self._more()
        yield Text(child.tail, parent)

    def _let_go(self, parent: etree._Element, children: list[etree._Element]) -> None:
        if children:
            self.watch.leave(parent, children)
            del parent[: len(children)]
            children.clear()

    def _first(self, parent: etree._Element) -> etree._Element | None:
        """Return the first child that is still there, None at the end of the element."""
        while (child := next(parent.iterchildren(), None)) is None:
            if self._is_whole(parent):
                return None
            self._more()
        return child

    def _is_read(self, child: etree._Element) -> bool:
        """Read a child to its end, and the text behind it, unless it is one to be streamed."""
        for n in range(_PATIENCE):
            if self._is_whole(child):
                if n or len(child.attrib) > _MANY:
                    refuse_crowded(child, str(self.path))
                return True
            if child.tag in self.streamed:
                return False
            self._more()
        return not isinstance(child.tag, str)

    def _is_whole(self, node: etree._Element) -> bool:
        """Say whether all of an element was read, and the text behind it."""
        at: etree._Element | None = node
        while at is not None and at.getnext() is None:
            at = at.getparent()
            if at is not None and at.tail:
                return True
        return at is not None or self.is_over

    def _more(self) -> None:
        chunk = next(self.chunks, None)
        if chunk is None:
            self.is_over = True
        self.fed += 1
        self._feed(chunk)

    def _feed(self, chunk: bytes | None) -> None:
        """Read on, or to the end where there is no more."""
        try:
            self.parser.feed(chunk) if chunk is not None else self.parser.close()
        except etree.XMLSyntaxError as error:
            where = Position(error.position[0], max(error.position[1], 1))
            number: int = error.code  # type: ignore[attr-defined]
            fault = explain(number, error.msg or "", lambda: chunk is None)
            raise _error(fault, str(self.path), where) from error


def _error(fault: Fault, file: str, where: Position | None) -> TeiError:
    return TeiError(Diagnostic(fault.code, Severity.ERROR, fault.message, fault.hint, file, where))


def _root_name(start: bytes) -> str | None:
    """Return the name of the root element, if a document begins with one."""
    found: list[str] = []
    parser = expat.ParserCreate("utf-8", namespace_separator="}")
    parser.StartElementHandler = lambda name, _: found.append(name)
    with suppress(expat.ExpatError):
        parser.Parse(start[:_CHUNK], False)
    return next(("{" + name if "}" in name else name for name in found), None)


def _parser(root: str | None) -> etree.XMLPullParser:
    """Return a parser that tells only of elements of this name, of which the first is enough."""
    return etree.XMLPullParser(("start",), tag=root, **SAFE, collect_ids=False)


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
        raise _error(Fault(code, f"cannot be read: {reason}", None), str(path), None) from error
