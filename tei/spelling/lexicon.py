"""The compiled word list of a language: what is known of a written word, in a microsecond.

The file is read where it lies, never as a whole: magic, the number of buckets (a power of two),
where each bucket starts, then the buckets' lines, one word each, in Windows-1256 (one byte a
letter; its yeh stands for ی). A word is in the bucket of its CRC-32.

A line is `word TAB value`. A value is a digit for how common the joined spelling is (0: in
running text only; 1: listed; up to 9), capital letters for what the word can be, and for each
place where a ZWNJ is at all likely a small letter (b: before the second letter) and two digits:
its probability in hundredths. Then, perhaps, `=` and a character for the cluster of words that
are used alike.
"""

from __future__ import annotations

import mmap
import re
from codecs import charmap_build, charmap_encode
from encodings.cp1256 import decoding_table
from struct import pack
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

type Places = tuple[tuple[int, float], ...]
"""Before which letters a ZWNJ is likely, and how probable each is."""

LONGEST = 25
"""Letters of a word that can be listed: a place is a letter of the alphabet."""
_MAGIC = b"LEX2"
_HEAD = len(_MAGIC) + 4
_VALUE = re.compile(r"(\d)([A-Z]*)((?:[a-z]\d\d)*)")
_PLACE = 3
"""Characters for a place."""
_BYTES = charmap_build(decoding_table.replace("ي", "ی"))
_CLUSTER = b"="
_NOTHING = (b"", b"")
_REMEMBERED = 200_000
"""Words; then the memory is emptied, so that a long text needs no more of it."""


class Entry(Struct, frozen=True, gc=False):
    """What the list says of one word."""

    frequency: int = 0
    classes: str = ""
    places: Places = ()


class Lexicon:
    """A compiled list, mapped into memory."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._find = self._bytes.find
        if self._bytes[: len(_MAGIC)] != _MAGIC:
            raise ValueError(f"{path} is not a compiled word list")
        view = memoryview(self._bytes)
        buckets = view[len(_MAGIC) : _HEAD].cast("I")[0]
        self._mask = buckets - 1
        self._starts = view[_HEAD : _HEAD + 4 * (buckets + 1)].cast("I")
        self._memory: dict[str, Entry | None] = {}
        self._entries: dict[bytes, Entry] = {}
        """By value, of which there are few."""

    def value(self, word: str) -> bytes:
        """Return the line's value as it is stored, empty for a word that is not there."""
        return self._line(word)[0]

    def cluster(self, word: str) -> str:
        """Return the cluster of a word, nothing for one that is in none."""
        return self._line(word)[1].decode("ascii")

    def _line(self, word: str) -> tuple[bytes, bytes]:
        """Return a word's value and its cluster."""
        key = charmap_encode(word, "replace", _BYTES)[0]
        bucket = crc32(key) & self._mask
        starts, find = self._starts, self._find
        at = find(b"\n%b\t" % key, starts[bucket], starts[bucket + 1])
        if at < 0:
            return _NOTHING
        at += len(key) + 2
        line = self._bytes[at : find(b"\n", at)]
        return (line[:-2], line[-1:]) if line[-2:-1] == _CLUSTER else (line, b"")

    def get(self, word: str) -> Entry | None:
        """Return what is known of a word."""
        memory = self._memory
        if word in memory:
            return memory[word]
        if len(memory) >= _REMEMBERED:
            memory.clear()
        value, _ = self._line(word)
        entry = memory[word] = (self._entries.get(value) or self._entry(value)) if value else None
        return entry

    def _entry(self, value: bytes) -> Entry:
        entry = self._entries[value] = _entry(value)
        return entry


def compiled(entries: Mapping[str, Entry], clusters: Mapping[str, str] | None = None) -> bytes:
    """Return the bytes of a list of these words; of those in a cluster with its character."""
    buckets = 1 << max(1, (len(entries) // 12).bit_length())
    filled: list[list[bytes]] = [[] for _ in range(buckets)]
    for word, entry in sorted(entries.items()):
        key, _ = charmap_encode(word, "replace", _BYTES)
        line = key + b"\t" + value_of(entry)
        if clusters and word in clusters:
            line += _CLUSTER + clusters[word].encode("ascii")
        filled[crc32(key) & (buckets - 1)].append(line)
    body, starts, at = [], [], _HEAD + 4 * (buckets + 1)
    for bucket in filled:
        starts.append(at)
        body.append(b"\n" + b"\n".join(bucket) + b"\n")
        at += len(body[-1])
    return _MAGIC + pack(f"<{buckets + 2}I", buckets, *starts, at) + b"".join(body)


def value_of(entry: Entry) -> bytes:
    """Return an entry as a line holds it."""
    places = (
        f"{chr(ord('a') + place)}{min(99, round(100 * probability)):02}"
        for place, probability in entry.places
    )
    return f"{entry.frequency}{entry.classes}{''.join(places)}".encode("ascii")


def _entry(value: bytes) -> Entry:
    found = _VALUE.fullmatch(value.decode("ascii"))
    if not found:
        raise ValueError(f"not a value of a word list: {value!r}")
    frequency, classes, placed = found.groups()
    places = tuple(
        (ord(placed[at]) - ord("a"), int(placed[at + 1 : at + 3]) / 100)
        for at in range(0, len(placed), _PLACE)
    )
    return Entry(int(frequency), classes, places)
