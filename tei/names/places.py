"""Places: of the language's own list, and of the gazetteer where the name is not a word too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.names import lexicon
from tei.names.mentions import LEXICON, PLACE, Mention
from tei.names.openings import GAZETTEER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.names.reader import Reader

# Where this many people live, a text that gives the name means the place.
_KNOWN_TO_ALL = 500_000
# Below this a name is perhaps a place, but not surely that one of GeoNames.
_SURE_OF_PLACE = 0.7


def places(reader: Reader) -> Iterator[Mention]:
    """Yield the places, the longest form of each."""
    done = 0
    for i in sorted({*reader.beginnings("places"), *reader.beginnings(GAZETTEER)}):
        mention = (_listed(reader, i) or _of_the_gazetteer(reader, i)) if i >= done else None
        if mention:
            yield mention
            done = mention.end


def number(code: str, name: str) -> str:
    """Return the GeoNames id of a place by its name, empty where the gazetteer has none."""
    line = lexicon.gazetteer(code).get(name)
    return lexicon.place(line).geonames if line else ""


def _listed(reader: Reader, i: int) -> Mention | None:
    match = reader.vocabulary.places.match(reader.words, i)
    if match is None or not reader.is_word(i):
        return None
    longer = lexicon.gazetteer(reader.code).match(reader.words, i)
    if longer and longer[0] > match[0]:
        return None
    end, name = match
    found = Mention(PLACE, reader.number, i, end, LEXICON, 0.95, name=name)
    return replace(found, number=number(reader.code, name))


def _of_the_gazetteer(reader: Reader, i: int) -> Mention | None:
    match = lexicon.gazetteer(reader.code).match(reader.words, i)
    if match is None or not reader.is_word(i):
        return None
    end, line = match
    found = lexicon.place(line)
    certainty = _certainty(reader, i, end, found)
    if not certainty:
        return None
    known = found.geonames if certainty > _SURE_OF_PLACE else ""
    return Mention(PLACE, reader.number, i, end, LEXICON, certainty, number=known)


def _certainty(reader: Reader, i: int, end: int, found: lexicon.Place) -> float:
    """Return 0 for what is rather a word, a forename or a surname."""
    single = end == i + 1
    introduced = reader.form(i - 1) in reader.vocabulary.place_heads
    if single and not introduced and (len(reader.form(i)) < 3 or reader.ordinary(i, end)):
        return 0.0
    if found.kind == "country":
        return 0.95
    if introduced:
        return 0.9
    if single and set(reader.flags(i)) & set("fFs"):
        return 0.0
    home = found.country == "IR" and found.population > 0
    return 0.9 if found.population >= _KNOWN_TO_ALL or home else 0.5
