"""What took long to make, kept for this user alone.

A pickle runs code when it is read, so none is read that another user could have written.
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable


def remembered[T](key: str, make: Callable[[], T]) -> T:
    """Return what `make` made for this key before, or make it now and keep it.

    What cannot be kept or trusted is made each time. The key names all that the thing depends on.
    """
    known = recalled(key)
    if known is not None:
        return cast("T", known)
    made = make()
    keep(key, made)
    return made


def table(path: Path) -> dict[str, Any]:
    """Return what a TOML file says; parsing one takes longer than most work with it."""
    text = path.read_text(encoding="utf-8")
    return remembered(f"TOML {text}", lambda: _parsed(text))


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def recalled(key: str) -> object:
    """Return what was kept for a key; nothing where that is lost, damaged or not to be trusted."""
    path = _path(key)
    data = _read(path) if path else None
    if path is None or data is None:
        return None
    try:
        known: object = pickle.loads(data)
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError):
        path.unlink(missing_ok=True)
        return None
    return known


def keep(key: str, thing: object) -> None:
    """Keep a thing, in place of what was kept for this key; it may be lost at any time."""
    path = _path(key)
    if path:
        _write(path, pickle.dumps(thing))


def folder(name: str) -> Path | None:
    """Return a folder that only this user can read or write, or None where there is none."""
    path = _home() / "tei" / name
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path if _is_ours(os.lstat(path), stat.S_ISDIR) else None
    except OSError:
        return None


def _path(key: str) -> Path | None:
    pickles = folder("pickles")
    return pickles / f"{sha256(key.encode()).hexdigest()}.pickle" if pickles else None


def _home() -> Path:
    """Return where programs of this system keep what can be made again."""
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path.home() / ".cache"


def _is_ours(status: os.stat_result, kind: Callable[[int], bool]) -> bool:
    if not kind(status.st_mode):
        return False
    if sys.platform == "win32":  # profiles are private there, and modes say nothing
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o077


def _read(path: Path) -> bytes | None:
    """Return a file's bytes if it is a plain file of this user's that nobody else can touch."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read() if _is_ours(os.fstat(descriptor), stat.S_ISREG) else None


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return
