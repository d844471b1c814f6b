"""TEI documents where they are: in files, below folders, in shards."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tei.batch.unpacking import entries, find, is_shard, unpacked, within
from tei.batch.worklist import Found, files, listed
from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.batch.packing import Entry

SUFFIXES = (".xml", ".gz")


def tei_files(inputs: Iterable[str | Path], lists: Iterable[str] = ()) -> list[Found | Diagnostic]:
    """Return the documents that are meant: of a folder every TEI file below, of a shard all of it.

    Raises `TeiError`: TEI506 where there is none, since that must not look like a success; TEI714
    and TEI715 for a shard that cannot be read.
    """
    named = files(map(str, inputs), SUFFIXES, is_meant=_is_meant)
    given = chain(named, *(listed(name) for name in lists))
    found = [one for each in given for one in _opened(each) if not _is_emptiness(one)]
    if not any(isinstance(one, Found) for one in found):
        message = "there is nothing to work on: no TEI file in what was given"
        hint = "give TEI files, or folders that hold some"
        raise TeiError(Diagnostic("TEI506", Severity.ERROR, message, hint))
    return found


def data_of(path: Path) -> Path | bytes:
    """Return a document as it can be parsed: its path, or its bytes where it is in a shard."""
    place = None if path.is_file() else within(path)
    if place is None:
        return path
    shard, name = place
    return find(shard, name, _entries(shard, shard.stat().st_mtime_ns)).data


def _opened(one: Found | Diagnostic) -> Iterator[Found | Diagnostic]:
    """Yield the documents of a shard, or what is no shard as it is."""
    if isinstance(one, Diagnostic) or not is_shard(one.path):
        yield one
        return
    indexed = [f"{entry.document}.xml" for entry in entries(one.path)]
    for name in indexed or [packed.name for packed in unpacked(one.path)]:
        yield Found(str(one.path / name), PurePath(name))


def _is_emptiness(one: Found | Diagnostic) -> bool:
    """Say whether it only tells that one input of several holds nothing."""
    return isinstance(one, Diagnostic) and one.code == "TEI104"


def _is_meant(path: Path) -> bool:
    """Say whether a file is a shard, is TEI or meant to be, or is too broken to tell."""
    if path.suffix.lower() == ".gz":
        return is_shard(path)
    with path.open("rb") as file:
        start = file.read(8192).replace(b"\0", b"")
    is_tei = re.search(rb"tei-c\.org/ns/|<(?:[\w.-]+:)?(?:TEI|teiCorpus)\b", start)
    return is_tei is not None or re.search(rb"<[A-Za-z]", start) is None


@lru_cache(4)
def _entries(shard: Path, _changed: int) -> dict[str, Entry]:
    return {entry.document: entry for entry in entries(shard)}
