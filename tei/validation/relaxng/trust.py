"""Schemas that need no check any more: ours, and those found correct before.

A check reads all of a schema, which takes longer than most documents. So the digest of a schema
of one file that was found correct is kept in the user's cache, as the name of an empty file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei import resources

if TYPE_CHECKING:
    from tei.validation.relaxng.schema import Schema

_VERSION: Final = "1"
"""To be changed when the check finds more than it did."""


def is_trusted(path: Path) -> bool:
    """Say whether a schema is one of ours, which a test checks, or was found correct before."""
    resolved = path.resolve()
    return resolved.is_relative_to(resources.schemas().resolve()) or _mark(path).exists()


def remember(schema: Schema) -> None:
    """Keep that a schema is correct; one of several files could change behind its digest."""
    if schema.compiler.sources.several:
        return
    mark = _mark(schema.path)
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError:
        return  # A cache that cannot be written to costs time, nothing else.


def _mark(path: Path) -> Path:
    from hashlib import sha256

    cache = os.environ.get("XDG_CACHE_HOME")
    folder = Path(cache) if cache else Path.home() / ".cache"
    digest = sha256(path.read_bytes()).hexdigest() if path.is_file() else "none"
    return folder / "tei" / "correct-schemas" / f"{digest}-{_VERSION}"
