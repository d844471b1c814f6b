"""Authority files: what a scholar knows of persons and places outranks every rule.

    authority = authorities.load(Path("people.xml"))     # or .csv, .json

Every form listed there is found in a text whatever its spelling. Compiled once, a file loads
from the user's cache until it changes.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from msgspec import Struct

from tei import __version__
from tei.authorities import tables, tei_lists
from tei.authorities.records import checked, finding
from tei.cache import remembered
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.names.phrases import Gazetteer, compiled
from tei.names.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tei.names.words import Passage

READERS = {".xml": tei_lists.read, ".csv": tables.read_csv, ".json": tables.read_json}
"""A suffix -> what reads such a file."""


class Authority(Struct, frozen=True):
    """The forms, compiled to the number of their row, and the rows, each a record as JSON."""

    forms: dict[str, str]
    rows: list[str]
    diagnostics: tuple[Diagnostic, ...] = ()

    def match(self, words: Passage, i: int) -> tuple[int, Record] | None:
        """Return where the longest listed form that begins with word `i` ends, and whose it is."""
        found = Gazetteer(self.forms).match(words, i)
        return (found[0], self.record(int(found[1]))) if found else None

    def record(self, row: int) -> Record:
        """Return one record."""
        number, kind, forms, name, idnos, line = json.loads(self.rows[row])
        pairs = (tuple(map(tuple, name)), tuple(map(tuple, idnos)))
        return Record(number, kind, tuple(forms), *pairs, line)


@lru_cache(8)
def load(path: Path) -> Authority:
    """Return an authority file, from the cache where it has not changed since.

    Faults of single entries are diagnostics of the result (TEI251–TEI257). Raises `TeiError`
    (TEI250) for a file that cannot be read or is of no known format.
    """
    if path.suffix.lower() not in READERS:
        known = ", ".join(READERS)
        raise _unreadable(path, f"“{path.suffix}” is no format of authority files", known)
    try:
        state = path.stat()
        key = f"authority {__version__} {path.resolve()} {state.st_mtime_ns} {state.st_size}"
        return remembered(key, partial(_read, path))
    except (OSError, UnicodeDecodeError) as error:
        hint = "give a file that can be read, in UTF-8"
        raise _unreadable(path, f"cannot be read: {error}", hint) from error


def _read(path: Path) -> Authority:
    return _made(READERS[path.suffix.lower()](path), str(path))


def _made(entries: Iterable[Record | Diagnostic], file: str) -> Authority:
    """Return an authority of records, what is wrong with them among its diagnostics."""
    read = list(entries)
    findings = [entry for entry in read if isinstance(entry, Diagnostic)]
    forms: dict[str, str] = {}
    rows: list[str] = []
    for entry in checked((r for r in read if isinstance(r, Record)), file):
        if isinstance(entry, Diagnostic):
            findings.append(entry)
            continue
        row = str(len(rows))
        findings += [_shared(f, file, entry.line) for f in entry.forms if f in forms]
        forms |= {form: row for form in entry.forms if form not in forms}
        cells = (entry.id, entry.kind, entry.forms, entry.name, entry.idnos, entry.line)
        rows.append(json.dumps(cells, ensure_ascii=False))
    if not read:
        hint = "list entities in it, or take it out of the settings"
        findings.append(finding("TEI251", "no entity is listed here", hint, file, 1))
    return Authority(compiled(forms.items()), rows, tuple(findings))


def _shared(form: str, file: str, line: int) -> Diagnostic:
    message = f"“{form}” is a form of an earlier entity too"
    return finding("TEI257", message, "mentions of it point to the first", file, line)


def _unreadable(path: Path, message: str, hint: str) -> TeiError:
    return TeiError(Diagnostic("TEI250", Severity.ERROR, message, hint, str(path)))
