"""What there is to tell, and the parts of a diagnostic that every format needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.diagnostics import Diagnostic, Position

if TYPE_CHECKING:
    from collections.abc import Sequence


class Report(Struct, frozen=True):
    """What is to be told."""

    diagnostics: Sequence[Diagnostic]
    files: Sequence[str] = ()
    """All that was looked at, in order; what a diagnostic is about may be missing here."""
    colour: bool = False
    """For a terminal."""


def place(diagnostic: Diagnostic) -> tuple[int, int]:
    """Return line and column, 0 where not known."""
    where = diagnostic.where
    return (where.line, where.column) if isinstance(where, Position) else (0, 0)


def where(diagnostic: Diagnostic) -> str:
    """Return line and column as `3:14`."""
    return ":".join(str(part) for part in place(diagnostic))


def sentences(diagnostic: Diagnostic) -> str:
    """Return message and hint, each on a line."""
    return "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))


def by_file(told: Report) -> dict[str, list[Diagnostic]]:
    """Return the diagnostics of each file, those without any included."""
    found: dict[str, list[Diagnostic]] = {file: [] for file in told.files}
    for diagnostic in told.diagnostics:
        found.setdefault(diagnostic.file, []).append(diagnostic)
    return found


def xml(text: str) -> str:
    """Replace what XML cannot hold."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", text)
