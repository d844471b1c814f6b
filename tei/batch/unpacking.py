"""Documents out of the shards they are packed in; what could lead outside is refused."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, convert

from tei.batch.packing import SUFFIX, Entry, Shard, index_of
from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


class Packed(Struct, frozen=True):
    """A file of a packed document."""

    shard: Path
    name: str
    """Its path in the shard."""
    data: bytes

    @property
    def file(self) -> str:
        """What it is called in diagnostics."""
        return f"{self.shard}/{self.name}"


def is_shard(path: Path) -> bool:
    """Say whether a file holds packed documents, by its name."""
    return path.name.endswith(SUFFIX) and path.is_file()


def within(path: Path) -> tuple[Path, str] | None:
    """Return shard and name of a path that leads into a shard: `out/00000.tar.gz/a.xml`."""
    for shard in path.parents:
        if is_shard(shard):
            return shard, path.relative_to(shard).as_posix()
    return None


def unpacked(shard: Path, *, suffix: str = ".xml", most: int = 1 << 30) -> Iterator[Packed]:
    """Yield the files of a shard with this suffix, in their order.

    Raises `TeiError`: TEI714 for what is no shard, TEI715 for a file that would lie outside a
    folder the shard is unpacked in, or is a link, TEI711 for one of more than `most` bytes.
    """
    try:
        # tarfile alone would stop where the first gzip member ends.
        with gzip.open(shard) as data, tarfile.open(fileobj=data, mode="r|") as tar:
            for one in tar:
                if one.isdir():
                    continue
                _make_sure_that_it_stays_inside(one, shard)
                if one.name.endswith(suffix):
                    yield Packed(shard, one.name, _data(tar, one, shard, most))
    except (OSError, tarfile.TarError, EOFError, zlib.error) as error:
        raise _broken(shard, error) from error


def find(shard: Path, name: str, index: Mapping[str, Entry] | None = None) -> Packed:
    """Return one file of a shard, by its index where that is right.

    `index` has its lines by document, if they were read before. Raises `TeiError`: TEI103 where
    there is none of that name, and as `unpacked` does.
    """
    document = str(PurePosixPath(name).with_suffix(""))
    known = {e.document: e for e in entries(shard)} if index is None else index
    entry = known.get(document)
    data = _by_index(shard, entry, name) if entry else None
    if data is not None:
        return Packed(shard, name, data)
    for one in unpacked(shard, suffix=PurePosixPath(name).suffix):
        if one.name == name:
            return one
    message, hint = f"holds no `{name}`", "`tar tzf` lists what it holds"
    raise TeiError(Diagnostic("TEI103", Severity.ERROR, message, hint, str(shard)))


def entries(shard: Path) -> list[Entry]:
    """Return the lines of a shard's index; none where it has none that can be read."""
    try:
        return index(index_of(shard).read_bytes())
    except OSError:
        return []


def index(data: bytes) -> list[Entry]:
    """Return the lines of an index; none where it is none."""
    try:
        return [convert(json.loads(line), Entry) for line in data.splitlines()]
    except ValueError:  # msgspec's own errors are of that kind
        return []


def drop(shard: Path, documents: Collection[str], temporary: Path | None = None) -> None:
    """Write a shard again without some of its documents; remove it where none is left."""
    left = Shard()
    with shard.open("rb") as file:
        for entry in entries(shard):
            if entry.document not in documents:
                file.seek(entry.offset)
                left.add(file.read(entry.length), entry)
    if left.entries:
        left.write(shard, temporary)
    else:
        shard.unlink()
        index_of(shard).unlink()


def _by_index(shard: Path, entry: Entry, name: str) -> bytes | None:
    with shard.open("rb") as file:
        file.seek(entry.offset)
        packed = file.read(entry.length)
    try:
        with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as tar:
            found = tar.extractfile(name)
            return found.read() if found else None
    except (OSError, tarfile.TarError, EOFError, KeyError, zlib.error):
        return None


def _data(tar: tarfile.TarFile, one: tarfile.TarInfo, shard: Path, most: int) -> bytes:
    if one.size > most:
        message = f"`{one.name}` in it is larger than {most:,} bytes, which is the limit"
        hint = "raise `limits.size` in tei.toml if it is meant"
        raise TeiError(Diagnostic("TEI711", Severity.ERROR, message, hint, str(shard)))
    file = tar.extractfile(one)
    return file.read() if file else b""


def _make_sure_that_it_stays_inside(one: tarfile.TarInfo, shard: Path) -> None:
    path = PurePosixPath(one.name)
    if path.is_absolute() or ".." in path.parts or "\\" in one.name or not one.isreg():
        kind = "lies outside" if one.isreg() else "is no plain file"
        message = f"`{one.name}` in it {kind}, and nothing of it is unpacked"
        hint = "make the archive again, of plain files below one folder"
        raise TeiError(Diagnostic("TEI715", Severity.ERROR, message, hint, str(shard)))


def _broken(shard: Path, error: Exception) -> TeiError:
    message = f"is no archive that can be read: {error or type(error).__name__}"
    hint = "`tei convert --pack` writes .tar.gz files that can; a copy may have been cut short"
    return TeiError(Diagnostic("TEI714", Severity.ERROR, message, hint, str(shard)))
