"""Names in a script with capitals: what is capitalised, read by its titles and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.names import lexicon
from tei.names.mentions import (
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

    from tei.names.reader import Reader

_MOST_WORDS = 5
_MOST_BEFORE = 3
_JOINTS = ("-", "'", "’")
_STOP = "."


def persons(reader: Reader) -> Iterator[Mention]:
    """Yield persons after a title, and persons with a known forename."""
    i = 0
    while i < len(reader.words):
        mention = _person(reader, i) if _capital(reader, i) else None
        if mention:
            yield mention
        i = mention.end if mention else i + 1


def places(reader: Reader) -> Iterator[Mention]:
    """Yield places of the gazetteer and of the language's own list."""
    i = 0
    while i < len(reader.words):
        listed = reader.vocabulary.places.match(reader.words, i)
        match = lexicon.gazetteer(reader.code).match(reader.words, i)
        if listed and (not match or listed[0] >= match[0]):
            found = Mention(PLACE, reader.number, i, listed[0], LEXICON, 0.95, name=listed[1])
            yield replace(found, number=number(reader.code, listed[1]))
            i = listed[0]
        elif match and not (_opens(reader, i) and match[0] == i + 1 and _doubtful(match[1])):
            end, line = match
            place = lexicon.place(line)
            found = Mention(PLACE, reader.number, i, end, LEXICON, 0.9)
            yield replace(found, name=place.name, number=place.geonames)
            i = end
        else:
            i += 1


def organisations(reader: Reader) -> Iterator[Mention]:
    """Yield «Ministry of Foreign Affairs», «Princeton University», «Department of State»."""
    for i in range(len(reader.words)):
        if reader.form(i) in reader.vocabulary.organisation_heads:
            start, end = _before(reader, i), _after(reader, i + 1)
            if end > i + 1 or start < i:
                yield Mention(ORGANISATION, reader.number, start, end, HEAD, 0.85)


def _before(reader: Reader, i: int) -> int:
    """Return where the capitalised words begin that stand before word `i`."""
    start = i
    while start > max(0, i - _MOST_BEFORE) and _capital(reader, start - 1):
        start -= 1
    opens = start < i and _opens(reader, start)
    return start + 1 if opens and reader.form(start) in reader.vocabulary.function_words else start


def _after(reader: Reader, i: int) -> int:
    """Return where «of Foreign Affairs» ends that begins with word `i`, or `i`."""
    if reader.form(i) not in reader.vocabulary.organisation_links:
        return i
    end = _capitals(reader, i + 1, over_links=True)
    return end if end > i + 1 else i


def _person(reader: Reader, i: int) -> Mention | None:
    titles, start = _titles(reader, i)
    end = _capitals(reader, start)
    words = [j for j in range(start, end) if reader.is_word(j)]
    if not words or (len(words) == 1 and not titles):
        return None
    if titles:
        certainty, rule = 0.95, TITLE
    elif lexicon.FORENAME in reader.flags(start) and len(words) <= 4:
        certainty, rule = 0.85, PARTS
    else:
        return None
    parts = (*titles, *_split(reader, words, end, titled=bool(titles)))
    return Mention(PERSON, reader.number, i, end, rule, certainty, parts)


def _titles(reader: Reader, i: int) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    while match := reader.vocabulary.titles.match(reader.words, i):
        end = match[0]
        # The stop of «Dr.» stands in the title.
        if reader.form(end) == _STOP and reader.words[end - 1].end == reader.words[end].start:
            end += 1
        parts.append(Part("roleName", i, end, match[1]))
        i = end
    return tuple(parts), i


def _capitals(reader: Reader, i: int, *, over_links: bool = False) -> int:
    """Return where capitalised words end that begin with word `i`: initials, «de», hyphens."""
    end, j = i, i
    links = reader.vocabulary.organisation_links if over_links else reader.vocabulary.name_links
    while j < len(reader.words) and j - i < _MOST_WORDS * 2:
        if _capital(reader, j) and (over_links or not _closed(reader, j)):
            end = j = j + 1
            if len(reader.form(j - 1)) == 1 and reader.form(j) == _STOP:
                end = j = j + 1
        elif j > i and (_joint(reader, j) or reader.form(j) in links):
            j += 1
        else:
            break
    return end


def _closed(reader: Reader, i: int) -> bool:
    """Say whether word `i` is capitalised for another reason than being a name."""
    known = reader.vocabulary
    return reader.form(i) in known.function_words or reader.form(i) in known.not_names


def _joint(reader: Reader, j: int) -> bool:
    """Say whether mark `j` joins two capitalised words: «Jean-Luc», «O’Brien»."""
    if reader.form(j) not in _JOINTS or j + 1 >= len(reader.words):
        return False
    before, mark, after = reader.words[j - 1 : j + 2]
    return before.end == mark.start and mark.end == after.start and _capital(reader, j + 1)


def _split(reader: Reader, words: list[int], end: int, *, titled: bool) -> tuple[Part, ...]:
    """Return forenames, links and surname: the last word, with what joins it to the one before."""
    first = words[-1]
    while first - 2 >= words[0] and reader.form(first - 1) in _JOINTS:
        first -= 2
    parts: list[Part] = []
    for j in (w for w in words if w < first):
        link = reader.form(j) in reader.vocabulary.name_links
        parts.append(Part("nameLink" if link else "forename", j, j + 1))
    if titled or parts:
        parts.append(Part("surname", first, end))
    return tuple(parts)


def _capital(reader: Reader, i: int) -> bool:
    return reader.is_word(i) and reader.form(i)[0].isupper()


def _opens(reader: Reader, i: int) -> bool:
    """Say whether word `i` opens a sentence, where everything is capitalised."""
    return i == 0 or reader.form(i - 1) in (".", "?", "!", ":")


def _doubtful(line: str) -> bool:
    return lexicon.place(line).kind == "settlement"
