"""What is true of one language, as data: `fa.toml` holds what is true of Persian.

A section of the file belongs to the recogniser that reads it: `[turns]`, `[spelling]`,
`[names]`. A new language is a new file; what a language lacks is simply not there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from tei.cache import table

FOLDER = Path(__file__).parent


class Language(Struct, frozen=True):
    """One language's data."""

    code: str
    """BCP 47."""
    name: str
    """In English."""
    direction: str
    """ltr or rtl."""
    data: dict[str, Any] = field(default_factory=dict)

    def words(self, section: str, key: str) -> frozenset[str]:
        """Return a list of the language's data as a set, empty where it has none."""
        return frozenset(self.data.get(section, {}).get(key, ()))


@cache
def known() -> tuple[str, ...]:
    """Return the codes of the languages there is data for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def language(code: str) -> Language:
    """Return a language's data; one that is not known has none."""
    path = FOLDER / f"{code.partition('-')[0]}.toml"
    if not path.is_file():
        return Language(code, code, "ltr")
    data = table(path)
    return Language(code, data["name"], data["direction"], data)
