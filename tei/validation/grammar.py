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
    root: etree._Element, data: bytes | None, path: Path, addresses: Addresses
) -> Iterator[Finding]:
    """Yield what a RELAX NG grammar does not allow (TEI520–TEI532).

    Without `data`, what is wrong with text has the place of the tag before it. Raises `TeiError`
    (TEI510–TEI516) for a grammar that cannot be used.
    """
    positions = Positions(data) if data is not None else None
    for found in walk(root, loaded(path, addresses)):
        # What is wrong with text has a place behind a tag.
        where = positions.of(found.place) if positions and found.place.part != "tag" else None
        yield Finding(
            found.code,
            Severity.ERROR,
            found.message,
            found.hint,
            found.place.ordinal - 1,
            about=_subjects(found.code, found.message, found.hint),
            where=where,
            is_behind=found.place.part == "tail",
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
    now = {file: changed(file) for file in known.schema.files}
    if known.seen and known.seen != now:
        known.schema = relaxng.load(path, addresses)
        now = {file: changed(file) for file in known.schema.files}
    known.seen = now
    return known.schema


def files(path: Path, addresses: Addresses) -> frozenset[Path]:
    """Return the files of a grammar that was loaded."""
    return _loaded(path, addresses).schema.files


class _Loaded(Struct):
    schema: relaxng.Schema
    seen: dict[Path, int] = field(default_factory=dict)
    """When each file of it had last changed."""


@cache
def _loaded(path: Path, addresses: Addresses) -> _Loaded:
    return _Loaded(relaxng.load(path, addresses))
