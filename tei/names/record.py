"""A person, place, organisation or event that somebody has listed."""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """One entity of an authority file, or one who speaks."""

    id: str
    kind: str
    forms: tuple[str, ...]
    """Every form of its name; the first is the preferred one."""
    name: tuple[tuple[str, str], ...] = ()
    """Parts of the preferred form: (element, text)."""
    idnos: tuple[tuple[str, str], ...] = ()
    """(type, value): ("wikidata", "Q794")."""
    line: int = 0
