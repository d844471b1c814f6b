"""What the text around a word shows of its author's own spelling.

Around it, not in all of it: a chapter whose ZWNJ were lost says nothing about the next.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from tei.spelling.words import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tei.spelling.edits import Edit
    from tei.spelling.words import Form

_SURELY = 0.9
_NEAR, _SPOKEN = 40, 0.02
"""Words before and after a word; which share of them are spoken ones where people write as they
speak: in edited prose one in a thousand is."""
_SIGNED = frozenset(("zwnj-sign", "shape"))
"""Rules for what was printed instead of a ZWNJ."""
_AROUND = 10
"""Words with a ZWNJ, written or lost, that are looked at before a word, and after it."""


class Witnessed(NamedTuple):
    """How many ZWNJ are written in a word where they may be, and how many surely lost."""

    written: int
    lost: int


def witnessed(form: Form, edits: Sequence[Edit]) -> Witnessed | None:
    """Return what a word tells of its text's ZWNJ, if anything.

    A sign that was printed for a ZWNJ is one that was lost.
    """
    lost = [edit.probability >= _SURELY for edit in edits if edit.replacement == ZWNJ]
    if not lost and not form.places:
        return None
    signs = sum(edit.rule in _SIGNED for edit in form.edits)
    return Witnessed(len(form.places) - signs, sum(lost))


def told(words: Iterable[Witnessed | None]) -> tuple[bool, bool]:
    """Return whether ZWNJ are written in these words, and whether any is lost."""
    met = {(word.written > 0, word.lost > 0) for word in words if word}
    return any(written for written, _ in met), any(lost for _, lost in met)


def kept(words: Sequence[Witnessed | None]) -> set[int]:
    """Return which words stand where the text writes its ZWNJ, so that what it joins it means to.

    There at least as many are written as lost, the word's own included.
    """
    sites = [(at, word) for at, word in enumerate(words) if word]
    if not any(word.written for _, word in sites):
        return set()
    written = [0, *accumulate(word.written for _, word in sites)]
    lost = [0, *accumulate(word.lost for _, word in sites)]
    found = set()
    for number, (at, _) in enumerate(sites):
        first, last = max(0, number - _AROUND), min(len(sites), number + _AROUND + 1)
        if written[last] - written[first] >= max(1, lost[last] - lost[first]):
            found.add(at)
    return found


def register(spoken: Iterable[bool]) -> Callable[[int], str]:
    """Return what says of a word in which register people write around it.

    That is `spoken` where they write as they speak, else `written`, or `untold` by so few words.
    """
    met = [0, *accumulate(spoken)]

    def near(at: int) -> str:
        first, last = max(0, at - _NEAR), min(len(met) - 1, at + _NEAR + 1)
        if met[last] - met[first] > _SPOKEN * (last - first):
            return "spoken"
        return "written" if last - first > _NEAR else "untold"

    return near
