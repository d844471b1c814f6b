"""The register as TEI and as CSV, in the forms that `tei.authorities` reads."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from lxml import etree

from tei.authorities.tables import AUTHORITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.register import Entry

_TEI = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LISTS = {
    "person": ("listPerson", "persName"),
    "place": ("listPlace", "placeName"),
    "org": ("listOrg", "orgName"),
    "event": ("listEvent", "eventName"),
}
_COLUMNS = ("id", "kind", "name", "forename", "surname", "forms", *AUTHORITIES, "count", "where")


def as_tei(entries: Sequence[Entry]) -> bytes:
    """Return a TEI document with a list of each kind in `standOff` (P5 §14.2).

    How often and where a name stands is a note of each entry.
    """
    tei = etree.Element(f"{{{_TEI}}}TEI", nsmap={None: _TEI})  # type: ignore[dict-item]
    _header(tei)
    stand_off = _add(tei, "standOff")
    for kind, (container, name) in _LISTS.items():
        chosen = [entry for entry in entries if entry.kind == kind]
        if chosen:
            listed = _add(stand_off, container)
            for entry in chosen:
                _entry(listed, entry, name)
    etree.indent(tei)
    return etree.tostring(tei, encoding="UTF-8", xml_declaration=True)


def as_csv(entries: Sequence[Entry]) -> bytes:
    """Return a table with a header: a line for each entry."""
    lines = io.StringIO()
    table = csv.DictWriter(lines, _COLUMNS, lineterminator="\n")
    table.writeheader()
    for entry in entries:
        parts = {p: " ".join(t for q, t in entry.name if q == p) for p in ("forename", "surname")}
        table.writerow(
            {
                "id": entry.id,
                "kind": entry.kind,
                "name": _full_name(entry),
                **parts,
                "forms": ";".join(_other_forms(entry)),
                **{kind: number for kind, number in entry.idnos if kind in AUTHORITIES},
                "count": entry.mentions,
                "where": _where(entry),
            }
        )
    return lines.getvalue().encode()


def _header(tei: etree._Element) -> None:
    description = _add(_add(tei, "teiHeader"), "fileDesc")
    _add(_add(description, "titleStmt"), "title", "Register of names")
    _add(_add(description, "publicationStmt"), "p", "Unpublished.")
    _add(_add(description, "sourceDesc"), "p", "Made from the transcripts that its notes name.")


def _entry(listed: etree._Element, entry: Entry, name: str) -> None:
    element = _add(listed, entry.kind, **{_ID: entry.id})
    preferred = _add(element, name)
    if entry.kind == "person":
        for n, (part, text) in enumerate(entry.name):
            _add(preferred, part, text).tail = " " if n + 1 < len(entry.name) else None
    else:
        preferred.text = _full_name(entry)
    for form in _other_forms(entry):
        _add(element, name, form)
    for kind, number in entry.idnos:
        _add(element, "idno", number, type=kind)
    _add(element, "note", f"{entry.mentions}: {_where(entry)}", type="editorial")


def _full_name(entry: Entry) -> str:
    return " ".join(text for _, text in entry.name)


def _other_forms(entry: Entry) -> list[str]:
    forms = (form for form, _ in entry.forms.most_common())
    return [form for form in forms if form != _full_name(entry) and ";" not in form]


def _where(entry: Entry) -> str:
    return ", ".join(f"{file} ({times})" for file, times in entry.files.most_common())


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_TEI}}}{tag}", attributes)
    element.text = text or None
    return element
