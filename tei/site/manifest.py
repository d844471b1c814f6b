"""What a site was made of, kept in it, so that only what has changed is made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from tei.diagnostics import Diagnostic, Position, Severity
from tei.site.pages import Page  # noqa: TC001  # msgspec reads the annotation
from tei.writing import write as write_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = ".tei-site.json"


class Note(Struct, frozen=True):
    """A diagnostic as it is kept: its place is a line and a column, 0 where unknown."""

    code: str
    severity: Severity
    message: str
    hint: str | None
    file: str
    line: int
    column: int

    @classmethod
    def of(cls, found: Diagnostic) -> Note:
        """Return a diagnostic in this form."""
        where = found.where if isinstance(found.where, Position) else Position(0)
        said = (found.code, found.severity, found.message, found.hint, found.file)
        return cls(*said, where.line, where.column)

    @property
    def diagnostic(self) -> Diagnostic:
        """The diagnostic that was kept."""
        where = Position(self.line, self.column) if self.line else None
        return Diagnostic(self.code, self.severity, self.message, self.hint, self.file, where)


class Entry(Struct, frozen=True):
    """A page, the SHA-256 of the document it was made from, and what was said of that."""

    digest: str
    page: Page
    notes: tuple[Note, ...] = ()


class _Manifest(Struct, frozen=True):
    program: str
    """What the pages depend on besides the documents."""
    entries: dict[str, Entry]


def read(out: Path, program: str) -> dict[str, Entry]:
    """Return the pages that are in a site, without digests where another program made them."""
    try:
        kept = msgspec.json.decode((out / NAME).read_bytes(), type=_Manifest)
    except (OSError, msgspec.DecodeError):
        return {}
    if kept.program == program:
        return kept.entries
    return {name: msgspec.structs.replace(entry, digest="") for name, entry in kept.entries.items()}


def write(out: Path, program: str, entries: Mapping[str, Entry]) -> None:
    """Keep what the site is made of now."""
    write_file(out / NAME, msgspec.json.encode(_Manifest(program, dict(entries))))
