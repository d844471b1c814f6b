"""OASIS XML Catalogs 1.1: which file of this computer stands for an address.

libxml2 has catalogues too, but only for a whole process and by the environment.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from tei.validation.schemas import changed
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_SPACE = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_DEEPEST = 20
"""Catalogues that may name each other in a row."""


def resolved(address: str, catalogs: Iterable[Path]) -> str | None:
    """Return the address that the first catalogue with an entry for it gives instead (§7.2).

    Raises `TeiError` (TEI111–TEI119) for a catalogue that cannot be read.
    """
    return _resolved(address, [path.absolute().as_uri() for path in catalogs], 0)


def _resolved(address: str, catalogs: Iterable[str], depth: int) -> str | None:
    for catalog in catalogs if depth < _DEEPEST else ():
        entries = _entries(catalog)
        found = _exact(address, entries) or _rewritten(address, entries)
        found = found or _ending(address, entries)
        if found:
            return found
        delegates = _delegates(address, entries)
        if delegates:
            return _resolved(address, delegates, depth + 1)
        following = [entry.target for entry in entries if entry.kind == "nextCatalog"]
        found = _resolved(address, following, depth + 1)
        if found:
            return found
    return None


class _Entry(NamedTuple):
    kind: str
    name: str
    """What an address has to be, or to begin or end with."""
    target: str


# An entry's element, the attribute that matches, and the one that says what stands for it. Schemas
# are named by entries for URIs; older catalogues name them by entries for system identifiers.
_KINDS = {
    "uri": ("exact", "name", "uri"),
    "system": ("exact", "systemId", "uri"),
    "rewriteURI": ("start", "uriStartString", "rewritePrefix"),
    "rewriteSystem": ("start", "systemIdStartString", "rewritePrefix"),
    "uriSuffix": ("end", "uriSuffix", "uri"),
    "systemSuffix": ("end", "systemIdSuffix", "uri"),
    "delegateURI": ("delegate", "uriStartString", "catalog"),
    "delegateSystem": ("delegate", "systemIdStartString", "catalog"),
    "nextCatalog": ("nextCatalog", "catalog", "catalog"),
}


def _exact(address: str, entries: Sequence[_Entry]) -> str | None:
    return next((e.target for e in entries if e.kind == "exact" and e.name == address), None)


def _rewritten(address: str, entries: Sequence[_Entry]) -> str | None:
    fitting = [e for e in entries if e.kind == "start" and address.startswith(e.name)]
    longest = max(fitting, key=lambda e: len(e.name), default=None)
    return longest and longest.target + address[len(longest.name) :]


def _ending(address: str, entries: Sequence[_Entry]) -> str | None:
    fitting = [e for e in entries if e.kind == "end" and address.endswith(e.name)]
    longest = max(fitting, key=lambda e: len(e.name), default=None)
    return longest and longest.target


def _delegates(address: str, entries: Sequence[_Entry]) -> list[str]:
    fitting = [e for e in entries if e.kind == "delegate" and address.startswith(e.name)]
    return [e.target for e in sorted(fitting, key=lambda e: -len(e.name))]


def _entries(catalog: str) -> tuple[_Entry, ...]:
    from tei.validation.addresses import local_path

    path = local_path(catalog)
    return _read(path, changed(path)) if path and path.is_file() else ()


@cache
def _read(path: Path, _changed: int) -> tuple[_Entry, ...]:
    return tuple(_written(path))


def _written(path: Path) -> Iterator[_Entry]:
    """Yield the entries of a catalogue, their targets absolute by its `xml:base` or its place."""
    for element in parse(path).getroot().iter(f"{_SPACE}*"):
        kind = str(element.tag).removeprefix(_SPACE)
        if kind in _KINDS:
            rule, name, target = _KINDS[kind]
            base = urljoin(path.absolute().as_uri(), element.base or "")
            yield _Entry(rule, element.get(name, ""), urljoin(base, element.get(target, "")))
