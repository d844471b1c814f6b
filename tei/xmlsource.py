"""The one place where XML is read: no entities, no DTD, no network, every fault a diagnostic.

Two parsers read the same UTF-8 bytes: expat the prolog, so that a DOCTYPE that declares
entities is refused before libxml2 sees it (libxml2 expands them in attribute values whatever
it is told), then libxml2 the document, with the DOCTYPE blanked.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast
from xml.parsers import expat

from lxml import etree
from msgspec import Struct

from tei.diagnostics import Diagnostic, Position, Severity, TeiError, position
from tei.xmlencoding import encoding_of, undeclared
from tei.xmlfaults import LIBXML2_DEEPEST, Fault, explain, explain_prolog, too_deep

SAFE: dict[str, Any] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": True,
}
"""What every parser of libxml2 is told here."""
DEEPEST = 10_000
"""Levels of elements in each other that are read."""


def parse(source: Path | bytes, file: str = "", deepest: int = DEEPEST) -> etree._ElementTree:
    """Return the tree of an XML document; `file` is what its diagnostics call it.

    An `xml:id` that stands twice or is no name does not stop the reading: validation tells it.
    Raises `TeiError` (TEI111–TEI119). XML 1.0, fifth edition.
    """
    file = file or (str(source) if isinstance(source, Path) else "")
    return parse_decoded(decode(source, file), file, deepest)


def parse_decoded(data: bytes, file: str, deepest: int = DEEPEST) -> etree._ElementTree:
    """Return the tree of what `decode` returned; raises as `parse` does."""
    tree = _tree(data, file, deepest, collect_ids=True).getroottree()
    if len(data) > _ATTRIBUTES * len(" a=''"):
        refuse_crowded(tree, file)
    if deepest < LIBXML2_DEEPEST and (deeper := cast("Any", tree.xpath("/*" * (deepest + 1)))):
        raise _error(too_deep(deepest), file, Position(deeper[0].sourceline or 1))
    return tree


_ATTRIBUTES = 1_000
_CROWDED = etree.XPath(f"descendant-or-self::*/@*[{_ATTRIBUTES + 1}]/..")


def refuse_crowded(whole: etree._Element | etree._ElementTree, file: str) -> None:
    """Raise `TeiError` (TEI116) where an element has attributes by the thousand.

    To list them costs lxml the square of their number.
    """
    for element in cast("Any", _CROWDED(whole)):
        message = f"<{etree.QName(element).localname}> has more than 1,000 attributes"
        hint = "a program that went astray writes such files; TEI has some sixty for an element"
        raise _error(Fault("TEI116", message, hint), file, Position(element.sourceline or 1))


def decode(source: Path | bytes, file: str = "") -> bytes:
    """Return the document in UTF-8, blanks for its DOCTYPE, every place where it was.

    Any parser reads it safely. Raises `TeiError` (TEI111–TEI119). XML 1.0 appendix F.
    """
    found = original(read(source, file), file)
    text = found.text if found.encoding == "utf-8" else undeclared(found.text)
    return without_doctype(text.encode(), file)


class Original(Struct, frozen=True):
    """A document as it was written: its text, and what is needed to write its bytes again."""

    text: str
    encoding: str
    mark: bytes
    """The byte-order mark, if it has one."""


def original(data: bytes, file: str = "") -> Original:
    """Return the text of a document, the DOCTYPE and all.

    Raises `TeiError` (TEI113, TEI114, TEI119).
    """
    encoding, mark = encoding_of(data, file)
    body = data[mark:]
    _refuse_other_formats(body, encoding, file)
    try:
        return Original(body.decode(encoding), encoding, data[:mark])
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(encoding, "replace")
        fault = Fault(
            "TEI113",
            f"byte 0x{body[error.start]:02X} (offset {mark + error.start}) is not {encoding}, "
            "the encoding that the file declares or implies",
            "name the true encoding in the XML declaration, or save the file as UTF-8",
        )
        raise _error(fault, file, position(before + " ", len(before))) from error


def start_tags(document: bytes) -> list[Position]:
    """Return where the tag of each element opens, in document order; columns in code points.

    libxml2 tells the line where a start tag ends, and no column. Give what `decode` returned.
    """
    found: list[Position] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda *_: found.append(
        Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    )
    try:
        parser.Parse(document, True)
    except expat.ExpatError:  # a name that only XML's fifth edition allows
        root = _tree(document, "", DEEPEST, collect_ids=False)
        return [Position(cast("int", element.sourceline)) for element in root.iter("*")]
    return found


def read(source: Path | bytes, file: str = "") -> bytes:
    """Return the bytes of a file; raises `TeiError` (TEI117) for one that cannot be read."""
    try:
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        fault = Fault("TEI117", f"cannot be read: {error.strerror}", "give the path of a file")
        raise _error(fault, file, None) from error


def _refuse_other_formats(body: bytes, encoding: str, file: str) -> None:
    """Raise for what is empty or no XML at all, in words that say which."""
    start = body[:1024].decode(encoding, "replace").lstrip()
    if not start and not body.strip():
        fault = Fault("TEI114", "the file is empty", "nothing was converted, or the copy failed")
        raise _error(fault, file, Position(1, 1))
    if start and not start.startswith("<"):
        seen = "".join(c if c.isprintable() else "�" for c in start[:20].split("\n")[0])
        fault = Fault(
            "TEI119",
            f"this is not XML: it begins with “{seen}”",
            "give a TEI file; a transcript becomes one by `tei convert`",
        )
        raise _error(fault, file, Position(1, 1))


def without_doctype(data: bytes, file: str) -> bytes:
    """Return the document with blanks for its DOCTYPE, so that every place stays where it is."""
    if b"<!DOCTYPE" not in data:
        return data
    prolog = _Prolog(file)
    prolog.read(data)
    return _blanked(data, *prolog.bounds) if len(prolog.bounds) == 2 else data


class _PrologReadError(Exception):
    """The first start tag: all that expat was to read has been read."""


class _Prolog:
    """A reading of what stands before the root element.

    What a DOCTYPE declares is refused where it matters: entities of the text, and defaults of
    attributes. Parameter entities matter to DTDs alone, and no DTD is read.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.bounds: list[int] = []
        """Where the DOCTYPE's subset opens, and where the DOCTYPE ends, in bytes."""
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = self._note
        self.parser.EndDoctypeDeclHandler = self._note
        self.parser.EntityDeclHandler = self._entity
        self.parser.AttlistDeclHandler = self._attribute
        self.parser.StartElementHandler = self._stop

    def read(self, data: bytes) -> None:
        """Raise `TeiError` (TEI111, TEI112, TEI115) for what cannot be let in."""
        try:
            self.parser.Parse(data, True)
        except _PrologReadError:
            pass
        except expat.ExpatError as error:
            where = Position(error.lineno, error.offset + 1)
            raise _error(explain_prolog(error.code), self.file, where) from error

    def _note(self, *_: object) -> None:
        self.bounds.append(self.parser.CurrentByteIndex)

    def _entity(self, name: str, is_parameter: int, *_: object) -> None:
        if not is_parameter:
            self._refuse(_declared_entity(name))

    def _attribute(self, element: str, _: str, kind: str, default: str | None, __: int) -> None:
        if default is not None:
            self._refuse(_declared_default(element))

    def _stop(self, *_: object) -> None:
        raise _PrologReadError

    def _refuse(self, fault: Fault) -> None:
        here = Position(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        raise _error(fault, self.file, here)


def _declared_entity(name: str) -> Fault:
    return Fault(
        "TEI112",
        f"the DOCTYPE declares the entity `{name}`; entities are never expanded here",
        "write the characters themselves in place of the reference, and drop the DOCTYPE",
    )


def _declared_default(element: str) -> Fault:
    return Fault(
        "TEI112",
        f"the DOCTYPE declares defaults for attributes of `{element}`; a DTD is never read here",
        "write the attributes where they stand, and drop the DOCTYPE",
    )


def _blanked(data: bytes, subset: int, end: int) -> bytes:
    """Blank the DOCTYPE that ends at `end`; expat tells its start only where its subset opens."""
    start = data.rfind(b"<!DOCTYPE", 0, subset)
    doctype = data[start : end + 1].decode()
    return data[:start] + re.sub(r"[^\r\n]", " ", doctype).encode() + data[end + 1 :]


_IDS = (etree.ErrorTypes.DTD_ID_REDEFINED, etree.ErrorTypes.DTD_XMLID_VALUE)


def _tree(data: bytes, file: str, deepest: int, *, collect_ids: bool) -> etree._Element:
    parser = etree.XMLParser(**SAFE, collect_ids=collect_ids)
    try:
        return etree.fromstring(data, parser, base_url=file.encode("utf-8", "replace").decode())
    except etree.XMLSyntaxError as error:
        number: int = error.code  # type: ignore[attr-defined]
        if collect_ids and number in _IDS:
            return _tree(data, file, deepest, collect_ids=False)
        if number == etree.ErrorTypes.ERR_RESOURCE_LIMIT and "depth" in (error.msg or ""):
            return _deep_tree(data, file, deepest)
        where = Position(error.position[0], max(error.position[1], 1))
        fault = explain(number, error.msg or "", lambda: _is_end(data, where))
        raise _error(fault, file, where) from error


def _deep_tree(data: bytes, file: str, deepest: int) -> etree._Element:
    from tei.xmldeep import TooDeepError, tree

    try:
        return tree(data, deepest)
    except TooDeepError as error:
        raise _error(too_deep(deepest), file, Position(error.line, error.column)) from error
    except expat.ExpatError as error:
        where = Position(error.lineno, error.offset + 1)
        raise _error(explain_prolog(error.code), file, where) from error


def _is_end(data: bytes, where: Position) -> bool:
    text = data.decode()
    last = text.count("\n") + 1
    return where.line == last and where.column >= len(text) - text.rfind("\n")


def _error(fault: Fault, file: str, where: Position | None) -> TeiError:
    return TeiError(Diagnostic(fault.code, Severity.ERROR, fault.message, fault.hint, file, where))
