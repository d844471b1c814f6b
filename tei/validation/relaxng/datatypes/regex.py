r"""Regular expressions of XML Schema (XSD 1.0 part 2, appendix F) as Python's.

Classes such as `\p{L}` have no twin in `re`, so a class becomes ranges of code points. To know
them for all of Unicode takes a while, and nearly every value is ASCII: an expression is
compiled for ASCII, and again for all of Unicode when the first other value comes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from tei.validation.relaxng.datatypes.characters import (
    ASCII,
    UNICODE,
    complement,
    escape_class,
    intersection,
    notation,
    union,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.validation.relaxng.datatypes.characters import Ranges


@cache
def matcher(pattern: str) -> Callable[[str], bool]:
    """Return a test of whole texts; raises `ValueError` where the expression is wrong."""
    narrow = _compiled(pattern, ASCII)
    wide: list[re.Pattern[str]] = []

    def matches(text: str) -> bool:
        if text.isascii():
            return narrow.fullmatch(text) is not None
        if not wide:
            wide.append(_compiled(pattern, UNICODE))
        return wide[0].fullmatch(text) is not None

    return matches


def _compiled(pattern: str, limit: int) -> re.Pattern[str]:
    try:
        return re.compile("".join(_Scanner(pattern, limit).pieces()))
    except re.error as error:
        raise ValueError(f"`{pattern}` is not a regular expression: {error}") from None


_QUANTIFIER: Final = re.compile(r"[*+?]|\{[0-9]+(?:,[0-9]*)?\}")
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t"}


class _Scanner:
    """Reads an expression from left to right; `at` is where it is."""

    def __init__(self, pattern: str, limit: int) -> None:
        self.pattern = pattern
        self.limit = limit
        self.at = 0

    def pieces(self) -> list[str]:
        """Return the expression in Python's notation."""
        out: list[str] = []
        while self.at < len(self.pattern):
            char = self.pattern[self.at]
            if char in "()|":
                self.at += 1
                out.append("(?:" if char == "(" else char)
                if char != ")":
                    continue
            else:
                out.append(self._atom(char))
            out.append(self._quantifier())
        return out

    def _quantifier(self) -> str:
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found:
            return ""
        self.at = found.end()
        return found.group()

    def _atom(self, char: str) -> str:
        if char in "*+?{}]":
            raise self._error(f"`{char}` has nothing before it")
        if char == "[":
            return _class(self._class())
        self.at += 1
        if char == ".":
            return r"[^\n\r]"
        if char == "\\":
            return _class(self._escape())
        return re.escape(char)

    def _class(self) -> Ranges:
        """Read `[…]`, in which `-[…]` takes away (appendix F, «character class expression»)."""
        self.at += 1
        negative = self._next_is("^")
        found: Ranges = ()
        first = True
        while not self._next_is("]"):
            if self.pattern.startswith("-[", self.at) and not first:
                self.at += 1
                taken = self._class()
                if not self._next_is("]"):
                    raise self._error("what is taken away must end the class")
                own = complement(found, self.limit) if negative else found
                return intersection(own, complement(taken, self.limit))
            found = union(found, self._range())
            first = False
        if first:
            raise self._error("a class is empty")
        return complement(found, self.limit) if negative else found

    def _range(self) -> Ranges:
        low = self._member()
        dashed = self.pattern.startswith("-", self.at) and self.pattern[self.at + 1 :][:1] not in (
            "]",
            "[",
            "",
        )
        if not dashed or len(low) != 1 or low[0][0] != low[0][1]:
            return low
        self.at += 1
        high = self._member()
        if len(high) != 1 or high[0][0] != high[0][1] or high[0][0] < low[0][0]:
            raise self._error("a range ends before it starts")
        return ((low[0][0], high[0][1]),)

    def _member(self) -> Ranges:
        if self.at >= len(self.pattern):
            raise self._error("a class does not end")
        char = self.pattern[self.at]
        self.at += 1
        if char == "\\":
            return self._escape()
        if char == "[":
            raise self._error("`[` in a class must be escaped")
        return ((ord(char), ord(char)),)

    def _escape(self) -> Ranges:
        start = self.at - 1
        char = self.pattern[self.at : self.at + 1]
        self.at += 1
        if char and (char in r"\|.-^?*+{}()[]" or char in _ESCAPES):
            point = ord(_ESCAPES.get(char, char))
            return ((point, point),)
        name = char
        if char in ("p", "P"):
            found = re.compile(r"\{([A-Za-z0-9-]+)\}").match(self.pattern, self.at)
            if not found:
                raise self._error(f"`\\{char}` wants a category in braces")
            self.at = found.end()
            name += found.group(1)
        ranges = escape_class(name, self.limit)
        if ranges is None:
            raise self._error(f"`{self.pattern[start : self.at]}` is no escape")
        return ranges

    def _next_is(self, char: str) -> bool:
        if self.at >= len(self.pattern):
            raise self._error("a class does not end")
        if self.pattern[self.at] != char:
            return False
        self.at += 1
        return True

    def _error(self, reason: str) -> ValueError:
        return ValueError(f"`{self.pattern}` is not a regular expression: {reason}")


def _class(ranges: Ranges) -> str:
    return f"[{notation(ranges)}]" if ranges else "(?!)"
