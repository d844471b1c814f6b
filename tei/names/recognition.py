"""The mentions of a document: rules, lists and the model propose, the surest and longest stays."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from tei.names import cased, lists, tagger
from tei.names.authorised import listed, speaking
from tei.names.calibration import calibrated
from tei.names.mentions import LEXICON, ORGANISATION, PERSON, TRAINED, Mention, settle
from tei.names.persons import after_titles, again, in_full, of_words
from tei.names.places import places
from tei.names.trained import Opinions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.names.reader import Reader


# What is rather not a name than one is not claimed.
_RATHER_NOT = 0.5


def mentions(readers: Sequence[Reader], code: str) -> list[Mention]:
    """Return the mentions in passages that follow one another, no two sharing a word.

    What an authority file lists outranks what the rules and the model propose.
    """
    opinions = Opinions(code)
    found = _likely(
        _judged(proposal, code)
        for reader in readers
        for proposal in proposals(reader, opinions)
        if not reader.is_dated(*proposal[0].core)
    )
    surnames = _surnames(found, readers)
    more = [_held(m, opinions) for reader in readers for m in again(reader, surnames)]
    of = {n: list(those) for n, those in groupby(found, key=lambda m: m.passage)}
    offices = [m for r in readers for m in lists.offices(r, of.get(r.number, []))]
    return _likely([*found, *(_judged(pair, code) for pair in more), *offices])


def proposals(reader: Reader, opinions: Opinions) -> Iterator[tuple[Mention, float | None]]:
    """Yield what the model and the rules propose, and how sure the model is of each."""
    for mention in opinions.names(reader.number, reader.words):
        if _whole(mention, reader):
            named = of_words(reader, mention) if mention.kind == PERSON else mention
            yield named, mention.certainty
    for mention in listed(reader):
        yield mention, 1.0
    if reader.tagger:
        for mention in tagger.names(reader.tagger, reader.words, reader.number):
            yield _held(of_words(reader, mention) if mention.kind == PERSON else mention, opinions)
    for mention in speaking(reader):
        yield _held(mention, opinions)
    for rule in _CASED if reader.vocabulary.cased else _UNCASED:
        for mention in rule(reader):
            yield _held(mention, opinions)


def _whole(mention: Mention, reader: Reader) -> bool:
    """Say whether a name can begin and end with these words."""
    known = reader.vocabulary
    first, last = reader.form(mention.start), reader.form(mention.end - 1)
    return not {first, last} & known.function_words and last not in known.not_endings


_LISTS = (lists.organisations, lists.events, lists.groups)
_UNCASED = (after_titles, in_full, places, *_LISTS)
_CASED = (cased.persons, cased.places, cased.organisations, *_LISTS)


def _held(mention: Mention, opinions: Opinions) -> tuple[Mention, float | None]:
    start, end = mention.core
    # The list knows better than the model where an organisation's name ends.
    listed = mention.rule is LEXICON and mention.kind == ORGANISATION
    held = opinions.probability(mention.kind, mention.passage, start, end, may_go_on=listed)
    return mention, held


def _judged(proposal: tuple[Mention, float | None], code: str) -> Mention:
    """Return the mention as sure as such mentions turned out to be where names are known."""
    return replace(proposal[0], certainty=calibrated(code, *proposal))


def _likely(candidates: Iterable[Mention]) -> list[Mention]:
    return settle(m for m in candidates if m.certainty >= _RATHER_NOT)


def _surnames(found: Iterable[Mention], readers: Sequence[Reader]) -> list[str]:
    introduced = (m for m in found if m.kind == PERSON and m.rule is not TRAINED)
    forms = {m.form(readers[m.passage].words, "surname") for m in introduced}
    return sorted(forms - {""})
