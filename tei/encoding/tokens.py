"""What in a text needs an element of its own: line endings, blanks that XML would lose, the rest.

A single blank between two characters of a line stays a blank. Everything else that is white
space, and whatever XML cannot hold, becomes an element (design: "Source and blocks").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.encoding.reading import Block, Reading

NEWLINES = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
"""The names our header gives to the ends of lines."""

_NAMES = {ending: name for name, ending in NEWLINES.items()}
_NEWLINE = re.compile(r"\r\n|\r|\n")
# That every token is found by its first character makes the search seven times as fast.
_TOKEN = re.compile(
    r"[\x00-\x20\ud800-\udfff\ufffe\uffff]"
    r"(?:(?<=\r)\n?|(?<=\t)\t*|(?<=[^\r\t ])"
    r"|(?<= )(?: +|(?<=\A )|(?<=[\t\r\n\f] )|(?=[\t\r\n\f]|\Z)))"
)
_KINDS = {"\r": "lb", "\n": "lb", "\f": "pb", "\t": "tab", " ": "chars"}
"""By the first character; whatever else XML cannot hold is a `g`."""


class Token(Struct, frozen=True):
    """A stretch of the reading that becomes an empty element, or the beginning of a block."""

    start: int
    end: int
    kind: str
    """block, lb, pb, tab, chars or g."""
    text: str = ""
    block: Block | None = None


def tokens(reading: Reading, edges: Iterable[int] = ()) -> list[Token]:
    """Return, in order, everything of the reading that is not plain text; offsets are its own.

    `edges` are places beside which a single blank cannot be a literal one.
    """
    found = list(_tokens(reading))
    blanks = {at for edge in edges for at in (edge - 1, edge) if reading.text[at : at + 1] == " "}
    covered = {at for token in found for at in range(token.start, token.end)} & blanks
    found += [Token(at, at + 1, "chars", " ") for at in blanks - covered if at >= 0]
    return sorted(found, key=lambda token: (token.start, token.end))


def _tokens(reading: Reading) -> Iterator[Token]:
    for block in reading.blocks:
        yield Token(block.start, block.start, "block", block=block)
        text = reading.text[block.start : block.start + len(block.source)]
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            kind = _KINDS.get(match[0][0], "g")
            yield Token(start + block.start, end + block.start, kind, match[0])


def newline(text: str) -> str:
    """Return the name of the ending that most lines of a text have: LF, CRLF or CR."""
    if "\r" not in text:
        return "LF"
    counted = Counter(_NEWLINE.findall(text))
    return _NAMES[counted.most_common(1)[0][0]] if counted else "LF"


def newline_name(ending: str) -> str:
    """Return the name of one line's ending."""
    return _NAMES[ending]
