"""Blanks that were lost: «امورخارجه», «۴۴۰۰نفر». Only where nothing else explains the letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.spelling.edits import Edit
from tei.spelling.words import DIRECTION, KASHIDA, WORD, ZWNJ, form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.spelling.lexicon import Entry
    from tei.spelling.orthography import Orthography

_TOGETHER = 16
"""How common two words have to be, their frequencies (1 to 9) added."""
_ANYWHERE = 9
"""As common as «و» and «در»: such a word may be short."""
_LONG, _COMMON = 4, 6
"""Letters and frequency of every other word."""
_UNIT = 2
"""Letters beside a number that may be an ordinal or a unit: ۲۰م, ۱۳۵۷ش."""
_NUMBER = re.compile(r"\d+")
_MARKS = 8
"""Marks between a letter and a number that are looked past: they go, and the two meet."""
_LETTER_BEFORE = re.compile(rf"[^\W\d_][{DIRECTION}{KASHIDA}{ZWNJ}]*\Z")
_LETTER_AFTER = re.compile(rf"[{DIRECTION}]*(?=[^\W\d_])")


def division(letters: str, orthography: Orthography) -> tuple[int, float] | None:
    """Return where a word that is hardly known falls into two that are, and how surely.

    Only after a letter that does not join, where a blank hardly shows in print.
    """
    if whole(letters, orthography.lexicon.get(letters)):
        return None
    best = (0, 0)
    for at in range(1, len(letters)):
        if letters[at - 1] in orthography.morphology.unjoined:
            left, right = letters[:at], letters[at:]
            if (
                (first := _common(left, orthography))
                and (second := _common(right, orthography))
                and _apart(left, right, orthography)
            ):
                best = max(best, (first + second, at))
    score, at = best
    return (at, min(0.95, 0.8 + 0.05 * (score - _TOGETHER))) if score >= _TOGETHER else None


def whole(letters: str, entry: Entry | None) -> bool:
    """Say whether a word is listed, and hardly two that a lost blank joins."""
    return entry is not None and (entry.frequency != 1 or len(letters) < 2 * _LONG)


def numbers(text: str, orthography: Orthography) -> Iterator[Edit]:
    """Yield the blanks lost between a number and a known word."""
    for at in _edges(text):
        word = WORD.match(text, at) or _ending(text, at)
        letters = form(word.group(), orthography).letters if word else ""
        if len(letters) > _UNIT and _common(letters, orthography):
            yield Edit(at, at, " ", "lost-blank", 0.9)


def _edges(text: str) -> Iterator[int]:
    """Yield where a number and a letter meet."""
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if _LETTER_BEFORE.search(text, max(0, start - _MARKS), start):
            yield start
        if after := _LETTER_AFTER.match(text, end):
            yield after.end()


def _apart(left: str, right: str, orthography: Orthography) -> bool:
    """Say whether two words are not rather a compound, or a word and an affix."""
    return (
        (len(left) >= _LONG or left in orthography.leaders)
        and (len(right) >= _LONG or right in orthography.followers)
        and orthography.known(right).second <= "1"
    )


def _common(letters: str, orthography: Orthography) -> int:
    """Return how common a word is, 0 for one that may not be split off."""
    morphology = orthography.morphology
    if letters in morphology.endings or letters in morphology.prefixes:
        return 0
    entry = orthography.lexicon.get(letters)
    frequency = entry.frequency if entry else 0
    long = len(letters) >= _LONG and frequency >= _COMMON
    return frequency if long or frequency >= _ANYWHERE else 0


def _ending(text: str, end: int) -> re.Match[str] | None:
    """Return the word that ends there."""
    return next(
        (found for found in WORD.finditer(text, max(0, end - 30), end) if found.end() == end), None
    )
