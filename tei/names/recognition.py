"""The mentions of a document: rules and lists propose, the surest and longest stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.names import lists
from tei.names.mentions import PERSON, Mention, settle
from tei.names.persons import after_titles, again, in_full
from tei.names.places import places
from tei.names.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.names.vocabulary import Vocabulary
    from tei.names.words import Passage


def mentions(passages: Sequence[Passage], vocabulary: Vocabulary, code: str) -> list[Mention]:
    """Return the mentions in passages that follow one another, no two sharing a word."""
    readers = [Reader(words, n, vocabulary, code) for n, words in enumerate(passages)]
    found = settle(m for reader in readers for m in _proposals(reader))
    surnames = _surnames(found, passages)
    more = [m for reader in readers for m in again(reader, surnames)]
    offices = [m for reader in readers for m in lists.offices(reader, _of(found, reader))]
    return settle([*found, *more, *offices])


def _proposals(reader: Reader) -> Iterator[Mention]:
    yield from after_titles(reader)
    yield from in_full(reader)
    yield from places(reader)
    yield from lists.organisations(reader)
    yield from lists.events(reader)
    yield from lists.groups(reader)


def _surnames(found: Iterable[Mention], passages: Sequence[Passage]) -> list[str]:
    forms = {m.form(passages[m.passage], "surname") for m in found if m.kind == PERSON}
    return sorted(forms - {""})


def _of(found: Iterable[Mention], reader: Reader) -> list[Mention]:
    return [m for m in found if m.passage == reader.number]
