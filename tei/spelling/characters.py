"""Characters between words that regular text does not have: marks of direction, odd blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.spelling.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.spelling.orthography import Orthography

_ODD = re.compile(
    "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|[\u00a0\u2000-\u200a\u202f\u205f]"
)


def edits(text: str, orthography: Orthography) -> Iterator[Edit]:
    """Yield the changes of single characters, wherever they stand."""
    for found in _ODD.finditer(text):
        if found.group().isspace():
            yield Edit(found.start(), found.end(), " ", "blank", 1.0)
        else:
            yield Edit(found.start(), found.end(), "", "direction-mark", 1.0)
