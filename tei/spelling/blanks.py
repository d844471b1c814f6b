"""ZWNJ that became blanks: «می شود», «کتاب ها», «پیش بینی»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tei.spelling.features import second_part
from tei.spelling.joiners import likely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.spelling.orthography import Orthography

_PARTED = 0.2
"""A word that is parted here so probably may be meant by its parts."""
_OFTEN = "3"
"""The second part of so many compounds (a step of `Part`) that it makes new ones."""
_HABIT = 0.01
"""Of a text's words; a text whose ZWNJ are blanks has five times as many such affixes."""


_REMEMBERED = 50_000
"""Pairs of words."""
_TELLING = 60
"""Words of a text that would show the habit, if there was one."""
_UNTOLD = {"0": 0.7, "0-": 0.99}
"""How probable a ZWNJ has to be in a text too short to tell."""
_UNLISTED = 0.9
"""And in a word that no list has."""


def habit(
    affixes: Iterable[str], words: int, orthography: Orthography, *, written: bool, lost: bool
) -> str:
    """Return the habit of a text of so many words: `1` blanks for ZWNJ, `2` none, `0` not shown.

    Affixes that are never words (می، ها) stand alone only where a ZWNJ became a blank. Where ZWNJ
    are written a blank is a blank; where they are lost it is likely to be one (`0-`).
    """
    if sum(affix in orthography.alone for affix in affixes) > _HABIT * words:
        return "1"
    if written or words > _TELLING:
        return "2"
    return "0-" if lost else "0"


@lru_cache(_REMEMBERED)
def candidate(left: str, right: str, habit: str, orthography: Orthography) -> bool:
    """Say whether the two may be one word; only then the model is asked.

    Where a text shows no such habit, two words that could be a compound are two words.
    """
    if left[-1:] in orthography.morphology.unjoined:
        return False
    return affixed(left, right, orthography) or (
        habit != "2" and parted(left, right, orthography) >= _PARTED
    )


@lru_cache(_REMEMBERED)
def probability(
    left: str,
    right: str,
    neighbours: tuple[str, str],
    habit: str,
    threshold: float,
    orthography: Orthography,
) -> float:
    """Return how probable a ZWNJ is for the blank between two words, 0 for one not to be made."""
    least = max(threshold, needed(left, right, habit, orthography))
    asked = (left, right), neighbours, habit[0]
    # The word model costs most, and about an affix and a word that is not listed it is asked here.
    unlisted = affixed(left, right, orthography) and not orthography.lexicon.get(left + right)
    if unlisted and orthography.blanks.most(*asked) < least:
        return 0.0
    found = orthography.blanks.probability(*asked, parted(left, right, orthography))
    return found if found >= least else 0.0


def needed(left: str, right: str, habit: str, orthography: Orthography) -> float:
    """Return how probable a ZWNJ has to be for one to be restored."""
    if habit not in _UNTOLD or affixed(left, right, orthography):
        return 0.0
    listed = orthography.lexicon.get(left + right)
    return _UNTOLD[habit] if listed else max(_UNTOLD[habit], _UNLISTED)


def affixed(left: str, right: str, orthography: Orthography) -> bool:
    """Say whether one of the two is an affix that a ZWNJ sets off."""
    morphology = orthography.morphology
    return right in morphology.endings or morphology.prefixes.get(left) in orthography.opening


def parted(left: str, right: str, orthography: Orthography) -> float:
    """Return how probably a word made of the two is parted there, -1 for no such word."""
    if (
        orthography.lexicon.get(left + right)
        or affixed(left, right, orthography)
        or second_part(right, orthography.morphology, orthography.known) >= _OFTEN
    ):
        return dict(likely(left + right, orthography)).get(len(left), 0.0)
    return -1.0
