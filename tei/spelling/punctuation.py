"""Punctuation: only for those who ask, since it is seldom an error and always visible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.spelling.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.spelling.orthography import Orthography

_QUOTED = re.compile(r"\"([^\"\n]+)\"|\u201c([^\u201c\u201d\n]+)\u201d")
_WORD = r"[^\W\d_]"


def edits(text: str, orthography: Orthography) -> Iterator[Edit]:
    """Yield guillemets for quotation marks, and blanks around stops."""
    if "quote" in orthography.unasked:
        for found in _QUOTED.finditer(text):
            yield Edit(found.start(), found.start() + 1, "«", "quote", 0.95)
            yield Edit(found.end() - 1, found.end(), "»", "quote", 0.95)
    if orthography.stops:
        stops = f"[{re.escape(orthography.stops)}]"
        spaced = re.compile(rf"(?<={_WORD}) +(?={stops}(?!{stops}))|(?<={_WORD}{stops})(?={_WORD})")
        for found in spaced.finditer(text):
            blank = "" if found.group() else " "
            yield Edit(found.start(), found.end(), blank, "punctuation", 0.95)
