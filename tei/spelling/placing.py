"""Words where they stand in a text, and what stands around them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.spelling.words import ZWNJ, sign

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


def before(text: str, placed: list[Placed], at: int) -> str:
    """Return the letters of the word before, or a sign for what stands there."""
    start = placed[at - 1].end if at else 0
    between = text[start : placed[at].start].rstrip()
    if between:
        return sign(between[-1])
    return placed[at - 1].word.form.letters if at else ""


def after(text: str, placed: list[Placed], at: int) -> str:
    """Return the letters of the word after, or a sign for what stands there."""
    following = at + 1 < len(placed)
    end = placed[at + 1].start if following else len(text)
    between = text[placed[at].end : end].lstrip()
    if between:
        return sign(between[0])
    return placed[at + 1].word.form.letters if following else ""
