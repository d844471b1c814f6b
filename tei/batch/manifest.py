"""What was done, one row a document, so that the next run does only what is new or changed.

It is an SQLite database in the output folder. A row is written after the files that it tells of,
so that a run that is killed leaves documents without a row, never a row without its documents.
"""

from __future__ import annotations

import os
import sqlite3
from time import time_ns
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".tei"
"""In an output folder: what belongs to no document."""
_COMMIT = 500
_RACE = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before it was read may have changed again."""

_TABLE = """
CREATE TABLE IF NOT EXISTS documents (
    target TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    digest TEXT NOT NULL,
    settings TEXT NOT NULL,
    status TEXT NOT NULL,
    output TEXT NOT NULL,
    shard TEXT
) WITHOUT ROWID"""


class Source(Struct, frozen=True):
    """A file as it was when it was read."""

    size: int
    modified: int
    """Nanoseconds, as `os.stat` has it."""
    digest: str
    """SHA-256."""
    seen: int
    """When it was read, in nanoseconds."""


class Row(Struct, frozen=True):
    """One document and how it was made."""

    target: str
    source: str
    file: Source
    settings: str
    """Digest of all that the result depends on beside the source."""
    status: str
    """done or failed."""
    output: str
    """SHA-256 of what was written."""
    shard: str | None = None
    """The file that holds it, where documents are packed."""

    @property
    def is_done(self) -> bool:
        """Say whether it came out as it should."""
        return self.status == "done"


class Manifest:
    """The rows of one output folder; only one run at a time has it."""

    def __init__(self, path: Path) -> None:
        """Open or make it. Raises `TeiError`: TEI701, or TEI713 while another run has it."""
        self.path = path
        self.waiting = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.base = sqlite3.connect(path, timeout=1, isolation_level=None)
            self._open()
        except (OSError, sqlite3.Error) as error:
            raise _unusable(path, error) from error

    def find(self, target: str) -> Row | None:
        """Return what is known of a document."""
        query = "SELECT * FROM documents WHERE target = ?"
        row = self.base.execute(query, (_stored(target),)).fetchone()
        return _row(row) if row else None

    def record(self, row: Row) -> None:
        """Keep what was done; it is safe after some hundred more, or `commit`."""
        file = row.file
        values = (
            *(_stored(row.target), _stored(row.source)),
            *(file.size, file.modified, file.seen, file.digest),
            *(row.settings, row.status, row.output, row.shard),
        )
        self._change("INSERT OR REPLACE INTO documents VALUES (?,?,?,?,?,?,?,?,?,?)", values)

    def commit(self) -> None:
        """Make sure that everything is kept."""
        if self.waiting:
            self.base.execute("COMMIT")
            self.waiting = 0

    def shards(self) -> Iterator[tuple[str, str | None]]:
        """Yield each document with the file that holds it."""
        for target, shard in self.base.execute("SELECT target, shard FROM documents"):
            yield _read(target), shard

    def close(self) -> None:
        """Commit, and let others have it."""
        self.commit()
        self.base.close()

    def _open(self) -> None:
        """Take the database for this process alone, until it ends, however it ends."""
        self.base.execute("PRAGMA locking_mode = EXCLUSIVE")
        self.base.execute("PRAGMA journal_mode = WAL")
        self.base.execute("PRAGMA synchronous = NORMAL")
        self.base.execute("BEGIN EXCLUSIVE")
        self.base.execute(_TABLE)
        self.base.execute("COMMIT")

    def _change(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            if not self.waiting:
                self.base.execute("BEGIN")
            self.base.execute(statement, values)
            self.waiting += 1
            if self.waiting >= _COMMIT:
                self.commit()
        except sqlite3.Error as error:
            raise _unusable(self.path, error) from error


def is_current(source: Source, status: os.stat_result) -> bool:
    """Say whether a file is surely as it was, by its size and time alone."""
    same = (source.size, source.modified) == (status.st_size, status.st_mtime_ns)
    return same and source.modified + _RACE < source.seen


def now() -> int:
    """Return the time in nanoseconds, by the clock that files are dated by."""
    return time_ns()


def _row(values: tuple[str, str, int, int, int, str, str, str, str, str | None]) -> Row:
    target, source, size, modified, seen, digest, *rest = values
    settings, status, output, shard = rest
    file = Source(size, modified, digest, seen)
    return Row(_read(target), _read(source), file, str(settings), str(status), str(output), shard)


def _stored(name: str) -> str | bytes:
    """Return a name as the database can have it: one that is not Unicode as its bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def _read(name: str | bytes) -> str:
    return os.fsdecode(name)


def _unusable(path: Path, error: Exception) -> TeiError:
    if "locked" in str(error):
        message = "another run is writing into this folder"
        hint = "wait until it has ended, or give another folder with -o"
        return TeiError(Diagnostic("TEI713", Severity.ERROR, message, hint, str(path)))
    message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
    hint = "choose another place with -o, or make room or permission there; remove the file if it "
    hint += "is damaged: everything is done anew then"
    return TeiError(Diagnostic("TEI701", Severity.ERROR, message, hint, str(path)))
