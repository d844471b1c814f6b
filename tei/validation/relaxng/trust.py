"""Which schemas need a check: neither ours nor those found correct before.

A check reads all of a schema, which takes longer than most documents. So it is kept in the user's
cache that a schema of one file was found correct, under the digest of that file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei import resources

if TYPE_CHECKING:
    from pathlib import Path

    from tei.validation.addresses import Addresses

_VERSION: Final = 1
"""To be raised when the check finds more than it did."""

_SEVERAL: Final = re.compile(rb"<(?:[\w.-]+:)?(?:include|externalRef)\b")
"""A part in another file could change while this file stays the same."""


def make_sure(path: Path, addresses: Addresses) -> None:
    """Check a schema, if it has to be; raises `TeiError` TEI510 to TEI515 if it is not correct."""
    if path.resolve().is_relative_to(resources.schemas().resolve()):
        return  # A test checks ours.
    data = path.read_bytes() if path.is_file() else b""
    if not data or _SEVERAL.search(data):
        _check(path, addresses)
        return
    from hashlib import sha256

    from tei.cache import remembered

    remembered(
        f"correct schema {_VERSION} {sha256(data).hexdigest()}", lambda: _check(path, addresses)
    )


def _check(path: Path, addresses: Addresses) -> bool:
    from tei.validation.relaxng import checking, syntax
    from tei.validation.relaxng.schema import read

    checking.check(read(path, syntax.check, addresses))
    return True
