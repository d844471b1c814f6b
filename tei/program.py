"""Which program this is: what was made by another is not what this one would make."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from tei import __version__
from tei.resources import schemas, stylesheets


@cache
def identity() -> str:
    """Return a digest of the version and of when its files last changed: one may be at work."""
    digest = sha256(__version__.encode())
    for folder in (Path(__file__).parent, schemas(), stylesheets()):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in ("", ".pyc"):
                status = path.stat()
                name = path.relative_to(folder).as_posix()
                digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
