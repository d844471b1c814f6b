"""Where ZWNJ were lost inside a word: the word list first, the model where it does not decide."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tei.spelling.edits import Edit
from tei.spelling.model import corrected
from tei.spelling.words import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.spelling.lexicon import Places
    from tei.spelling.model import Model
    from tei.spelling.orthography import Orthography
    from tei.spelling.words import Form

_SURELY = 0.5
_REGISTERS = {"spoken": -2.0, "untold": 0.0, "written": 2.0}
"""How much a register (see `usage.register`) speaks for چشمه‌اش, in log odds."""
_LIKELY = 0.02
"""A place less probable than this is not considered."""


def likely(letters: str, orthography: Orthography) -> Places:
    """Return the places of a word where a ZWNJ is likely, whatever stands around the word."""
    if not orthography.compiled:
        return ()
    entry = orthography.lexicon.get(letters)
    if entry:
        return entry.places
    if len(letters) < orthography.shortest:
        return ()
    return _thought(letters, orthography.model)


@lru_cache(50_000)
def _thought(letters: str, model: Model) -> Places:
    return tuple((at, p) for at, p in model.places(letters).items() if p >= _LIKELY)


def rival(letters: str, places: Places, orthography: Orthography) -> int | None:
    """Return the place that the word alone cannot decide on: نام‌های or نامه‌ای."""
    for ending in (*orthography.doubtful, *orthography.said):
        if letters.endswith(ending) and len(letters) > len(ending) + 1:
            at = len(letters) - len(ending) + 1
            return at if any(place == at for place, _ in places) else None
    return None


def by_neighbours(
    places: Places, at: int, neighbours: Sequence[str], orthography: Orthography
) -> Places:
    """Return the places, one of them and its rival corrected by what stands before and after."""
    if not any(neighbours):
        return places
    return _corrected(places, at, orthography.context.probability(dict(places)[at], neighbours))


def by_register(places: Places, at: int, register: str) -> Places:
    """Return the places, one of them and its rival corrected by how people write there.

    Edited prose has چشمه‌اش, where چشم‌هاش is چشم‌هایش. Of چهره‌ات the plural shows no ZWNJ.
    """
    if all(place != at - 1 for place, _ in places):
        return places
    return _corrected(places, at, corrected(dict(places)[at], _REGISTERS[register]))


def _corrected(places: Places, at: int, probability: float) -> Places:
    """Return the places with one made so probable, and its rival as much less."""
    probable = dict(places)
    alone = probable[at]
    probable[at] = probability
    if at - 1 in probable:
        probable[at - 1] *= (1 - probable[at]) / max(1 - alone, 0.01)
        probable[at - 1] = min(probable[at - 1], 1 - probable[at])
    return tuple(probable.items())


def restored(word: Form, places: Places, orthography: Orthography) -> Iterator[Edit]:
    """Yield the ZWNJ to insert in a word, given how probable each is there.

    A printed ZWNJ stays; where it contradicts what is known of the word, nothing is added, and
    nothing inside a ligature.
    """
    probable = dict(places)
    if not probable.keys() >= set(word.places):
        return
    parted = [*word.places, *(at for at, p in places if p >= _SURELY)]
    for at, probability in places:
        if at in word.places or _outdone(at, probable, word) or word.ligature(at):
            continue
        rule, certainty = signed(word.letters, at, probability, parted, orthography)
        yield Edit(word.offsets[at], word.offsets[at], ZWNJ, rule, certainty)


def signed(
    letters: str, at: int, probability: float, parted: list[int], orthography: Orthography
) -> tuple[str, float]:
    """Return which rule puts a ZWNJ there, and how sure it is, where others part the word too."""
    start, end = 0, len(letters)
    for other in parted:
        if start < other < at:
            start = other
        elif at < other < end:
            end = other
    joint = orthography.signers.between(letters[start:at], letters[at:end])
    certainty = probability if joint.certainty is None else joint.certainty
    return joint.rule, max(min(certainty, joint.most), joint.least)


def _outdone(at: int, probable: dict[int, float], word: Form) -> bool:
    """Say whether a place a letter apart is likelier: it is either نام‌های or نامه‌ای."""
    if len(probable) == 1 and not word.places:
        return False
    return any(
        near in word.places or (probable.get(near, 0.0), -near) > (probable[at], -at)
        for near in (at - 1, at + 1)
    )
