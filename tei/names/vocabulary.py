"""The `[names]` section of a language, made ready to be looked up."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from tei.languages import language
from tei.names.phrases import Phrases, squeeze
from tei.names.words import fold


class Vocabulary(NamedTuple):
    """Phrases have the canonical form as their value, titles their kind."""

    cased: bool
    """Whether its script has capitals, and names bear them."""
    names_stand_out: bool
    """Whether hardly anything but names is capitalised inside a sentence."""
    titles: Phrases[str]
    following_titles: Phrases[str]
    abbreviated_titles: frozenset[str]
    """Those that a stop may follow."""
    articles: frozenset[str]
    doubtful_titles: Phrases[str]
    familiar_titles: Phrases[str]
    feminine_titles: frozenset[str]
    masculine_titles: frozenset[str]
    inner_titles: frozenset[str]
    second_forenames: frozenset[str]
    surname_endings: frozenset[str]
    surname_beginnings: frozenset[str]
    name_links: frozenset[str]
    offices: Phrases[str]
    office_links: frozenset[str]
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
    section = _Section(language(code).data.get("names", {}))
    titles = [(title, "honorific") for title in section.plain("honorifics")]
    titles += [(title, "") for title in section.plain("ranks")]
    return Vocabulary(
        cased=bool(section.data.get("cased")),
        names_stand_out=bool(section.data.get("names_stand_out")),
        titles=Phrases(titles),
        following_titles=section.phrases("following_titles"),
        abbreviated_titles=section.folded("abbreviated_titles"),
        articles=section.folded("articles"),
        doubtful_titles=section.phrases("doubtful_titles"),
        familiar_titles=section.phrases("familiar_titles"),
        feminine_titles=section.squeezed("feminine_titles"),
        masculine_titles=section.squeezed("masculine_titles"),
        inner_titles=section.folded("inner_titles"),
        second_forenames=section.folded("second_forenames"),
        surname_endings=section.folded("surname_endings"),
        surname_beginnings=section.folded("surname_beginnings"),
        name_links=section.folded("name_links"),
        offices=section.in_small("offices"),
        office_links=section.folded("office_links"),
        sole_offices=section.in_small("sole_offices"),
        office_endings=section.folded("office_endings"),
        portfolios=section.in_small("portfolios"),
        organisations=section.variants("organisations"),
        ministry=fold(section.data.get("ministry", "")),
        organisation_heads=section.folded("organisation_heads"),
        organisation_links=section.folded("organisation_links"),
        empty_words=tuple(section.folded("empty_words")),
        places=section.variants("places"),
        place_heads=section.folded("place_heads"),
        events=section.variants("events"),
        event_heads=section.phrases("event_heads"),
        event_names=section.phrases("event_names"),
        groups=section.phrases("groups"),
        people_endings=tuple(fold(e) for e in section.plain("people_endings")),
        not_endings=section.folded("not_endings"),
        not_names=section.folded("not_names"),
        function_words=section.folded("function_words"),
    )


class _Section(NamedTuple):
    data: dict[str, Any]

    def plain(self, name: str) -> list[str]:
        return list(self.data.get(name, ()))

    def folded(self, name: str) -> frozenset[str]:
        return frozenset(map(fold, self.plain(name)))

    def squeezed(self, name: str) -> frozenset[str]:
        return frozenset(map(squeeze, self.plain(name)))

    def phrases(self, name: str) -> Phrases[str]:
        return Phrases((phrase, phrase) for phrase in self.plain(name))

    def in_small(self, name: str) -> Phrases[str]:
        """Return phrases that a script with capitals writes with and without them."""
        given = self.plain(name)
        return Phrases((form, p) for p in given for form in dict.fromkeys((p, p.lower())))

    def variants(self, name: str) -> Phrases[str]:
        """Return lists of forms; the value of each is the first of its list."""
        lists = self.data.get(name, ())
        return Phrases((form, forms[0]) for forms in lists for form in forms)
