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
    from collections.abc import Iterable

    from tei.diagnostics import Diagnostic
    from tei.validation.schemas import Against

    type Signature = tuple[int, int]

_MOST = 200_000
"""Documents whose verdicts are kept."""


class Verdict(Struct, frozen=True):
    """What was wrong with a document, and what that depends on."""

    digest: str
    diagnostics: tuple[Diagnostic, ...]
    beside: tuple[tuple[Path, Signature | None], ...]

    def holds(self, digest: str) -> bool:
        """Say whether the document and all that its verdict depends on are as they were."""
        return self.digest == digest and all(signature(p) == seen for p, seen in self.beside)


class Verdicts(Struct):
    """The verdicts of one way of validating, from one folder."""

    key: str
    known: dict[str, Verdict] = field(default_factory=dict)
    has_changed: bool = False

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
        if verdict is None or not path.is_file() or not verdict.holds(_digest(path)):
            return None
        return verdict.diagnostics

    def learn(
        self, path: Path, diagnostics: tuple[Diagnostic, ...], beside: Iterable[Path]
    ) -> None:
        """Take note of a verdict."""
        seen = tuple((other, signature(other)) for other in beside)
        self.known[str(path)] = Verdict(_digest(path), diagnostics, seen)
        self.has_changed = True

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


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
