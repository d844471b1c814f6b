"""What there is to point at: the ids of a document, and the files beside it with theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tei.diagnostics import TeiError
from tei.xmlsource import parse

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass(slots=True)
class Targets:
    """The ids of one document, and what was read of other files so far."""

    file: Path | None
    """Where the document is; none where it is no file."""
    ids: dict[str, etree._Element] = field(default_factory=dict)
    _nearest: dict[str, str | None] = field(default_factory=dict)
    _others: dict[Path, frozenset[str] | None] = field(default_factory=dict)

    def nearest(self, name: str) -> str | None:
        """Return a hint that names the id that was meant, if one is like it."""
        if name not in self._nearest and len(self._nearest) < 50:
            near = get_close_matches(name, self.ids, 1, 0.6)
            self._nearest[name] = f"did you mean `#{near[0]}`?" if near else None
        return self._nearest.get(name) or "mend the pointer, or give the id to what it means"

    def is_file(self, path: str) -> bool:
        """Say whether a relative path leads to a file or a folder."""
        place = self._place(path)
        return place is not None and place.exists()

    def has(self, path: str, name: str) -> bool:
        """Say whether another file has an id; what is no XML may have anything."""
        place = self._place(path)
        if place is None:
            return True
        if place not in self._others:
            self._others[place] = _ids(place)
        ids = self._others[place]
        return ids is None or name in ids

    def include(self, include: etree._Element) -> None:
        """Take in the ids of a file that an XInclude puts into the document."""
        place = self._place(include.get("href", ""))
        for name in (place and _ids(place)) or ():
            self.ids.setdefault(name, include)

    def _place(self, path: str) -> Path | None:
        return self.file.parent / unquote(urlsplit(path).path) if self.file else None


def _ids(path: Path) -> frozenset[str] | None:
    try:
        root = parse(path).getroot()
    except TeiError:
        return None
    return frozenset(name for e in root.iter("*") if (name := e.get(_ID)) is not None)
