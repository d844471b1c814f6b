"""Organisations, offices, events and groups: by the word for what they are, and by lists."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tei.names import lexicon
from tei.names.mentions import (
    EVENT,
    GROUP,
    HEAD,
    LEXICON,
    OFFICE,
    OFFICE_RULE,
    ORGANISATION,
    Mention,
)
from tei.names.openings import MINISTRY
from tei.names.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.names.reader import Reader


def organisations(reader: Reader) -> Iterator[Mention]:
    """Yield ministries with their field, and organisations of the list."""
    ministry, listed = reader.vocabulary.ministry, reader.vocabulary.organisations
    for i in reader.beginnings("organisations"):
        match = listed.match(reader.words, i)
        if match:
            yield Mention(ORGANISATION, reader.number, i, match[0], LEXICON, 0.95, name=match[1])
    for i in reader.beginnings(MINISTRY):
        field = reader.vocabulary.portfolios.match(reader.words, i + 1)
        if field:
            name = f"{ministry} {field[1]}"
            yield Mention(ORGANISATION, reader.number, i, field[0], LEXICON, 0.95, name=name)


def offices(reader: Reader, found: list[Mention]) -> Iterator[Mention]:
    """Yield offices without a name; `found` are mentions that may complete one."""
    completions = {m.start: m for m in found if m.kind in ("place", "org")}
    done = 0
    for i in reader.beginnings("offices"):
        mention = _office(reader, i, completions) if i >= done else None
        if mention:
            yield mention
            done = mention.end


def events(reader: Reader) -> Iterator[Mention]:
    """Yield events of the list, and those that the word for an event introduces."""
    listed, heads = reader.vocabulary.events, reader.vocabulary.event_heads
    for i in reader.beginnings("events"):
        match = listed.match(reader.words, i)
        if match:
            yield Mention(EVENT, reader.number, i, match[0], LEXICON, 0.95, name=match[1])
    for i in reader.beginnings("event_heads"):
        head = heads.match(reader.words, i)
        name = head and reader.vocabulary.event_names.match(reader.words, head[0])
        if head and name:
            yield Mention(EVENT, reader.number, i, name[0], HEAD, 0.9)


def groups(reader: Reader) -> Iterator[Mention]:
    """Yield peoples, faiths and parties."""
    listed, code = reader.vocabulary.groups, reader.code
    ends = {i: m[0] for i in reader.beginnings("groups") if (m := listed.match(reader.words, i))}
    after = [*(word.form for word in reader.words[1:]), ""]
    for i, (word, form) in enumerate(zip(reader.words, after, strict=False)):
        end = ends.get(i) or i + (_peoples(word.form, form, code) if word.kind == "word" else 0)
        if end > i:
            yield Mention(GROUP, reader.number, i, end, LEXICON, 0.9)


def _office(reader: Reader, i: int, completions: dict[int, Mention]) -> Mention | None:
    head = reader.vocabulary.offices.match(reader.words, i)
    if head is None:
        return None
    end, inside = _completed(reader, head[0], completions)
    complete = head[1] in reader.vocabulary.sole_offices or end > head[0]
    while reader.form(end) in reader.vocabulary.office_endings:
        end, complete = end + 1, True
    if not complete:
        return None
    return Mention(OFFICE, reader.number, i, end, OFFICE_RULE, 0.9, inside=inside)


def _completed(
    reader: Reader, end: int, completions: dict[int, Mention]
) -> tuple[int, tuple[Mention, ...]]:
    """Return where the fields, organisations and places end that complete an office, and these."""
    inside: list[Mention] = []
    while True:
        at = end
        while reader.form(at) in reader.vocabulary.office_links:
            at += 1
        field = reader.vocabulary.portfolios.match(reader.words, at)
        found = completions.get(at)
        if found:
            inside.append(found)
            end = found.end
        elif field and not inside:
            end = field[0]
        else:
            return end, tuple(inside)


@lru_cache(1 << 14)
def _peoples(form: str, after: str, code: str) -> int:
    """Return how many of two words are a country's people: «امریکایی‌ها»."""
    if _is_people(form + after, code):
        return 2
    return 1 if _is_people(form, code) else 0


def _is_people(form: str, code: str) -> bool:
    known = vocabulary(code)
    if not form.endswith(known.people_endings):
        return False
    stems = (form.removesuffix(ending) for ending in known.people_endings)
    return any(stem != form and _is_country(stem, code) for stem in stems)


def _is_country(name: str, code: str) -> bool:
    line = lexicon.gazetteer(code).get(name)
    listed = name in vocabulary(code).places
    return listed or (line is not None and lexicon.place(line).kind == "country")
