"""What there is to point at: the ids of a document, and the files beside it with theirs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from tei.diagnostics import TeiError, nearest
from tei.xmlsource import parse

if TYPE_CHECKING:
    from lxml import etree

_ID = "{http://www.w3.org/XML/1998/namespace}id"


class Targets(Struct):
    """The ids of one document, and what was read of other files so far."""

    name: str
    """What the document is called, which may be no file."""
    ids: dict[str, etree._Element] = field(default_factory=dict)
    consulted: set[Path] = field(default_factory=set)
    """Other files and folders that were looked at."""
    _file: Path | None = None
    _is_looked_for: bool = False
    _missing: set[str] = field(default_factory=set)
    _corpus: frozenset[str] | None = None
    _nearest: dict[str, str | None] = field(default_factory=dict)
    _others: dict[Path, frozenset[str] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str) -> Targets:
        """Return the targets of a document of this name, which may be no file."""
        return cls(file)

    @property
    def file(self) -> Path | None:
        """Where the document is; none where it is no file."""
        if not self._is_looked_for:
            self._is_looked_for = True
            self._file = Path(self.name) if self.name and Path(self.name).is_file() else None
        return self._file

    def nearest(self, name: str) -> str | None:
        """Return a hint that names the id that was meant, if one is like it."""
        if name not in self._nearest and len(self._nearest) < 50:
            near = nearest(name, self.ids, 0.6)
            self._nearest[name] = f"did you mean `#{near}`?" if near else None
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

    def is_news(self, path: str) -> bool:
        """Say whether this is the first that is heard of a file."""
        is_first = path not in self._missing
        self._missing.add(path)
        return is_first

    def is_in_corpus(self, name: str) -> bool:
        """Say whether the corpus file that includes this document has an id (TEI P5 §16.1)."""
        if self._corpus is None:
            self._corpus = self._corpus_ids(self.file) if self.file else frozenset()
        return name in self._corpus

    def include(self, include: etree._Element) -> None:
        """Take in the ids of a file that an XInclude puts into the document."""
        place = self._place(include.get("href", ""))
        for name in (place and _ids(place)) or ():
            self.ids.setdefault(name, include)

    def _place(self, path: str) -> Path | None:
        if self.file is None:
            return None
        place = self.file.parent / unquote(urlsplit(path).path)
        self.consulted.add(place)
        return place

    def _corpus_ids(self, file: Path) -> frozenset[str]:
        """Return the ids of the corpora, here or in the folder above, that include a file."""
        found: set[str] = set()
        for folder in (file.parent, file.parent.parent):
            self.consulted.add(folder)
            for path in sorted(folder.glob("*.xml")):
                if path != file and _includes(path, file):
                    self.consulted.add(path)
                    found |= _ids(path) or set()
        return frozenset(found)


def _ids(path: Path) -> frozenset[str] | None:
    try:
        root = parse(path).getroot()
    except TeiError:
        return None
    return frozenset(name for e in root.iter("*") if (name := e.get(_ID)) is not None)


def _includes(path: Path, file: Path) -> bool:
    with path.open("rb") as corpus:
        if b"<teiCorpus" not in corpus.read(4096):
            return False
    name = re.escape(file.name.encode())
    return (
        re.search(rb"""href=["'](?:[^"']*/)?""" + name + rb"""["']""", path.read_bytes())
        is not None
    )
