"""Verdicts of earlier runs, so that a file that did not change is not checked again.

A verdict holds for the bytes of a document, and as long as nothing else changed that it depends
on: schemas, files it points to, folders that were searched, and `tei` itself.
"""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tei.cache import keep, recalled
from tei.program import identity

if TYPE_CHECKING:
    from tei.diagnostics import Diagnostic
    from tei.validation.schemas import Against

    type Signature = tuple[int, int]
    type Beside = tuple[tuple[Path, Signature | None], ...]

_MOST = 200_000
"""Documents whose verdicts are kept."""


class Verdict(Struct, frozen=True):
    """What was wrong with a document, and what that depends on."""

    digest: str
    diagnostics: tuple[Diagnostic, ...]
    beside: Beside


class Verdicts(Struct):
    """The verdicts of one way of validating, from one folder."""

    key: str
    known: dict[str, Verdict] = field(default_factory=dict)
    has_changed: bool = False
    seen: dict[Path, Signature | None] = field(default_factory=dict)
    """Other files, as they were when this run first came upon them."""
    shared: dict[frozenset[Path], Beside] = field(default_factory=dict)

    @classmethod
    def of(cls, against: Against) -> Verdicts:
        """Return what is known of earlier runs in this folder."""
        parts = ("verdicts", identity(), Path.cwd(), against)
        key = "\\n".join(map(str, parts))
        known = recalled(key)
        return cls(key, known if isinstance(known, dict) else {})

    def find(self, path: Path) -> tuple[Diagnostic, ...] | None:
        """Return what is wrong with a file, if that is known and still holds."""
        verdict = self.known.get(str(path))
        if verdict is None or not path.is_file() or digest(path) != verdict.digest:
            return None
        holds = all(self._signature(other) == seen for other, seen in verdict.beside)
        return verdict.diagnostics if holds else None

    def learn(
        self,
        path: Path,
        digest: str,
        diagnostics: tuple[Diagnostic, ...],
        beside: frozenset[Path],
    ) -> None:
        """Take note of a verdict on a file whose bytes had this SHA-256."""
        known = self.shared.get(beside)
        if known is None:
            known = tuple((other, self._signature(other)) for other in beside)
            self.shared[beside] = known
        self.known[str(path)] = Verdict(digest, diagnostics, known)
        self.has_changed = True

    def _signature(self, path: Path) -> Signature | None:
        if path not in self.seen:
            self.seen[path] = signature(path)
        return self.seen[path]

    def save(self) -> None:
        """Keep what was learnt; of very many documents the last ones."""
        if self.has_changed:
            keep(self.key, dict(list(self.known.items())[-_MOST:]))


def signature(path: Path) -> Signature | None:
    """Return what changes when a file or the list of a folder does; nothing for what is not."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
