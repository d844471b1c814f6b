"""The `[names]` section of a language, made ready to be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from tei.languages import language
from tei.names.phrases import Phrases, squeeze
from tei.names.words import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases have the canonical form as their value, titles their kind."""

    cased: bool
    """Whether its script has capitals, and names bear them."""
    titles: Phrases[str]
    doubtful_titles: Phrases[str]
    familiar_titles: Phrases[str]
    feminine_titles: frozenset[str]
    masculine_titles: frozenset[str]
    inner_titles: frozenset[str]
    surname_endings: frozenset[str]
    surname_beginnings: frozenset[str]
    name_links: frozenset[str]
    offices: Phrases[str]
    sole_offices: Phrases[str]
    office_endings: frozenset[str]
    portfolios: Phrases[str]
    organisations: Phrases[str]
    ministry: str
    """The word that a portfolio follows."""
    organisation_heads: frozenset[str]
    organisation_links: frozenset[str]
    empty_words: tuple[str, ...]
    places: Phrases[str]
    place_heads: frozenset[str]
    events: Phrases[str]
    event_heads: Phrases[str]
    event_names: Phrases[str]
    groups: Phrases[str]
    people_endings: tuple[str, ...]
    not_endings: frozenset[str]
    not_names: frozenset[str]
    function_words: frozenset[str]


@cache
def vocabulary(code: str) -> Vocabulary:
    """Return a language's vocabulary of names; every list of a language without one is empty."""
    data: dict[str, Any] = language(code).data.get("names", {})

    def plain(name: str) -> list[str]:
        return list(data.get(name, ()))

    def folded(name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in plain(name))

    def squeezed(name: str) -> frozenset[str]:
        return frozenset(squeeze(phrase) for phrase in plain(name))

    def phrases(name: str) -> Phrases[str]:
        return Phrases((phrase, phrase) for phrase in plain(name))

    def variants(name: str) -> Phrases[str]:
        return Phrases((form, forms[0]) for forms in data.get(name, ()) for form in forms)

    titles = [(t, "honorific") for t in plain("honorifics")] + [(t, "") for t in plain("ranks")]
    return Vocabulary(
        cased=bool(data.get("cased")),
        titles=Phrases(titles),
        doubtful_titles=phrases("doubtful_titles"),
        familiar_titles=phrases("familiar_titles"),
        feminine_titles=squeezed("feminine_titles"),
        masculine_titles=squeezed("masculine_titles"),
        inner_titles=folded("inner_titles"),
        surname_endings=folded("surname_endings"),
        surname_beginnings=folded("surname_beginnings"),
        name_links=folded("name_links"),
        offices=phrases("offices"),
        sole_offices=phrases("sole_offices"),
        office_endings=folded("office_endings"),
        portfolios=phrases("portfolios"),
        organisations=variants("organisations"),
        ministry=fold(data.get("ministry", "")),
        organisation_heads=folded("organisation_heads"),
        organisation_links=folded("organisation_links"),
        empty_words=tuple(folded("empty_words")),
        places=variants("places"),
        place_heads=folded("place_heads"),
        events=variants("events"),
        event_heads=phrases("event_heads"),
        event_names=phrases("event_names"),
        groups=phrases("groups"),
        people_endings=tuple(fold(e) for e in plain("people_endings")),
        not_endings=folded("not_endings"),
        not_names=folded("not_names"),
        function_words=folded("function_words"),
    )
