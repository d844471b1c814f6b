"""Sorted tables of text, searched where they lie: nothing of them is parsed beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Lines(Protocol):
    """What finds a line by its key: a dictionary, or a `Table`."""

    def get(self, key: str, default: str, /) -> str:
        """Return the line of a key."""


class Table:
    """A table of two columns, key and line, with a tab between, sorted by code points.

    A text asks for a few hundred of its tens of thousands of keys. To make a dictionary of all
    takes longer than to read the text.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found: dict[str, str | None] = {}

    def get(self, key: str, default: str) -> str:
        """Return the line of a key."""
        if key not in self._found:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            self._found[key] = self._search(key.encode() + b"\t")
        line = self._found[key]
        return default if line is None else line

    def _search(self, key: bytes) -> str | None:
        data, low, high = self._data, 0, len(self._data)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", start, high)
            end = high if end < 0 else end
            head = data[start : start + len(key)]
            if head == key:
                return data[start + len(key) : end].decode()
            if head < key:
                low = end + 1
            else:
                high = start
        return None


# More different words than any one text has, and little memory.
_MOST_KEPT = 200_000


def read(path: Path) -> Table:
    """Return the table in a file, an empty one where there is none."""
    return Table(path.read_bytes() if path.is_file() else b"")
