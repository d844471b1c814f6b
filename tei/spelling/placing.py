"""Words where they stand in a text, and what stands around them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.spelling.words import ZWNJ, signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.spelling.edits import Edit
    from tei.spelling.lexicon import Places
    from tei.spelling.usage import Witnessed
    from tei.spelling.words import Form

_UNBROKEN = "\u00a0"
"""What a web page has for a ZWNJ: «می\u00a0رود»."""
_BLANKS = (" ", _UNBROKEN, *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f")
_BESIDE = ("", _UNBROKEN, ZWNJ)
_FAR = 100
"""Code points before the first word, and after the last, that are looked at for signs."""
BLANKS = frozenset(
    before + blank + after
    for blank in _BLANKS
    for before, after in (*product(_BESIDE, ("",)), *product(("",), _BESIDE))
)
"""What may stand for a ZWNJ: one blank, and beside it another or a ZWNJ that parts nothing."""


class Word(Struct, frozen=True, gc=False):
    """What is known of a printed word, wherever it stands."""

    form: Form
    places: Places
    rival: int | None
    """The place that only the neighbours can decide on."""
    edits: tuple[Edit, ...]
    """All that has to change, where neighbours do not matter."""
    regular: bool
    """Whether nothing in it has to change, whatever its neighbours are."""
    affix: bool = False
    """Whether it is hardly a word of its own, but an affix."""
    division: Edit | None = None
    """The blank that parts it, where it is two words."""
    witnessed: Witnessed | None = None
    """What it tells of its text's ZWNJ."""
    spoken: bool = False
    """Whether it is said rather than written."""


class Placed(Struct, frozen=True, gc=False):
    """A word in a text, or several that a blank for a ZWNJ parts."""

    start: int
    end: int
    word: Word
    blanks: tuple[Edit, ...] = ()


def seams(placed: list[Placed], *, compounds: bool) -> Iterable[int]:
    """Return which words may go on with the one before: all, or if either is an affix."""
    if compounds:
        return range(1, len(placed))
    affixes = [at for at, here in enumerate(placed) if here.word.affix]
    last = len(placed) - 1
    return sorted({*(at for at in affixes if at), *(at + 1 for at in affixes if at < last)})


def unbroken(text: str, placed: list[Placed]) -> Iterator[int]:
    """Yield which words a blank that does not break a line parts from the one before."""
    if _UNBROKEN in text:
        for at in range(1, len(placed)):
            if _UNBROKEN in text[placed[at - 1].end : placed[at].start]:
                yield at


def before(text: str, placed: list[Placed], at: int) -> Iterator[str]:
    """Yield the letters of each word before, the nearest first, or a sign for what is none."""
    while True:
        start = placed[at - 1].end if at else max(0, placed[at].start - _FAR)
        yield from reversed([*signs(text[start : placed[at].start])])
        if not at:
            return
        at -= 1
        yield placed[at].word.form.letters


def after(text: str, placed: list[Placed], at: int) -> Iterator[str]:
    """Yield the letters of each word after, the nearest first, or a sign for what is none."""
    while True:
        start = placed[at].end
        at += 1
        end = placed[at].start if at < len(placed) else start + _FAR
        yield from signs(text[start:end])
        if at == len(placed):
            return
        yield placed[at].word.form.letters


def around(text: str, placed: list[Placed], at: int) -> tuple[str, str, str, str]:
    """Return two neighbours before a word and two after it, nothing where the text ends."""
    left, right = before(text, placed, at), after(text, placed, at)
    first, second = next(left, ""), next(left, "")
    return second, first, next(right, ""), next(right, "")
