"""Files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tei.diagnostics import Diagnostic, Severity, TeiError


def write(path: Path, data: bytes) -> None:
    """Write a file under another name first, then rename it: nobody ever sees half of it.

    Raises `TeiError` (TEI701) where that cannot be done; what was there before is still there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".tei-", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            temporary.chmod(_mode(path))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        hint = "choose another place with -o, or make room or permission there"
        raise TeiError(Diagnostic("TEI701", Severity.ERROR, message, hint, str(path))) from error


def _mode(path: Path) -> int:
    """Return the permissions a file has already, or those that any new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
