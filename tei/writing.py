"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Mapping


def write(path: Path, data: bytes) -> None:
    """Write a file under another name first, then rename it: nobody ever sees half of it.

    Raises `TeiError` (TEI701) where that cannot be done; what was there before is still there.
    """
    write_all({path: data})


def write_all(files: Mapping[Path, bytes], *, temporary: Path | None = None) -> None:
    """Write files that belong together: none has its name before all are on the disk.

    `temporary` is the folder they are written in first, on the same disk; the one they go to if
    not said. Raises `TeiError` (TEI701); what was there before is still there then.
    """
    written: dict[Path, Path] = {}
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            mode = _mode(path)
            written[path] = _written(data, temporary or path.parent)
            written[path].chmod(mode)
        for path, whole in written.items():
            whole.replace(path)
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        hint = "choose another place with -o, or make room or permission there"
        raise TeiError(Diagnostic("TEI701", Severity.ERROR, message, hint, str(path))) from error
    finally:
        for whole in written.values():
            whole.unlink(missing_ok=True)


def write_inside(
    folder: Path, files: Mapping[str, bytes], *, temporary: Path | None = None
) -> None:
    """Write files that belong together by their paths below a folder, as `write_all` does.

    Raises `TeiError` (TEI708) where a link would lead them out of that folder, too.
    """
    paths = {folder / name: data for name, data in files.items()}
    for parent in {str(path.parent) for path in paths}:
        _make_sure_that_it_is_inside(parent, str(folder))
    write_all(paths, temporary=temporary)


@lru_cache(10_000)
def _make_sure_that_it_is_inside(parent: str, folder: str) -> None:
    if not Path(parent).resolve().is_relative_to(Path(folder).resolve()):
        message = "a link in the output folder leads out of it, and nothing is written there"
        hint = "remove the link, or give the folder itself with -o"
        raise TeiError(Diagnostic("TEI708", Severity.ERROR, message, hint, parent))


def _written(data: bytes, folder: Path) -> Path:
    """Return a new file that holds the data; nothing is left where there is no room for it."""
    descriptor, name = tempfile.mkstemp(prefix=".tei-", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _mode(path: Path) -> int:
    """Return the permissions a file has already, or those that any new file gets.

    Raises `OSError` for a name that no file can have, such as one too long, or that a folder has.
    """
    try:
        status = path.lstat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(21, "there is a folder of that name")
    return status.st_mode & 0o777 if stat.S_ISREG(status.st_mode) else 0o644
