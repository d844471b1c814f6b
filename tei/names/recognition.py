"""The mentions of a document: rules, lists and the model propose, the surest and longest stays."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.names import cased, lists
from tei.names.authorised import listed, speaking
from tei.names.calibration import calibrated
from tei.names.consistency import agreed, overlooked
from tei.names.mentions import LEXICON, ORGANISATION, PERSON, TRAINED, Mention, settle
from tei.names.persons import after_titles, again, in_full, of_words
from tei.names.phrases import Phrases
from tei.names.places import places
from tei.names.trained import Opinions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.names.reader import Reader


# What is less sure is not claimed: certainties are cautious, so it is rather not a name.
_RATHER_NOT = 0.45
# What is less sure does not tell who is meant by a surname alone; a title tells most.
_INTRODUCES = 0.85
_TITLE_INTRODUCES = 0.7
# Words of a passage that may recur as a whole.
_LABEL = 8


def mentions(readers: Sequence[Reader], code: str, *, trained: bool = True) -> list[Mention]:
    """Return the mentions in passages that follow one another, no two sharing a word.

    What an authority file lists outranks what the rules propose and, where it is asked, the
    trained model.
    """
    opinions = Opinions(code if trained else "")
    found = agreed(_likely(_proposed(readers, opinions, code)), readers)
    surnames = Phrases(_surnames(found, readers).items())
    persons = [mention for mention in found if mention.kind == PERSON]
    taken = {cell for m in persons for cell in _cells(m)}
    more = [m for r in readers for m in again(r, surnames) if (r.number, m.start) not in taken]
    taken = {cell for m in [*found, *more] for cell in _cells(m)}
    more += [m for m in overlooked(found, readers) if taken.isdisjoint(_cells(m))]
    of = {n: list(those) for n, those in groupby(found, key=lambda m: m.passage)}
    offices = [m for r in readers for m in lists.offices(r, of.get(r.number, []))]
    return _likely([*found, *more, *offices])


def _cells(mention: Mention) -> Iterator[tuple[int, int]]:
    return ((mention.passage, i) for i in range(mention.start, mention.end))


def _proposed(readers: Sequence[Reader], opinions: Opinions, code: str) -> Iterator[Mention]:
    """Yield what is proposed in each passage; what labels say, which recur, is asked once."""
    known: dict[object, list[Mention]] = {}
    for reader in readers:
        alike = reader.likeness if len(reader.words) <= _LABEL else None
        found = known.get(alike)
        if found is not None:
            yield from (replace(mention, passage=reader.number) for mention in found)
            continue
        found = [
            _judged(proposal, code)
            for proposal in proposals(reader, opinions)
            if not reader.is_dated(*proposal[0].core)
        ]
        if alike is not None:
            known[alike] = found
        yield from found


def proposals(reader: Reader, opinions: Opinions) -> Iterator[tuple[Mention, float | None]]:
    """Yield what the rules and the model propose, and how sure the model is of each."""
    ruled = sorted(_ruled(reader), key=lambda mention: mention.core, reverse=True)
    for start, end in opinions.pieces(reader.number, reader.words):
        for mention in opinions.names(reader.number, start):
            if _whole(mention, reader):
                named = of_words(reader, mention) if mention.kind == PERSON else mention
                yield named, mention.certainty
        # The model looks at one piece at a time, and to turn to another costs most.
        while ruled and ruled[-1].core[0] < end:
            mention = ruled.pop()
            yield mention, _held(mention, opinions)


def _ruled(reader: Reader) -> Iterator[Mention]:
    yield from listed(reader)
    for mention in reader.tagged:
        yield of_words(reader, mention) if mention.kind == PERSON else mention
    yield from speaking(reader)
    for rule in _CASED if reader.vocabulary.cased else _UNCASED:
        yield from rule(reader)


def _whole(mention: Mention, reader: Reader) -> bool:
    """Say whether a name can begin and end with these words."""
    known = reader.vocabulary
    first, last = reader.form(mention.start), reader.form(mention.end - 1)
    if first in known.function_words or last in known.function_words or last in known.not_endings:
        return False
    return mention.kind != ORGANISATION or not _several(mention, reader)


def _several(mention: Mention, reader: Reader) -> bool:
    """Say whether words are many of a kind, and no name: «بانک‌های خصوصی»."""
    known, first = reader.vocabulary, reader.form(mention.start)
    if mention.end - mention.start > 1 and reader.form(mention.start + 1) in known.not_endings:
        return True
    heads = filter(first.startswith, known.organisation_heads)
    return first in known.not_endings or any(first[len(h) :] in known.not_endings for h in heads)


_LISTS = (lists.organisations, lists.events, lists.groups)
_UNCASED = (after_titles, in_full, places, *_LISTS)
_CASED = (cased.persons, cased.places, cased.organisations, *_LISTS)


def _held(mention: Mention, opinions: Opinions) -> float | None:
    start, end = mention.core
    # The list knows better than the model where an organisation's name ends.
    listed = mention.rule is LEXICON and mention.kind == ORGANISATION
    return opinions.probability(mention.kind, mention.passage, start, end, may_go_on=listed)


def _judged(proposal: tuple[Mention, float | None], code: str) -> Mention:
    """Return the mention as sure as such mentions turned out to be where names are known."""
    mention, held = proposal
    certainty = calibrated(code, mention, held)
    return mention if certainty == mention.certainty else replace(mention, certainty=certainty)


def _likely(candidates: Iterable[Mention]) -> list[Mention]:
    return settle(m for m in candidates if m.certainty >= _RATHER_NOT)


def _surnames(found: Iterable[Mention], readers: Sequence[Reader]) -> dict[str, float]:
    """Return the surnames that stand with a title or in full, and how sure the surest is."""
    surnames: dict[str, float] = {}
    for mention in found:
        fuller = mention.rule is not TRAINED or len(mention.parts) > 1
        titled = any(part.element == "roleName" for part in mention.parts)
        needed = _TITLE_INTRODUCES if titled else _INTRODUCES
        if mention.kind == PERSON and fuller and mention.certainty >= needed:
            form = mention.form(readers[mention.passage].words, "surname")
            surnames[form] = max(surnames.get(form, 0.0), mention.certainty)
    surnames.pop("", None)
    return surnames
