"""Which mentions mean the same person, place, organisation or event.

Uncertain identity is two entities, not one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tei.names.mentions import EVENT, ORGANISATION, PERSON, PLACE, Mention
from tei.names.phrases import squeeze
from tei.names.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.names.vocabulary import Vocabulary
    from tei.names.words import Passage

# Less sure mentions are too often a name with words that do not belong to it.
_SURE = 0.7

type Cluster = list[Mention]
"""Mentions of one entity, in reading order."""


class Person(NamedTuple):
    """What the mentions of one person say, folded."""

    forenames: tuple[str, ...]
    surname: tuple[str, ...]
    titles: frozenset[str]
    mentions: Cluster
    listed: str = ""
    """Its id in an authority file."""


def persons(
    mentions: Iterable[Mention], passages: Sequence[Passage], vocabulary: Vocabulary
) -> list[Cluster]:
    """Return the mentions of persons, those of one person together."""
    found = [_person(m, passages[m.passage]) for m in mentions if m.kind == PERSON]
    couples = _couples(found, vocabulary)
    united: list[Person] = []
    bearers: dict[str, set[int]] = {}
    for person in sorted(found, key=_fullness):
        near = sorted(set().union(*(bearers.get(word, set()) for word in _words(person))))
        same = [n for n in near if _same(person, united[n], vocabulary, couples)]
        if len(same) > 1:
            same = _surer(same, united)
        if len(same) > 1:
            same = _told_by_titles(person, same, united) or _told_by_name(person, same, united)
        if len(same) == 1:
            n = same[0]
            united[n] = _merged(united[n], person)
        else:
            n = len(united)
            united.append(person)
        for word in _words(person):
            bearers.setdefault(word, set()).add(n)
    return [sorted(p.mentions, key=_place_in_text) for p in united]


def things(
    mentions: Iterable[Mention], passages: Sequence[Passage], vocabulary: Vocabulary
) -> list[Cluster]:
    """Return the mentions of places, organisations and events, those of one thing together.

    Names of one number of GeoNames are one place.
    """
    named = [
        (_thing(mention, passages, vocabulary), mention)
        for mention in sorted(mentions, key=_place_in_text)
        if mention.kind in (PLACE, ORGANISATION, EVENT)
    ]
    numbers = {thing: (PLACE, mention.number) for thing, mention in named if mention.number}
    clusters: dict[tuple[str, str], Cluster] = {}
    for thing, mention in named:
        clusters.setdefault(numbers.get(thing, thing), []).append(mention)
    return list(clusters.values())


def _thing(
    mention: Mention, passages: Sequence[Passage], vocabulary: Vocabulary
) -> tuple[str, str]:
    if mention.record:
        return (mention.kind, mention.record.id)
    name = mention.name or " ".join(w.form for w in words_of(mention, passages))
    return (mention.kind, _key(name, vocabulary))


def words_of(mention: Mention, passages: Sequence[Passage]) -> Passage:
    """Return the words of a mention."""
    return passages[mention.passage][mention.start : mention.end]


def _person(mention: Mention, passage: Passage) -> Person:
    titles = frozenset(
        squeeze(" ".join(w.form for w in passage[p.start : p.end])).rstrip(".")
        for p in mention.parts
        if p.element == "roleName"
    )
    forenames = _folded(mention.form(passage, "forename"))
    surname = _folded(mention.form(passage, "surname"))
    if mention.record is None:
        return Person(forenames, surname, titles, [mention])
    name = dict(mention.record.name)
    return Person(
        _folded(fold(name.get("forename", ""))) or forenames,
        _folded(fold(name.get("surname", ""))) or surname,
        titles,
        [mention],
        mention.record.id,
    )


def _folded(name: str) -> tuple[str, ...]:
    """Return the words of a name; capitals and the stops of initials make no difference."""
    return tuple(word for word in name.casefold().split() if word != ".")


def _couples(found: Iterable[Person], vocabulary: Vocabulary) -> set[tuple[str, ...]]:
    """Return the surnames that a woman and a man bear: «Mr. Hamilton», «Mrs. Hamilton»."""
    sexes: dict[tuple[str, ...], set[tuple[bool, bool]]] = {}
    for person in found:
        sexes.setdefault(person.surname, set()).add(_sexes(person, vocabulary))
    return {surname for surname, both in sexes.items() if both >= {_WOMAN, _MAN} and surname}


def _surer(same: list[int], united: list[Person]) -> list[int]:
    """Leave out what is hardly known to be a name: it makes nobody else uncertain."""
    sure = [n for n in same if max(m.certainty for m in united[n].mentions) >= _SURE]
    return sure or same


def _told_by_titles(person: Person, same: list[int], united: list[Person]) -> list[int]:
    found = [n for n in same if person.titles and person.titles <= united[n].titles]
    return found if len(found) == 1 else []


def _told_by_name(person: Person, same: list[int], united: list[Person]) -> list[int]:
    """Return the one of exactly this name: who it is of several is not known, but it is one."""
    name = (person.forenames, person.surname)
    return [n for n in same if (united[n].forenames, united[n].surname) == name][:1]


def _words(person: Person) -> set[str]:
    """Return the words by which two mentions of one person can be told."""
    joined = {"".join(person.surname), "".join(person.forenames), person.listed}
    return {*person.surname, *person.forenames, *joined} - {""}


def _fullness(person: Person) -> tuple[bool, bool, int, int]:
    return (
        not person.listed,
        not person.surname,
        -len(person.forenames),
        -len(person.surname),
    )


def _same(
    one: Person, other: Person, vocabulary: Vocabulary, couples: set[tuple[str, ...]]
) -> bool:
    if one.listed and other.listed:
        return one.listed == other.listed
    if not (one.surname or one.forenames) or _sexes_differ(one, other, vocabulary, couples):
        return False
    if one.surname and other.surname and not _shorter_form(one.surname, other.surname):
        return False
    if one.forenames and other.forenames and not _shorter_form(one.forenames, other.forenames):
        return False
    if one.surname:
        return bool(other.surname)
    # A forename alone is short for a fuller name, not the other way round.
    return 0 < len(one.forenames) <= len(other.forenames)


def _shorter_form(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """«هاشمی» of «هاشمی رفسنجانی», «جواد» of «محمد جواد»; blanks make no difference."""
    short, long = sorted((one, other), key=len)
    same = "".join(short) == "".join(long)
    return same or short in (long[: len(short)], long[len(long) - len(short) :])


def _sexes_differ(
    one: Person, other: Person, vocabulary: Vocabulary, couples: set[tuple[str, ...]]
) -> bool:
    """Say whether titles tell two apart; of a couple one is told only by forename or title."""
    sexes = _sexes(one, vocabulary), _sexes(other, vocabulary)
    if one.surname in couples and one.forenames != other.forenames:
        return sexes[0] != sexes[1] or not any(sexes[0])
    return set(sexes) == {_WOMAN, _MAN}


def _sexes(person: Person, vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Return whether a title says that it is a woman, and that it is a man."""
    feminine = bool(person.titles & vocabulary.feminine_titles)
    return feminine, bool(person.titles & vocabulary.masculine_titles)


_WOMAN, _MAN = (True, False), (False, True)


def _merged(known: Person, more: Person) -> Person:
    return Person(
        max(known.forenames, more.forenames, key=len),
        max(known.surname, more.surname, key=len),
        known.titles | more.titles,
        [*known.mentions, *more.mentions],
        known.listed,
    )


def _key(name: str, vocabulary: Vocabulary) -> str:
    found = squeeze(name)
    for word in vocabulary.empty_words:
        found = found.replace(word, "")
    return found or squeeze(name)


def _place_in_text(mention: Mention) -> tuple[int, int]:
    return (mention.passage, mention.start)
