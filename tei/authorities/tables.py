"""Authority files as CSV and JSON, with the same fields.

`id`, `kind`, `name`, `forms` (in CSV with `;` between), `forename`, `surname`; every other
field of a known authority (`wikidata`, `viaf`, `geonames`, `gnd`, `isni`) is an `idno`.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from tei.authorities.records import finding
from tei.names.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tei.diagnostics import Diagnostic

AUTHORITIES = ("wikidata", "viaf", "geonames", "gnd", "isni")
_LABELS = {"person": "persName", "place": "placeName", "org": "orgName", "event": "label"}
_BETWEEN_FORMS = ";"


def read_csv(path: Path) -> Iterator[Record | Diagnostic]:
    """Yield the entities of a CSV file with a header; a line that does not fit is left out.

    Raises `OSError` and `UnicodeDecodeError`.
    """
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    delimiter = _delimiter(lines[0]) if lines else ","
    header: list[str] = []
    for number, line in enumerate(lines, 1):
        # Line by line: a quotation mark that nobody closed spoils one entity, not the rest.
        try:
            row = next(csv.reader([line], strict=True, delimiter=delimiter), [])
        except csv.Error as error:
            hint = "close the quotation mark, or double one that belongs to the name"
            yield finding("TEI251", f"not CSV: {error}", hint, str(path), number)
            continue
        if not header:
            header = [cell.strip().lower() for cell in row]
            if "id" not in header:
                hint = "begin the file with the names of its columns: id,kind,name"
                yield finding("TEI251", "no column is called “id”", hint, str(path), number)
                return
        elif len(row) == len(header):
            yield record(dict(zip(header, row, strict=True)), number)
        elif any(row):
            message = f"{len(row)} cells where the header has {len(header)}"
            hint = f"quote cells that hold a “{delimiter}”"
            yield finding("TEI251", message, hint, str(path), number)


def _delimiter(header: str) -> str:
    """Return what parts the cells: some spreadsheets write semicolons or tabs."""
    return max(",;\t", key=header.count)


def read_json(path: Path) -> Iterator[Record | Diagnostic]:
    """Yield the entities of a JSON file, an array of objects; of a broken one what can be read.

    Raises `OSError` and `UnicodeDecodeError`.
    """
    text = path.read_text(encoding="utf-8-sig")
    decoder, at, lines = json.JSONDecoder(), text.find("{"), _Lines(text)
    while at >= 0:
        line = lines.number(at)
        try:
            fields, end = decoder.raw_decode(text, at)
            yield record(fields, line)
        except json.JSONDecodeError as error:
            hint = "mend the object there; the others are used"
            where = lines.number(error.pos)
            yield finding("TEI251", f"not JSON: {error.msg}", hint, str(path), where)
            end = error.pos + 1
        at = text.find("{", end)


def record(fields: Mapping[str, Any], line: int) -> Record:
    """Return the entity that the fields of one line or object describe."""
    kind = str(fields.get("kind") or "person").strip()
    given = {part: str(fields.get(part) or "").strip() for part in ("forename", "surname")}
    parts = tuple((part, text) for part, text in given.items() if text)
    name = str(fields.get("name") or " ".join(text for _, text in parts)).strip()
    listed = fields.get("forms") or ()
    forms = listed.split(_BETWEEN_FORMS) if isinstance(listed, str) else map(str, listed)
    found = (field for field in AUTHORITIES if str(fields.get(field) or "").strip())
    return Record(
        str(fields.get("id") or "").strip(),
        kind,
        tuple(dict.fromkeys(form.strip() for form in (name, *forms) if form.strip())),
        parts or ((_LABELS.get(kind, "persName"), name),),
        tuple((field, str(fields[field]).strip()) for field in found),
        line,
    )


class _Lines:
    """Numbers of lines of rising offsets, each character counted once."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def number(self, offset: int) -> int:
        if offset < self._at:
            return self._text.count("\n", 0, offset) + 1
        self._line += self._text.count("\n", self._at, offset)
        self._at = offset
        return self._line
