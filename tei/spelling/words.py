"""A printed word as it is looked up: its letters, and where each of them stands.

Left out of the letters are ZWNJ, vowel signs, kashida and what is not a letter at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import decomposition, normalize

from msgspec import Struct

from tei.spelling.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tei.spelling.orthography import Orthography

ZWNJ = "\u200c"
KASHIDA = "\u0640"
LETTERS = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
_FORMS = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe80-\ufefc"
_VOWELS = "\u064b-\u065f\u0670"
DIRECTION = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_SIGNS = "\u00ac\u00ad\u200b"
WORD = re.compile(
    f"[{LETTERS}{_FORMS}][{LETTERS}{_FORMS}{_VOWELS}{DIRECTION}{_SIGNS}{KASHIDA}{ZWNJ}\u200d]*"
)
_TOKEN = re.compile(rf"{WORD.pattern}|\d+|[^\W\d]+|[^\w\s]")
SIGNS = ("", ".", "0", "a")
"""Neighbours of words that are none: an end of the text, punctuation, digits, other letters."""
_LETTERED = re.compile(f"[{LETTERS}{_VOWELS}]*")
_VOWEL = re.compile(f"[{_VOWELS}]")
_LETTER = re.compile(f"[{LETTERS}]")
_FORM = re.compile(f"[{_FORMS}]")
_GOES_ON = re.compile(f"[{DIRECTION}{_SIGNS}{KASHIDA}{ZWNJ}]*[{LETTERS}{_FORMS}]")


_STRAIGHT = tuple(tuple(range(length)) for length in range(64))
"""Offsets of so many letters that stand for themselves."""


class Form(Struct, frozen=True, gc=False):
    """A word as printed. Offsets count from its first code point."""

    letters: str
    offsets: tuple[int, ...]
    """Where each letter stands."""
    places: tuple[int, ...] = ()
    """Before which letters a ZWNJ stands, or what was printed for one."""
    edits: tuple[Edit, ...] = ()
    """What has to change in its characters."""

    def ligature(self, at: int) -> bool:
        """Say whether a letter and the one before it are one character: the alef of «ﻻ»."""
        return self.offsets[at] == self.offsets[at - 1]


def form(printed: str, orthography: Orthography) -> Form:
    """Return what is looked up for a printed word, and what its characters need."""
    if orthography.plain.fullmatch(printed):
        return plain(printed)
    if _LETTERED.fullmatch(printed):
        letters = printed.translate(orthography.fold)
        vowels = len(printed) - len(letters)
        if vowels == (len(_VOWEL.findall(printed)) if vowels else 0):
            return _folded(printed, letters, orthography.letters)
    reading = _Reading(printed, orthography)
    for at, char in enumerate(printed):
        reading.take(at, char)
    return reading.form()


def plain(letters: str) -> Form:
    """Return a word that is looked up as it is printed."""
    length = len(letters)
    return Form(letters, _STRAIGHT[length] if length < len(_STRAIGHT) else tuple(range(length)))


def _folded(printed: str, letters: str, regular: Mapping[str, str]) -> Form:
    """Return a word of letters, some of which are written otherwise, and of vowel signs."""
    edits = (
        Edit(at, at + 1, regular[char], "letter", 1.0)
        for at, char in enumerate(printed)
        if char in regular
    )
    if len(letters) == len(printed):
        return Form(letters, plain(letters).offsets, (), tuple(edits))
    offsets = (at for at, char in enumerate(printed) if not _VOWEL.match(char))
    return Form(letters, tuple(offsets), (), tuple(edits))


def joined(left: Form, right: Form, by: int) -> Form:
    """Return two words as one, the second starting `by` code points after the first."""
    letters = len(left.letters)
    return Form(
        left.letters + right.letters,
        (*left.offsets, *(offset + by for offset in right.offsets)),
        (*left.places, letters, *(place + letters for place in right.places)),
        (*left.edits, *(edit.moved(by) for edit in right.edits)),
    )


def tokens(text: str, orthography: Orthography) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the letters of each word and the places of its ZWNJ; for what is no word a sign."""
    for found in _TOKEN.finditer(text):
        if WORD.match(found.group()):
            word = form(found.group(), orthography)
            yield word.letters, word.places
        else:
            yield sign(found.group()), ()


def signs(text: str) -> Iterator[str]:
    """Yield what stands for each thing in a text without words: see `SIGNS`."""
    return (sign(found.group()) for found in _TOKEN.finditer(text))


def sign(char: str) -> str:
    """Return what stands for a character that is not a Persian letter: see `SIGNS`."""
    return "0" if char.isdigit() else "a" if char.isalpha() else "."


@dataclass
class _Reading:
    """A word while its characters are read from first to last."""

    printed: str
    orthography: Orthography
    letters: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    closed: bool = False
    """Whether the last letter was printed in its final or isolated form."""
    parted: bool = False
    """Whether a ZWNJ stands behind the last letter already."""

    def form(self) -> Form:
        return Form(
            "".join(self.letters), tuple(self.offsets), tuple(self.places), tuple(self.edits)
        )

    def take(self, at: int, char: str) -> None:
        if char == ZWNJ or char in self.orthography.signs:
            self._part(at, char)
        elif char == KASHIDA:
            self._stretch(at)
        elif _FORM.match(char):
            self._presentation(at, char)
        elif _LETTER.match(char):
            self._letter(at, char)

    def _letter(self, at: int, char: str) -> None:
        regular = self.orthography.letters.get(char, char)
        if regular != char:
            self.edits.append(Edit(at, at + 1, regular, "letter", 1.0))
        self._add(at, regular)
        self.closed = False

    def _presentation(self, at: int, char: str) -> None:
        shape = decomposition(char).partition(" ")[0]
        if self.closed and shape in ("<initial>", "<isolated>") and self._can_part():
            self.places.append(len(self.letters))
            self.edits.append(Edit(at, at, ZWNJ, "shape", 0.9))
        regular = normalize("NFKC", char).translate(self.orthography.shapes)
        self.edits.append(Edit(at, at + 1, regular, "presentation-form", 1.0))
        self._add(at, regular)
        self.closed = shape in ("<final>", "<isolated>")

    def _add(self, at: int, regular: str) -> None:
        self.parted = False
        for letter in regular.translate(self.orthography.fold):
            self.letters.append(letter)
            self.offsets.append(at)

    def _part(self, at: int, char: str) -> None:
        """Take a ZWNJ, or the sign that was printed for one."""
        if not _GOES_ON.match(self.printed, at + 1):
            if char == ZWNJ:
                self.edits.append(Edit(at, at + 1, "", "zwnj-stray", 1.0))
        elif self._can_part():
            self.places.append(len(self.letters))
            self.parted = True
            if char != ZWNJ:
                self.edits.append(Edit(at, at + 1, ZWNJ, "zwnj-sign", 0.98))
        elif char != ZWNJ:
            self.edits.append(Edit(at, at + 1, "", "zwnj-sign", 0.9))
        elif self.parted:
            self.edits.append(Edit(at, at + 1, "", "zwnj-stray", 1.0))
        else:
            self.parted = True

    def _can_part(self) -> bool:
        """Say whether a ZWNJ here would show, and there is none yet."""
        place = len(self.letters)
        joins = self.letters[-1] not in self.orthography.morphology.unjoined
        return joins and self.places[-1:] != [place]

    def _stretch(self, at: int) -> None:
        if len(self.letters) > 1 or _GOES_ON.match(self.printed, at + 1):
            self.edits.append(Edit(at, at + 1, "", "kashida", 1.0))
