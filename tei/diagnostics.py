"""What the program has to say about a text: findings with a code, a place and a mend.

Everything about a text is a `Diagnostic`; an exception is for what stops the work (`TeiError`).
The hundreds of a code are the stage: 0 usage and configuration, 1 reading, 2 recognising,
3 encoding, 4 restoring, 5 validating, 6 rendering, 7 batches.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.model import Span


class Severity(StrEnum):
    """How much a finding matters; only an error makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Position(Struct, frozen=True, order=True):
    """A place in a file: line and column from 1, in code points; column 0 where unknown."""

    line: int
    column: int = 0


class Diagnostic(Struct, frozen=True):
    """One finding about one file.

    `where` is a span of the source's text (its line and column are derived, never stored) or,
    in a file that is not a source, the position its parser gave.
    """

    code: str
    severity: Severity
    message: str
    hint: str | None = None
    file: str = ""
    where: Span | Position | None = None


class TeiError(Exception):
    """Input that cannot be read or used: nothing was written, and the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(f"{diagnostic.code}: {diagnostic.message}")
        self.diagnostic = diagnostic


def nearest(name: str, names: Iterable[str], likeness: float = 0.5) -> str | None:
    """Return the name that was most probably meant, if any is at least so like (0 to 1)."""
    from difflib import get_close_matches  # seldom needed, and slow to import

    return next(iter(get_close_matches(name, list(names), 1, likeness)), None)


def shown(name: str) -> str:
    """Return the name of a file as it may be printed: on one line, in the order of its letters.

    Controls, marks that turn the direction of what follows, and bytes that are no text are escaped.
    """
    if name.isascii() and name.isprintable():
        return name
    return "".join(c.encode("unicode-escape").decode() if _is_unruly(c) else c for c in name)


def _is_unruly(char: str) -> bool:
    from unicodedata import bidirectional, category

    return category(char) in ("Cc", "Cs", "Zl", "Zp") or (
        category(char) == "Cf" and bidirectional(char) != "BN"
    )


def position(text: str, offset: int) -> Position:
    """Return line and column, from 1, of a code point of `text`.

    A line ends at LF, CR LF or CR, as in XML 1.0 §2.11.
    """
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    if offset and text[offset - 1 : offset + 1] == "\r\n":
        before = before[:-1]
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
