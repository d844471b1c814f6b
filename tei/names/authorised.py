"""Names of an authority file, in every form that it lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.names.mentions import AUTHORITY, PERSON, SPEAKER, Mention, Part
from tei.names.persons import of_words
from tei.names.phrases import squeeze
from tei.names.words import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.model import Rule
    from tei.names.reader import Reader
    from tei.names.record import Record


def listed(reader: Reader) -> Iterator[Mention]:
    """Yield the mentions of listed entities, titles before a person included."""
    i = 0
    while reader.authorities and i < len(reader.words):
        match = next((m for a in reader.authorities if (m := a.match(reader.words, i))), None)
        if match:
            yield _mention(reader, i, *match, AUTHORITY, 1.0)
        i = match[0] if match else i + 1


def speaking(reader: Reader) -> Iterator[Mention]:
    """Yield the mentions of those who speak, a surname alone where it is no word too."""
    for i in reader.speakers.beginnings(reader.words):
        match = reader.speakers.match(reader.words, i)
        if match and not (match[0] == i + 1 and reader.ordinary(i, i + 1)):
            yield _mention(reader, i, *match, SPEAKER, 0.9)


def _mention(
    reader: Reader, start: int, end: int, record: Record, rule: Rule, certainty: float
) -> Mention:
    name = record.forms[0]
    found = Mention(
        record.kind, reader.number, start, end, rule, certainty, name=name, record=record
    )
    if record.kind != PERSON:
        return found
    titled = of_words(reader, found)
    parts = _as_listed(reader, start, end, record)
    titles = tuple(p for p in titled.parts if p.element == "roleName" and p.end <= start)
    return replace(titled, parts=(*titles, *parts)) if parts else titled


def _as_listed(reader: Reader, start: int, end: int, record: Record) -> tuple[Part, ...]:
    """Return forenames and surname, where the words end with the listed surname."""
    surname = squeeze(dict(record.name).get("surname", ""))
    for i in range(start, end):
        if surname and key(reader.words[i:end]) == surname:
            forenames = tuple(Part("forename", j, j + 1) for j in range(start, i))
            return (*forenames, Part("surname", i, end))
    return ()
