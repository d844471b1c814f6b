"""Names in a script with capitals: what is capitalised, read by its titles and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.names import lexicon
from tei.names.capitals import (
    JOINTS,
    STOP,
    acronym,
    capital,
    closed,
    end_of_run,
    is_joint,
    opens,
)
from tei.names.mentions import (
    CAPITALS,
    HEAD,
    LEXICON,
    ORGANISATION,
    PARTS,
    PERSON,
    PLACE,
    TITLE,
    Mention,
    Part,
)
from tei.names.places import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.model import Rule
    from tei.names.reader import Reader

_MOST_BEFORE = 3
_MOST_NAMES = 4


def persons(reader: Reader) -> Iterator[Mention]:
    """Yield persons with a title, with a known forename, and with names nobody has listed."""
    i = 0
    while i < len(reader.words):
        # Titles may be small, as Spanish «doña» is.
        begins = capital(reader, i) or reader.vocabulary.titles.match(reader.words, i)
        mention = _person(reader, i) if begins else None
        if mention:
            yield mention
        i = mention.end if mention else i + 1


def places(reader: Reader) -> Iterator[Mention]:
    """Yield places of the gazetteer and of the language's own list."""
    i = 0
    while i < len(reader.words):
        mention = _listed_place(reader, i) or _gazetteer_place(reader, i)
        if mention:
            yield mention
        i = mention.end if mention else i + 1


def organisations(reader: Reader) -> Iterator[Mention]:
    """Yield «Ministry of Foreign Affairs», «Princeton University», «Department of State»."""
    for i in range(len(reader.words)):
        if reader.form(i) in reader.vocabulary.organisation_heads:
            start, end = _before(reader, i), _after(reader, i + 1)
            if end > i + 1 or (start < i and i not in reader.around.headings):
                yield Mention(ORGANISATION, reader.number, start, end, HEAD, 0.85)


def _person(reader: Reader, i: int) -> Mention | None:
    titles, start = _titles(reader, i)
    end, following = _following(reader, start, end_of_run(reader, start))
    words = [j for j in range(start, end) if reader.is_word(j)]
    if not words or acronym(reader.form(words[0])):
        return None
    said = _said(reader, words, titled=bool(titles or following))
    if said is None:
        return None
    certainty, rule = said
    parts = (*titles, *_split(reader, words, end, titled=bool(titles)), *following)
    return Mention(PERSON, reader.number, i, parts[-1].end, rule, certainty, parts)


def _following(reader: Reader, start: int, end: int) -> tuple[int, tuple[Part, ...]]:
    """Return where a name ends, and the title after it: «Ahmet Bey»."""
    for i in range(start + 1, end + 1):
        after = reader.vocabulary.following_titles.match(reader.words, i)
        if after and after[0] >= end:
            return i, (Part("roleName", i, after[0], "honorific"),)
    return end, ()


def _said(reader: Reader, words: list[int], *, titled: bool) -> tuple[float, Rule] | None:
    """Return how sure it is that capitalised words are a person's, and by which rule."""
    if titled:
        return 0.95, TITLE
    if not 1 < len(words) <= _MOST_NAMES:
        return None
    if lexicon.FORENAME in reader.flags(words[0]):
        return 0.85, PARTS
    return (0.75, CAPITALS) if _like_nothing_else(reader, words) else None


def _like_nothing_else(reader: Reader, words: list[int]) -> bool:
    """Say whether words are capitalised for no other reason than that they name somebody.

    They stand inside a sentence, without an article, all of the run, and nowhere small; nothing
    that has a list or a head word is among them.
    """
    first, known = words[0], reader.vocabulary
    if not known.names_stand_out or first in reader.around.headings or _hyphened(reader, words):
        return False
    if opens(reader, first) or capital(reader, first - 1):
        return False
    if reader.form(first - 1) in known.articles or capital(reader, words[-1] + 1):
        return False
    forms = [reader.form(j) for j in words]
    others = known.organisation_heads | known.place_heads | known.not_names
    if any(form.isupper() and len(form) > 1 for form in forms) or others & {*forms}:
        return False
    listed = (known.places, known.groups, known.organisations, known.titles, known.events)
    if any(phrases.match(reader.words, j) for phrases in listed for j in words):
        return False
    gazetteer = lexicon.gazetteer(reader.code)
    return not any(
        form.lower() in reader.around.small or gazetteer.match(reader.words, j)
        for j, form in zip(words, forms, strict=True)
    )


def _hyphened(reader: Reader, words: list[int]) -> bool:
    """Say whether it is one word after all, as «Wilkes-Barre» is."""
    return all(is_joint(reader, j - 1) for j in words[1:])


def _titles(reader: Reader, i: int) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    while match := reader.vocabulary.titles.match(reader.words, i):
        end = match[0]
        # The stop of «Dr.» stands in the title, that of a sentence does not.
        if reader.form(end) == STOP and reader.words[end - 1].end == reader.words[end].start:
            if reader.form(end - 1) not in reader.vocabulary.abbreviated_titles:
                return (), i
            end += 1
        parts.append(Part("roleName", i, end, match[1]))
        i = end
    return tuple(parts), i


def _split(reader: Reader, words: list[int], end: int, *, titled: bool) -> tuple[Part, ...]:
    """Return forenames, links and surname: the last word, with what joins it to the one before."""
    first = words[-1]
    while first - 2 >= words[0] and reader.form(first - 1) in JOINTS:
        first -= 2
    parts: list[Part] = []
    for j in (w for w in words if w < first):
        link = reader.form(j) in reader.vocabulary.name_links
        parts.append(Part("nameLink" if link else "forename", j, j + 1))
    if not titled and not parts and lexicon.FORENAME in reader.flags(first):
        return (Part("forename", first, end),)
    return (*parts, Part("surname", first, end))


def _listed_place(reader: Reader, i: int) -> Mention | None:
    listed = reader.vocabulary.places.match(reader.words, i)
    match = lexicon.gazetteer(reader.code).match(reader.words, i)
    if listed is None or (match and listed[0] < match[0]):
        return None
    found = Mention(PLACE, reader.number, i, listed[0], LEXICON, 0.95, name=listed[1])
    return replace(found, number=number(reader.code, listed[1]))


def _gazetteer_place(reader: Reader, i: int) -> Mention | None:
    match = lexicon.gazetteer(reader.code).match(reader.words, i)
    if match is None or not capital(reader, i):
        return None
    end, line = match
    place = lexicon.place(line)
    single = end == i + 1 and place.kind == "settlement"
    # «Mobile» opens a sentence as a word, «Essen» is food, «Jean-Luc» holds no place.
    word = opens(reader, i) or closed(reader, i)
    if single and (word or is_joint(reader, end) or is_joint(reader, i - 1)):
        return None
    found = Mention(PLACE, reader.number, i, end, LEXICON, 0.9)
    return replace(found, name=place.name, number=place.geonames)


def _before(reader: Reader, i: int) -> int:
    """Return where the capitalised words begin that stand before word `i`."""
    start = i
    while start > max(0, i - _MOST_BEFORE) and capital(reader, start - 1):
        if start in reader.around.breaks:
            break
        start -= 1
    if start < i and opens(reader, start) and _may_be_small(reader, start):
        return start + 1
    return start


def _may_be_small(reader: Reader, i: int) -> bool:
    """Say whether a word that opens a sentence is one that the text writes small elsewhere."""
    return closed(reader, i) or reader.form(i).lower() in reader.around.small


def _after(reader: Reader, i: int) -> int:
    """Return where «of Foreign Affairs» ends that begins with word `i`, or `i`."""
    if reader.form(i) not in reader.vocabulary.organisation_links:
        return i
    end = end_of_run(reader, i + 1, over_links=True)
    return end if end > i + 1 else i
