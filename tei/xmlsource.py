"""The one place where XML is read: no entities, no DTD, no network, every fault a diagnostic.

Two parsers read the same UTF-8 bytes: expat the prolog, so that a DOCTYPE that declares
entities is refused before libxml2 sees it (libxml2 expands them in attribute values whatever
it is told), then libxml2 the document, with the DOCTYPE blanked.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any, cast
from xml.parsers import expat

from lxml import etree
from msgspec import Struct

from tei.diagnostics import Diagnostic, Position, Severity, TeiError, position
from tei.xmlfaults import Fault, explain, explain_prolog


def parse(source: Path | bytes, file: str = "") -> etree._ElementTree:
    """Return the tree of an XML document; `file` is what its diagnostics call it.

    An `xml:id` that stands twice or is no name does not stop the reading: validation tells it.
    Raises `TeiError` (TEI111–TEI119). XML 1.0, fifth edition.
    """
    file = file or (str(source) if isinstance(source, Path) else "")
    tree = _tree(decode(source, file), file, collect_ids=True).getroottree()
    crowded: Any = tree.xpath("//@*[1001]/..")
    if crowded:
        name = etree.QName(crowded[0]).localname
        message = f"<{name}> has more than 1,000 attributes"
        hint = "a program that went astray writes such files; TEI has some sixty for an element"
        raise _error(Fault("TEI116", message, hint), file, Position(crowded[0].sourceline or 1))
    return tree


def decode(source: Path | bytes, file: str = "") -> bytes:
    """Return the document in UTF-8, blanks for its DOCTYPE, every place where it was.

    Any parser reads it safely. Raises `TeiError` (TEI111–TEI119). XML 1.0 appendix F.
    """
    read = original(_bytes(source, file) if isinstance(source, Path) else source, file)
    text = read.text if read.encoding == "utf-8" else undeclared(read.text)
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
        root = _tree(document, "", collect_ids=False)
        return [Position(cast("int", element.sourceline)) for element in root.iter("*")]
    return found


def _bytes(path: Path, file: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        fault = Fault("TEI117", f"cannot be read: {error.strerror}", "give the path of a file")
        raise _error(fault, file, None) from error


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(r"""\A<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


def encoding_of(data: bytes, file: str) -> tuple[str, int]:
    """Return the codec's name and the length of the byte-order mark."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    encoding = encoding or next((e for m, e in _WITHOUT_MARK if data.startswith(m)), "")
    start = data[len(mark) : len(mark) + 1024].decode(encoding or "latin-1", "replace")
    match = _DECLARED.match(start)
    if match is None:
        return encoding or "utf-8", len(mark)
    return _agreed(encoding, match[1], file), len(mark)


def _agreed(seen: str, declared: str, file: str) -> str:
    """Return the one codec that the bytes and the declaration speak of."""
    name = _codec(declared)
    if name is None:
        fault = Fault("TEI113", f"`{declared}` is no encoding of texts", "save the file as UTF-8")
        raise _error(fault, file, Position(1, 1))
    is_wide = name.startswith(("utf-16", "utf-32"))
    if name == seen or (seen and is_wide and name == seen[:6]):
        return seen
    if seen or is_wide:
        fault = Fault(
            "TEI113",
            f"the file declares {declared}, but its bytes are {seen or 'of one byte a letter'}",
            "mend the encoding in the XML declaration, or save the file as UTF-8",
        )
        raise _error(fault, file, Position(1, 1))
    return name


# Python calls these encodings of text too; no file is written in them.
_NOT_OF_FILES = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
        b"?".decode(codec)
    except UnicodeDecodeError:
        return codec
    except (LookupError, UnicodeError):
        return None
    return None if codec.replace("_", "-") in _NOT_OF_FILES else codec


def undeclared(text: str) -> str:
    """Blank the encoding that the XML declaration names: it is so no longer."""
    match = _DECLARED.match(text)
    if match is None:
        return text
    start = text.rindex("encoding", 0, match.end())
    return text[:start] + " " * (match.end() - start) + text[match.end() :]


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


def _tree(data: bytes, file: str, *, collect_ids: bool) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        collect_ids=collect_ids,
    )
    try:
        return etree.fromstring(data, parser, base_url=file.encode("utf-8", "replace").decode())
    except etree.XMLSyntaxError as error:
        number: int = error.code  # type: ignore[attr-defined]
        if collect_ids and number in _IDS:
            return _tree(data, file, collect_ids=False)
        where = Position(error.position[0], max(error.position[1], 1))
        raise _error(explain(number, error.msg or "", data, where), file, where) from error


def _error(fault: Fault, file: str, where: Position | None) -> TeiError:
    return TeiError(Diagnostic(fault.code, Severity.ERROR, fault.message, fault.hint, file, where))
