"""Authority files in TEI: `listPerson`, `listPlace`, `listOrg`, `listEvent` (P5 §14.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tei.authorities.records import finding
from tei.diagnostics import TeiError
from tei.names.record import Record
from tei.xmlsource import decode, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tei.diagnostics import Diagnostic

_NAMES = {
    "person": ("persName",),
    "place": ("placeName",),
    "org": ("orgName",),
    "event": ("eventName", "label"),
}
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NOT_WELL_FORMED = "TEI111"


def read(path: Path) -> Iterator[Record | Diagnostic]:
    """Yield the entities of a TEI file, of a broken one those before and after the break.

    Raises `TeiError` for what cannot be read at all, or declares entities.
    """
    try:
        root: etree._Element | None = parse(path).getroot()
    except TeiError as error:
        if error.diagnostic.code != _NOT_WELL_FORMED:
            raise
        where = error.diagnostic.where
        line = getattr(where, "line", 1)
        hint = "mend the XML there; what could be read is used"
        yield finding("TEI251", error.diagnostic.message, hint, str(path), line)
        root = _salvaged(path)
    if root is not None:
        yield from _records(root)


def _salvaged(path: Path) -> etree._Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(decode(path), parser)


def _records(root: etree._Element) -> Iterator[Record]:
    for element in root.iter("{*}person", "{*}place", "{*}org", "{*}event"):
        kind = etree.QName(element).localname
        names = [n for n in element if isinstance(n.tag, str) and _local(n) in _NAMES[kind]]
        idnos = tuple(
            ((n.get("type") or "").lower(), _text(n)) for n in element.iterfind("{*}idno")
        )
        forms = tuple(dict.fromkeys(_text(n) for n in names))
        parts = _parts(names[0]) if names else ()
        line = element.sourceline
        number = line if isinstance(line, int) else 0
        yield Record(element.get(_ID, ""), kind, forms, parts, idnos, number)


def _parts(name: etree._Element) -> tuple[tuple[str, str], ...]:
    parts = tuple((_local(n), _text(n)) for n in name if isinstance(n.tag, str))
    return parts or ((_local(name), _text(name)),)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
