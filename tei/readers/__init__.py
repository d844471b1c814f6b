"""One file per input format: bytes become a `Witness`.

A reader is a module (of this package, or of another one that registers it under the entry point
group `tei.readers`) with:

- `SUFFIXES`: the ends of file names it reads;
- `read(data, file, encoding) -> Witness`: raises `TeiError` for what it cannot read.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.plugins import modules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Witness

STDIN = "-"


class Reader(Protocol):
    """What is asked of a reader's module."""

    SUFFIXES: Sequence[str]

    def read(self, data: bytes, file: str, encoding: str | None, /) -> Witness:
        """Return the witness that these bytes of a file of that name are."""


def read(path: Path | str, *, encoding: str | None = None) -> Witness:
    """Return the witness in a file; "-" is standard input.

    `encoding` overrides what the bytes themselves suggest. Raises `TeiError`: TEI101 for bytes
    that do not decode, TEI103 for a file that cannot be read, TEI105 for an unknown encoding.
    """
    if str(path) == STDIN:
        return witness(sys.stdin.buffer.read(), "stdin.txt", encoding)
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TeiError(
            Diagnostic(
                "TEI103",
                Severity.ERROR,
                f"cannot be read: {error.strerror}",
                "give the path of a transcript, a folder of transcripts, or - for standard input",
                str(path),
            )
        ) from error
    return witness(data, path.name, encoding)


def witness(data: bytes, file: str, encoding: str | None = None) -> Witness:
    """Return the witness that the bytes of a file of that name are; raises as `read` does.

    What no reader claims is read as plain text.
    """
    known = _by_suffix()
    name = file.encode("utf-8", "replace").decode()  # that of a file need not be text
    return known.get(Path(file).suffix.lower(), known[".txt"]).read(data, name, encoding)


def suffixes() -> list[str]:
    """Return the ends of names that transcripts have."""
    return sorted(_by_suffix())


def transcripts(path: Path) -> list[Path]:
    """Return the transcripts that a path stands for: itself, or those below a folder, sorted.

    Raises `TeiError` (TEI104) for a folder that holds none.
    """
    if not path.is_dir():
        return [path]
    known = _by_suffix()
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in known and p.is_file())
    if not found:
        raise TeiError(
            Diagnostic(
                "TEI104",
                Severity.ERROR,
                "this folder holds no transcript",
                f"a transcript's name ends in {' or '.join(sorted(known))}",
                str(path),
            )
        )
    return found


@cache
def _by_suffix() -> dict[str, Reader]:
    readers: list[Reader] = list(modules(__name__).values())
    return {suffix: module for module in readers for suffix in module.SUFFIXES}
