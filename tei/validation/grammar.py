"""The grammar's findings, in the form that the other checks give theirs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tei.diagnostics import Severity
from tei.validation import relaxng
from tei.validation.finding import Finding
from tei.validation.relaxng.positions import Positions
from tei.validation.relaxng.walking import walk
from tei.validation.schemas import changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from tei.validation.addresses import Addresses


def check(
    tree: etree._ElementTree, data: bytes | None, path: Path, addresses: Addresses
) -> Iterator[Finding]:
    """Yield what a RELAX NG grammar does not allow (TEI520–TEI532).

    Raises `TeiError` (TEI510–TEI516) for a grammar that cannot be used.
    """
    positions = Positions(data)
    for found in walk(tree.getroot(), loaded(path, addresses)):
        # What is wrong with text has a place behind a tag.
        where = None if found.place.part == "tag" else positions.of(found.place)
        yield Finding(
            found.code,
            Severity.ERROR,
            found.message,
            found.hint,
            found.place.ordinal - 1,
            about=_subjects(found.code, found.message, found.hint),
            where=where,
        )


def _subjects(code: str, message: str, hint: str | None) -> tuple[str, ...]:
    """Return what a finding is about, as a rule would write it: attributes, TEI's own words."""
    if code == "TEI521":
        return ("Abstract model violation",)
    if code not in ("TEI525", "TEI526", "TEI527", "TEI528"):
        return ()
    return tuple(f"@{name}" for name in re.findall(r"`([\w:.-]+)`", f"{message} {hint}"))


def loaded(path: Path, addresses: Addresses) -> relaxng.Schema:
    """Return a grammar, read once as long as none of its files changes.

    Raises `TeiError` (TEI510–TEI516) for one that cannot be used.
    """
    known = _loaded(path, addresses)
    if any(known.seen.setdefault(file, changed(file)) != changed(file) for file in known.files):
        known.schema, known.seen = relaxng.load(path, addresses), {}
    return known.schema


class _Loaded(Struct):
    schema: relaxng.Schema
    seen: dict[Path, int] = field(default_factory=dict)
    """When each file of it had last changed."""

    @property
    def files(self) -> frozenset[Path]:
        return self.schema.files


@cache
def _loaded(path: Path, addresses: Addresses) -> _Loaded:
    return _Loaded(relaxng.load(path, addresses))
