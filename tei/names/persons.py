"""Persons: after a title, as forename and surname, and again once they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.names import lexicon
from tei.names.mentions import AGAIN, PARTS, PERSON, TITLE, Mention, Part
from tei.names.openings import FORENAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.names.phrases import Phrases
    from tei.names.reader import Reader

_MOST_FORENAMES = 3
_MOST_TITLES = 4
# The same surname may be another person's, or a word after all.
_AGAIN = 0.9


def after_titles(reader: Reader) -> Iterator[Mention]:
    """Yield the persons whom a title introduces, one cut off by the end of the text too."""
    done = 0
    for i in reader.beginnings("titles"):
        mention = _titled(reader, i) if i >= done else None
        if mention:
            yield mention
            done = mention.end


def in_full(reader: Reader) -> Iterator[Mention]:
    """Yield the persons named by known forename and surname, without a title."""
    done = 0
    for i in reader.beginnings(FORENAME):
        parts = _forenames(reader, i) if i >= done else ()
        done = parts[-1].end if parts else done
        surname = _surname(reader, done, sure=False) if parts else ()
        if surname and _both_known(reader, parts, surname):
            parts = (*parts, *surname)
            yield Mention(PERSON, reader.number, i, parts[-1].end, PARTS, 0.85, parts)
            done = parts[-1].end


def again(reader: Reader, surnames: Phrases[float]) -> Iterator[Mention]:
    """Yield the surnames known from a fuller mention, where they stand alone.

    They come with how sure the fuller mention is. A surname that is a word of the language too is
    not one without its title.
    """
    for i in surnames.beginnings(reader.words):
        match = surnames.match(reader.words, i)
        if match and not reader.ordinary(i, match[0]):
            end, certainty = match
            part = Part("surname", i, end)
            yield Mention(PERSON, reader.number, i, end, AGAIN, min(_AGAIN, certainty), (part,))


def of_words(reader: Reader, found: Mention) -> Mention:
    """Return the person whom the model finds, with the titles before and the parts of the name."""
    start = found.start
    for i in range(max(0, start - _MOST_TITLES), start):
        titles = _titles(reader, i)
        if titles and titles[-1].end >= start:
            break
    else:
        titles = _titles(reader, start)
    titles = tuple(t for t in titles if t.end < found.end)
    name_start = max(start, titles[-1].end) if titles else start
    name = _split(reader, name_start, found.end)
    begin = min(start, titles[0].start) if titles else start
    return replace(found, start=begin, parts=(*titles, *name))


def _split(reader: Reader, start: int, end: int) -> tuple[Part, ...]:
    """Return forenames and surname of words that are a name."""
    forenames = [p for p in _forenames(reader, start) if p.end <= end]
    after = forenames[-1].end if forenames else start
    if not forenames and end - start > 1 and not _compound(reader, start):
        forenames, after = [Part("forename", start, start + 1)], start + 1
    if after == end and len(forenames) == 1 and _rather_surname(reader, start):
        return (Part("surname", start, end),)
    if after < end:
        return (*forenames, Part("surname", after, end))
    return _second_as_surname(reader, tuple(forenames))


def _second_as_surname(reader: Reader, names: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return «علی پروین» as forename and surname, «محمد رضا» as it is."""
    if len(names) < 2 or reader.form(names[-1].start) in reader.vocabulary.second_forenames:
        return names
    return (*names[:-1], names[-1]._replace(element="surname"))


def _titled(reader: Reader, i: int) -> Mention | None:
    titles = _titles(reader, i)
    if not titles:
        return None
    end = titles[-1].end
    sure = not all(_listed(reader.vocabulary.doubtful_titles, reader, part) for part in titles)
    if end == len(reader.words) and len(titles) > 1:
        return Mention(PERSON, reader.number, i, end, TITLE, 0.9, titles)
    formal = not any(_listed(reader.vocabulary.familiar_titles, reader, part) for part in titles)
    name = _name(reader, end, sure=sure, formal=formal)
    if not name:
        return None
    known = any(set(reader.flags(j)) & set("fs") for p in name for j in range(p.start, p.end))
    certainty = 0.98 if sure and (known or len(titles) > 1) else 0.95 if sure or known else 0.8
    return Mention(PERSON, reader.number, i, name[-1].end, TITLE, certainty, (*titles, *name))


def _titles(reader: Reader, i: int) -> tuple[Part, ...]:
    parts: list[Part] = []
    while match := reader.vocabulary.titles.match(reader.words, i):
        end, kind = match
        inner = reader.form(i) in reader.vocabulary.inner_titles
        parts.append(Part("roleName", i, end, kind, inner))
        i = end
    return tuple(parts)


def _listed(titles: Phrases[str], reader: Reader, part: Part) -> bool:
    match = titles.match(reader.words, part.start)
    return match is not None and match[0] == part.end


def _name(reader: Reader, i: int, *, sure: bool, formal: bool) -> tuple[Part, ...]:
    if _compound(reader, i):
        return _surname(reader, i, sure=sure)
    forenames = _forenames(reader, i)
    end = forenames[-1].end if forenames else i
    surname = _surname(reader, end, sure=sure and not forenames)
    if len(forenames) == 1 and not surname and formal and _rather_surname(reader, i):
        return (Part("surname", i, end),)
    return (*forenames, *surname) if surname else _second_as_surname(reader, forenames)


def _forenames(reader: Reader, i: int) -> tuple[Part, ...]:
    parts: list[Part] = []
    while len(parts) < _MOST_FORENAMES and reader.is_word(i):
        inner = reader.words[i].form in reader.vocabulary.inner_titles
        known = inner or lexicon.FORENAME in reader.flags(i)
        if not known or _compound(reader, i):
            break
        kind = "honorific" if inner else ""
        parts.append(Part("roleName" if inner else "forename", i, i + 1, kind, inner))
        i += 1
    return tuple(parts) if any(p.element == "forename" for p in parts) else ()


def _surname(reader: Reader, i: int, *, sure: bool) -> tuple[Part, ...]:
    """Return the surname that begins with word `i`; after a sure title an unknown word is one."""
    end = i
    if _compound(reader, i):
        end = i + 2
    elif _like_surname(reader, i, sure=sure):
        end = i + 1
    while end > i and _goes_on(reader, end):
        end += 1
    return (Part("surname", i, end),) if end > i else ()


def _compound(reader: Reader, i: int) -> bool:
    """Say whether one surname is printed as two words: «محمود آف», «آل احمد»."""
    if not (reader.is_word(i) and reader.is_word(i + 1)):
        return False
    first, second = reader.words[i].form, reader.words[i + 1].form
    if _closed(reader, i):
        return False
    return second in reader.vocabulary.surname_endings or (
        first in reader.vocabulary.surname_beginnings and not reader.ordinary(i + 1, i + 2)
    )


def _like_surname(reader: Reader, i: int, *, sure: bool) -> bool:
    if not reader.is_word(i) or _closed(reader, i):
        return False
    flags = reader.flags(i)
    if lexicon.SURNAME in flags:
        return lexicon.FREQUENT not in flags or sure
    return sure and not reader.ordinary(i, i + 1)


def _goes_on(reader: Reader, i: int) -> bool:
    """Say whether word `i` is a second surname: «هاشمی رفسنجانی»."""
    if not reader.is_word(i) or reader.ordinary(i, i + 1):
        return False
    form = reader.words[i].form
    from_a_place = form.endswith("ی") and form[:-1] in lexicon.gazetteer(reader.code)
    return lexicon.SURNAME in reader.flags(i) or from_a_place


def _closed(reader: Reader, i: int) -> bool:
    form = reader.words[i].form
    return form in reader.vocabulary.function_words or form in reader.vocabulary.not_names


def _rather_surname(reader: Reader, i: int) -> bool:
    """After «آقای» stands a surname, unless every list has the word as a forename."""
    flags = reader.flags(i)
    return lexicon.SURNAME in flags or lexicon.GIVEN not in flags


def _both_known(reader: Reader, names: tuple[Part, ...], surname: tuple[Part, ...]) -> bool:
    """Say whether these are a name without a title; «جام جهانی» is none, though both are known."""
    (last,) = surname
    if reader.ordinary(last.start, last.end):
        return False
    describes = lexicon.ADJECTIVE in reader.flags(last.start)
    given = any(lexicon.GIVEN in reader.flags(name.start) for name in names)
    return any(name.element == "forename" for name in names) and (given or not describes)
