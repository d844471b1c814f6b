"""Packed documents: a thousand of them to a file, which any `tar` unpacks.

A shard is a `.tar.gz` in which the files of each document are one gzip member of their own (RFC
1952 §2.2: members may follow one another), so that documents can be packed by many processes,
put together by one, and read alone. Beside it stands an index, a line of JSON a document.
"""

from __future__ import annotations

import io
import re
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from tei.writing import write_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SUFFIX = ".tar.gz"
INDEX = ".index.jsonl"
DOCUMENTS = 1000
"""In a shard."""
BYTES = 256_000_000
"""That a shard has at most, unless one document alone has more."""
_LEVEL = 4
"""Of compression; 6 takes twice the time for a twentieth less."""
_BLOCK = 512
"""Bytes of a record of tar (POSIX.1-2017, pax)."""
_END = b"\0" * 2 * _BLOCK
_NUMBER = re.compile(r"(\d{5,})" + re.escape(SUFFIX))


class Entry(Struct, frozen=True):
    """A document's line in the index of its shard."""

    document: str
    """Its path, without suffix."""
    output: str
    """Digest of its files, by `digest`."""
    version: str = ""
    """Of its source, as the store that it is in has it."""
    settings: str = ""
    """Digest of all that it depends on beside its source."""
    failed: bool = False
    offset: int = 0
    """Of its gzip member, in bytes."""
    length: int = 0


def digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of files and their names."""
    whole = sha256()
    for name, data in files.items():
        whole.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return whole.hexdigest()


def member(files: Mapping[str, bytes]) -> bytes:
    """Return the files of a document as a gzip member of a shard; equal files give equal bytes."""
    tar = b"".join(_blocks(name, data) for name, data in files.items())
    return _compressed(tar)


def _blocks(name: str, data: bytes) -> bytes:
    import tarfile

    header = tarfile.TarInfo(name)
    header.size = len(data)
    head = header.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")
    return head + data + b"\0" * (-len(data) % _BLOCK)


def _compressed(data: bytes) -> bytes:
    gzip = zlib.compressobj(_LEVEL, zlib.DEFLATED, wbits=31)
    return gzip.compress(data) + gzip.flush()


class Shard:
    """A shard that is being filled, in memory."""

    def __init__(self) -> None:
        self.data = io.BytesIO()
        self.entries: list[Entry] = []

    @property
    def is_full(self) -> bool:
        """Say whether the next document belongs into another."""
        return len(self.entries) >= DOCUMENTS or self.data.tell() >= BYTES

    def add(self, packed: bytes, entry: Entry) -> None:
        """Append a document that `member` has packed, with what is to be known of it."""
        self.entries.append(replace(entry, offset=self.data.tell(), length=len(packed)))
        self.data.write(packed)

    def files(self) -> tuple[bytes, bytes]:
        """Return the shard, and its index."""
        import json  # few runs pack what they make

        lines = "".join(f"{json.dumps(asdict(entry))}\n" for entry in self.entries)
        return self.data.getvalue() + _compressed(_END), lines.encode("ascii")

    def write(self, path: Path, temporary: Path | None = None) -> None:
        """Write the shard and its index, or neither. Raises `TeiError` (TEI701)."""
        shard, index = self.files()
        write_all({index_of(path): index, path: shard}, temporary=temporary)


def index_of(shard: Path) -> Path:
    """Return where the index of a shard is."""
    return shard.with_name(shard.name.removesuffix(SUFFIX) + INDEX)


def names(prefix: str, used: Iterator[str]) -> Iterator[str]:
    """Yield names for new shards, behind those that are there."""
    numbers = [int(m[1]) for name in used if (m := _NUMBER.fullmatch(name.removeprefix(prefix)))]
    number = max(numbers, default=-1)
    while True:
        number += 1
        yield f"{prefix}{number:05}{SUFFIX}"
