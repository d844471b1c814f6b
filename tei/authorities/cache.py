"""Compiled authority files in the user's cache folder; one that cannot be used is made anew."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

import tei

type Compiled = tuple[dict[str, str], list[str], int, list[tuple[str, str, str, str, int]]]
"""Forms, rows, the longest form and what was found wrong, for `tei.authorities`."""


def key(path: Path) -> str:
    """Return what a cached file is called: it changes with the path, the file and the version."""
    state = path.stat()
    said = (str(path.resolve()), state.st_mtime_ns, state.st_size, tei.__version__)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def load(name: str) -> Compiled | None:
    """Return what was stored under a key, None where nothing whole was."""
    try:
        with (_folder() / f"{name}.txt").open("rb") as file:
            lines = file.read().decode().split("\n")
        count, longest, told = json.loads(lines[0])
    except (OSError, ValueError):
        return None
    keys, values = lines[1 : count + 1], lines[count + 1 : 2 * count + 1]
    return dict(zip(keys, values, strict=True)), lines[2 * count + 1 :], longest, told


def store(name: str, compiled: Compiled) -> None:
    """Keep a compiled file; a folder that cannot be written only costs time."""
    forms, rows, longest, told = compiled
    # Lines, not one JSON: several times as fast to read, and no form or row holds a line ending.
    head = json.dumps((len(forms), longest, told), ensure_ascii=False)
    text = "\n".join((head, *forms, *forms.values(), *rows))
    target = _folder() / f"{name}.txt"
    partial = target.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(text.encode())
        partial.replace(target)


def _folder() -> Path:
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".cache") / "tei" / "authorities"
