"""The names of a whole corpus: each person, place, organisation and event once, and where.

entries = register(documents)
as_tei(entries), as_csv(entries)     # both can be corrected and used as authority files
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from tei.names.phrases import squeeze
from tei.register.writing import as_csv, as_tei

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.model import Annotation, Document

__all__ = ["Entry", "as_csv", "as_tei", "register"]

_PREFIXES = {"person": "p", "place": "pl", "org": "o", "event": "e"}
_NAME_PARTS = ("forename", "nameLink", "surname", "addName")


class Entry(Struct, frozen=True):
    """One entity of a corpus."""

    id: str
    kind: str
    name: tuple[tuple[str, str], ...]
    """Parts of its fullest name: (element, text)."""
    idnos: tuple[tuple[str, str], ...] = ()
    forms: Counter[str] = field(default_factory=Counter)
    """How often each form of its name stands in the corpus, titles left out."""
    files: Counter[str] = field(default_factory=Counter)
    """How often each file names it."""

    @property
    def mentions(self) -> int:
        """How often the corpus names it."""
        return self.files.total()


def register(documents: Iterable[Document]) -> list[Entry]:
    """Return the named entities of documents, those most often named first.

    Persons of one forename and surname are one; a surname alone is the one person of the corpus
    who bears it, where there is one.
    """
    found = [entry for document in documents for entry in _entries(document) if entry.name]
    united: dict[tuple[str, ...], Entry] = {}
    for entry in found:
        key = _key(entry)
        united[key] = _merged(united[key], entry) if key in united else entry
    for key in [key for key in united if key[0] == "person" and not key[1]]:
        fuller = [k for k in united if k[0] == "person" and k[1] and k[2] == key[2]]
        if len(fuller) == 1 and key[2]:
            united[fuller[0]] = _merged(united[fuller[0]], united.pop(key))
    ordered = sorted(united.values(), key=lambda e: (-e.mentions, e.kind, e.name))
    return list(_numbered(ordered))


def _entries(document: Document) -> Iterator[Entry]:
    mentions: dict[str, list[Annotation]] = {}
    for claim in document.select("persName", "placeName", "orgName", "name"):
        mentions.setdefault((claim.get("ref") or "").removeprefix("#"), []).append(claim)
    for entity in document.entities:
        claims = mentions.get(entity.id, [])
        forms = Counter(form for claim in claims if (form := _form(document, claim)))
        files = Counter({document.witness.file: len(claims)})
        given = entity.id if entity.rule and entity.rule.human else ""
        yield Entry(given, entity.kind, entity.name, entity.idnos, forms, files)


def _form(document: Document, claim: Annotation) -> str:
    """Return the name as it is printed, without the titles of a person."""
    if claim.element != "persName":
        return _printed(document, claim)
    inside = [p for p in document.select(*_NAME_PARTS) if claim.hull.contains(p.hull)]
    return " ".join(_printed(document, part) for part in sorted(inside, key=lambda p: p.hull))


def _printed(document: Document, claim: Annotation) -> str:
    return " ".join(" ".join(span.of(document.text) for span in claim.spans).split())


def _key(entry: Entry) -> tuple[str, ...]:
    if entry.id:
        return (entry.kind, "listed", entry.id)
    if entry.kind != "person":
        return (entry.kind, "", squeeze(" ".join(text for _, text in entry.name)))
    forename = squeeze(" ".join(text for part, text in entry.name if part == "forename"))
    surname = squeeze(" ".join(text for part, text in entry.name if part != "forename"))
    return (entry.kind, forename, surname)


def _merged(one: Entry, other: Entry) -> Entry:
    return replace(
        one,
        idnos=tuple(dict.fromkeys((*one.idnos, *other.idnos))),
        forms=one.forms + other.forms,
        files=one.files + other.files,
    )


def _numbered(entries: list[Entry]) -> Iterator[Entry]:
    """Yield the entries with an id each; one that an authority file gave stays."""
    taken = {entry.id for entry in entries}
    numbers = {
        kind: (n for n in map(f"{prefix}{{}}".format, count(1)) if n not in taken)
        for kind, prefix in _PREFIXES.items()
    }
    for entry in entries:
        yield entry if entry.id else replace(entry, id=next(numbers[entry.kind]))
