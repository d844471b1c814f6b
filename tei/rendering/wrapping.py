"""Plain text in lines of a given width."""

from __future__ import annotations

import unicodedata


def wrapped(text: str, width: int) -> str:
    """Return a text whose lines are broken at blanks; a word wider than `width` has its own line.

    The width is in characters that take room: marks and signs of format, ZWNJ too, take none.
    """
    return "\n".join(part for line in text.split("\n") for part in _broken(line, width))


def _broken(line: str, width: int) -> list[str]:
    lines, current, taken = [], "", 0
    for word in line.split(" "):
        room = _room(word)
        if current and taken + 1 + room > width:
            lines.append(current)
            current, taken = word, room
        else:
            current, taken = (f"{current} {word}", taken + 1 + room) if current else (word, room)
    return [*lines, current]


def _room(word: str) -> int:
    return sum(unicodedata.category(char) not in ("Mn", "Me", "Cf") for char in word)
