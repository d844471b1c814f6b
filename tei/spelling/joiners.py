"""Where ZWNJ were lost inside a word: the word list first, the model where it does not decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.spelling.edits import Edit
from tei.spelling.words import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.spelling.lexicon import Places
    from tei.spelling.orthography import Orthography
    from tei.spelling.words import Form

_LIKELY = 0.02
"""A place less probable than this is not considered."""


def likely(word: str, orthography: Orthography) -> Places:
    """Return the places of a word where a ZWNJ is likely, whatever stands around the word."""
    entry = orthography.lexicon.get(word)
    if entry:
        return entry.places
    if len(word) < orthography.shortest:
        return ()
    found = orthography.model.places(word)
    return tuple((at, p) for at, p in found.items() if p >= _LIKELY)


def restored(word: Form, places: Places, orthography: Orthography) -> Iterator[Edit]:
    """Yield the ZWNJ to insert in a word, given how probable each is there.

    A printed ZWNJ stays; where it contradicts what is known of the word, nothing is added.
    """
    probable = dict(places)
    if not probable.keys() >= set(word.places):
        return
    for at, probability in places:
        if at in word.places or _outdone(at, probable, word):
            continue
        chosen = [other for other in (*probable, *word.places) if other != at]
        yield _insertion(word, at, probability, chosen, orthography)


def _outdone(at: int, probable: dict[int, float], word: Form) -> bool:
    """Say whether a place a letter apart is likelier: it is either نام‌های or نامه‌ای."""
    return any(
        near in word.places or (probable.get(near, 0.0), -near) > (probable[at], -at)
        for near in (at - 1, at + 1)
    )


def _insertion(
    word: Form, at: int, probability: float, others: list[int], orthography: Orthography
) -> Edit:
    start = max((other for other in others if other < at), default=0)
    end = min((other for other in others if other > at), default=len(word.letters))
    joint = orthography.joint(word.letters[start:at], word.letters[at:end])
    certainty = probability if joint.certainty is None else joint.certainty
    return Edit(word.offsets[at], word.offsets[at], ZWNJ, joint.rule, certainty)
