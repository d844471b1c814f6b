"""What a document calls one thing in one place, it calls the same elsewhere.

A name that the model takes for a place three times and for an organisation once is a place; a
place or an organisation that it is sure of is one where it overlooked it too.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.names.mentions import AGAIN, ORGANISATION, PERSON, PLACE, TRAINED, Mention
from tei.names.persons import of_words
from tei.names.phrases import Phrases
from tei.names.words import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.names.reader import Reader

_KINDS = frozenset({PERSON, PLACE, ORGANISATION})
# The other kinds are outvoted by this many times their certainty.
_MAJORITY = 2.0
_SURE = 0.85
_SHORTEST = 3


def agreed(found: Sequence[Mention], readers: Sequence[Reader]) -> list[Mention]:
    """Return mentions, those of the model of the kind that the document gives their words."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in found:
        if mention.kind in _KINDS:
            votes[_form(mention, readers)][mention.kind] += mention.certainty
    return [_outvoted(m, votes, readers) if m.kind in _KINDS else m for m in found]


def overlooked(found: Iterable[Mention], readers: Sequence[Reader]) -> Iterator[Mention]:
    """Yield the places and organisations that a document names where nothing else claims them."""
    known: dict[str, Mention] = {}
    for mention in found:
        sure = mention.kind in (PLACE, ORGANISATION) and mention.certainty >= _SURE
        if sure and not readers[mention.passage].ordinary(mention.start, mention.end):
            known.setdefault(_form(mention, readers), mention)
    phrases = Phrases((form, m) for form, m in known.items() if len(form) >= _SHORTEST)
    for reader in readers if known else ():
        for i in phrases.beginnings(reader.words):
            match = phrases.match(reader.words, i)
            if match:
                end, like = match
                again = Mention(like.kind, reader.number, i, end, AGAIN, _SURE, name=like.name)
                yield replace(again, number=like.number)


def _outvoted(
    mention: Mention, votes: dict[str, dict[str, float]], readers: Sequence[Reader]
) -> Mention:
    counted = votes[_form(mention, readers)]
    kind = max(sorted(counted), key=lambda k: counted[k])
    if mention.rule is not TRAINED or counted[kind] < _MAJORITY * counted[mention.kind]:
        return mention
    start, end = mention.core
    like = replace(mention, kind=kind, start=start, end=end, parts=())
    return of_words(readers[mention.passage], like) if kind == PERSON else like


def _form(mention: Mention, readers: Sequence[Reader]) -> str:
    start, end = mention.core
    return key(readers[mention.passage].words[start:end])
