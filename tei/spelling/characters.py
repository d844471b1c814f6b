"""Characters that regular text does not have, wherever they stand.

Marks of direction, odd blanks, what the language's file replaces, hyphens at the ends of lines,
brackets that extraction mirrored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.spelling.edits import Edit
from tei.spelling.words import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.spelling.orthography import Orthography

_ODD = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u00a0\u2000-\u200a\u202f\u205f]")
_STRAY = re.compile(rf"(?<=\s){ZWNJ}+")
_PARTED = re.compile(r"(?<=[^\W\d_])[ \u00a0]+([\u064b-\u0652\u0670]+)")
_STANDS = r"(?<![^\s.,:;،؛؟].)"
"""That the last character stands after a blank or a stop; after it, since a search for a literal
is quick."""
_MIRRORED = re.compile(
    rf"(?:\){_STANDS}([^\s()][^()\n]{{0,80}})\(|\]{_STANDS}([^\s\[\]][^\[\]\n]{{0,80}})\["
    rf"|»{_STANDS}([^\s«»][^«»\n]{{0,80}})«)(?![^\s.,:;،؛؟!])"
)
_TURNED = str.maketrans(")(][»«", "()[]«»")


def edits(text: str, orthography: Orthography) -> Iterator[Edit]:
    """Yield these changes."""
    for found in _ODD.finditer(text):
        if found.group().isspace():
            yield Edit(found.start(), found.end(), " ", "blank", 1.0)
        else:
            yield Edit(found.start(), found.end(), "", "direction-mark", 1.0)
    yield from _replaced(text, orthography)
    if "zwnj-stray" in orthography.rules:
        for found in _STRAY.finditer(text):
            yield Edit(found.start(), found.end(), "", "zwnj-stray", 1.0)
    if "vowel-sign" in orthography.rules:
        for found in _PARTED.finditer(text):
            yield Edit(found.start(), found.end(), found[1], "vowel-sign", 0.95)
    if "bracket" in orthography.rules:
        yield from _brackets(text)
    if orthography.hyphens:
        yield from _hyphens(text, orthography.hyphens)


def _replaced(text: str, orthography: Orthography) -> Iterator[Edit]:
    if orthography.characters:
        for found in orthography.character.finditer(text):
            rule, replacement = orthography.characters[found.group()]
            certainty = 1.0 if len(found.group()) == 1 else 0.9
            yield Edit(found.start(), found.end(), replacement, rule, certainty)


def _brackets(text: str) -> Iterator[Edit]:
    """Yield both of a pair that opens with the closing bracket, between blanks or stops."""
    for found in _MIRRORED.finditer(text):
        for at in (found.start(), found.end() - 1):
            yield Edit(at, at + 1, text[at].translate(_TURNED), "bracket", 0.9)


def _hyphens(text: str, hyphens: str) -> Iterator[Edit]:
    """Yield what parts a word at the end of a line, unless the text has the hyphen elsewhere."""
    divided = re.compile(rf"(?<![^\W\d_])([^\W\d_]+)([{hyphens}][ \t]*\r?\n[ \t]*)([^\W\d_]+)")
    whole: set[str] | None = None
    for found in divided.finditer(text):
        if whole is None:
            whole = set(re.findall(rf"[^\W\d_]+(?:[{hyphens}][^\W\d_]+)?", text))
        left, right = found[1], found[3]
        if right.islower() and left[-1].islower() and f"{left}-{right}" not in whole:
            certainty = 0.97 if left + right in whole else 0.85
            yield Edit(found.start(2), found.end(2), "", "line-end-hyphen", certainty)
