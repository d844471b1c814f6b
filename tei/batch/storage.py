"""Files anywhere: `s3://`, `gs://`, `file://`, `memory://`, whatever fsspec knows."""

from __future__ import annotations

from glob import has_magic
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tei.batch.worklist import Found, inside
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.writing import write as write_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_VERSION = ("ETag", "etag", "md5Hash", "content_md5")
"""What stores call that which changes when a file does."""


class Stored(Struct, frozen=True):
    """A file in a store."""

    found: Found
    version: str
    """Changes when the file does."""


def is_address(name: str) -> bool:
    """Say whether a file is named by an address rather than by a path."""
    return "://" in name


def address(name: str) -> str:
    """Return the address of what may be a path."""
    return name if is_address(name) else Path(name).absolute().as_uri()


def stored(inputs: Iterable[str], suffixes: Collection[str]) -> Iterator[Stored | Diagnostic]:
    """Yield the files that are meant: each that is named, those below a folder, those that match.

    An input without a file is told (TEI104). Raises `TeiError`: TEI103 for a store that cannot be
    read, TEI717 for one that no installed package knows.
    """
    for given in inputs:
        system, path = _opened(given)
        files = sorted(_files(system, path).items())
        meant = [one for one in files if _is_meant(one[0], path, suffixes)]
        start = path if path not in dict(files) else path.rpartition("/")[0]
        for name, about in meant:
            below = inside(PurePosixPath(name.removeprefix(_fixed(start)).lstrip("/")))
            yield Stored(Found(system.unstrip_protocol(name), below), _version(about))
        if not meant:
            hint = f"a transcript's name ends in {' or '.join(sorted(suffixes))}"
            message = "there is no transcript here"
            yield Diagnostic("TEI104", Severity.ERROR, message, hint, given)


def read(url: str, most: int | None = None) -> bytes:
    """Return what a file holds, as far as one byte over `most`. Raises `TeiError` (TEI103)."""
    system, path = _opened(url)
    try:
        with system.open(path, "rb") as file:
            data: bytes = file.read() if most is None else file.read(most + 1)
    except OSError as error:
        raise _unreadable(url, error) from error
    return data


def find(url: str) -> bytes | None:
    """Return what a file holds, or None where there is no such file."""
    system, path = _opened(url)
    try:
        data: bytes = system.cat_file(path)
    except FileNotFoundError:
        return None
    return data


def write(url: str, data: bytes) -> None:
    """Write a file whole or not at all. Raises `TeiError` (TEI701)."""
    system, path = _opened(url)
    if "file" in _protocols(system):
        write_file(Path(path), data)
        return
    try:
        system.pipe_file(path, data)
    except OSError as error:
        message, hint = (
            f"cannot be written: {error}",
            "look at the address and at your rights there",
        )
        raise TeiError(Diagnostic("TEI701", Severity.ERROR, message, hint, url)) from error


def names(folder: str) -> list[str]:
    """Return the names of the files in a folder; none where there is no such folder."""
    system, path = _opened(folder)
    system.invalidate_cache()
    try:
        return [str(name).rpartition("/")[2] for name in system.ls(path, detail=False)]
    except FileNotFoundError:
        return []


def remove(url: str) -> None:
    """Remove a file, if it is there."""
    system, path = _opened(url)
    try:
        system.rm_file(path)
    except FileNotFoundError:
        return


def _opened(url: str) -> tuple[Any, str]:
    """Return the file system that an address is in, and the path there."""
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        message = f"there is no way to this store: {error}"
        hint = "install `tei[cluster]`, and the package of the store: s3fs, gcsfs, adlfs"
        raise TeiError(Diagnostic("TEI717", Severity.ERROR, message, hint, url)) from error
    return system, str(path)


def _files(system: Any, path: str) -> dict[str, dict[str, Any]]:
    try:
        found = (
            system.glob(path, detail=True) if has_magic(path) else system.find(path, detail=True)
        )
    except OSError as error:
        raise _unreadable(path, error) from error
    return {name: about for name, about in found.items() if about.get("type") == "file"}


def _is_meant(name: str, given: str, suffixes: Collection[str]) -> bool:
    return name == given or PurePosixPath(name).suffix.lower() in suffixes


def _fixed(path: str) -> str:
    """Return a path as far as it is no pattern."""
    parts = path.split("/")
    return "/".join(parts[: next((n for n, p in enumerate(parts) if has_magic(p)), len(parts))])


def _version(about: dict[str, Any]) -> str:
    known = next((str(about[key]) for key in _VERSION if about.get(key)), "")
    return known or f"{about.get('size')} {about.get('mtime') or about.get('created')}"


def _protocols(system: Any) -> tuple[str, ...]:
    protocol = system.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def _unreadable(url: str, error: OSError) -> TeiError:
    message, hint = f"cannot be read: {error}", "look at the address and at your rights there"
    return TeiError(Diagnostic("TEI103", Severity.ERROR, message, hint, url))
