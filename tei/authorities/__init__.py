"""Authority files: what a scholar knows of persons and places outranks every rule.

    authority = authorities.load(Path("people.xml"))     # or .csv, .json

Every form listed there is found in a text whatever its spelling. Compiled once, a file loads
from the user's cache until it changes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from tei import __version__
from tei.authorities import tables, tei_lists
from tei.authorities.records import checked, finding
from tei.cache import remembered
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.names.phrases import length, squeeze
from tei.names.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tei.names.words import Passage

READERS = {".xml": tei_lists.read, ".csv": tables.read_csv, ".json": tables.read_json}
"""A suffix -> what reads such a file."""

# A final vowel is written with this letter when the next word depends on it: «مصطفای خمینی».
_LINK = "ی"
_LINKED = ("ا", "و", "ه")


@dataclass(frozen=True, slots=True)
class Authority:
    """Squeezed forms -> "words|row", and the rows, each a record as JSON."""

    forms: dict[str, str]
    rows: list[str]
    longest: int
    diagnostics: tuple[Diagnostic, ...] = ()

    def match(self, words: Passage, i: int) -> tuple[int, Record] | None:
        """Return where the longest listed form that begins with word `i` ends, and whose it is."""
        best, form = None, ""
        for j in range(i, min(i + self.longest, len(words))):
            found = self.forms.get(form + words[j].form)
            if found is None and words[j].form.endswith(_LINK):
                found = self._linked(form + words[j].form)
            if found and j - i < int(found.partition("|")[0]):
                best = (j + 1, found)
            form += words[j].form
        return (best[0], self.record(int(best[1].partition("|")[2]))) if best else None

    def record(self, row: int) -> Record:
        """Return one record."""
        number, kind, forms, name, idnos, line = json.loads(self.rows[row])
        pairs = (tuple(map(tuple, name)), tuple(map(tuple, idnos)))
        return Record(number, kind, tuple(forms), *pairs, line)

    def _linked(self, form: str) -> str | None:
        stem = form.removesuffix(_LINK)
        return self.forms.get(stem) if stem.endswith(_LINKED) else None


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
    return compiled(READERS[path.suffix.lower()](path), str(path))


def compiled(entries: Iterable[Record | Diagnostic], file: str) -> Authority:
    """Return an authority of records, what is wrong with them among its diagnostics."""
    read = list(entries)
    findings = [entry for entry in read if isinstance(entry, Diagnostic)]
    forms: dict[str, str] = {}
    rows: list[str] = []
    for entry in checked((r for r in read if isinstance(r, Record)), file):
        if isinstance(entry, Diagnostic):
            findings.append(entry)
            continue
        for form in entry.forms:
            value = f"{length(form)}|{len(rows)}"
            if forms.setdefault(squeeze(form), value) is not value:
                findings.append(_shared(form, file, entry.line))
        cells = (entry.id, entry.kind, entry.forms, entry.name, entry.idnos, entry.line)
        rows.append(json.dumps(cells, ensure_ascii=False))
    longest = max((int(value.partition("|")[0]) for value in forms.values()), default=0)
    return Authority(forms, rows, longest, tuple(findings))


def _shared(form: str, file: str, line: int) -> Diagnostic:
    message = f"“{form}” is a form of an earlier entity too"
    return finding("TEI257", message, "mentions of it point to the first", file, line)


def _unreadable(path: Path, message: str, hint: str) -> TeiError:
    return TeiError(Diagnostic("TEI250", Severity.ERROR, message, hint, str(path)))
