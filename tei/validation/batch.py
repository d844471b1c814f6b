"""Many documents: which there are, and what is wrong with each, by several processes if asked."""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one document."""

    file: str
    diagnostics: tuple[Diagnostic, ...]
    readable: bool = True
    """False where it could not be read, or its schema could not: it was not validated."""


def documents(inputs: Iterable[Path]) -> list[Path]:
    """Return the files that are meant: of a folder every TEI file in it and below.

    Raises `TeiError` (TEI506) where there is none: that must not look like a success.
    """
    found = [path for given in inputs for path in (_below(given) if given.is_dir() else [given])]
    if not found:
        message = "there is nothing to validate: no TEI file in what was given"
        hint = "give TEI files, or folders that hold some"
        raise TeiError(Diagnostic("TEI506", Severity.ERROR, message, hint))
    return list(dict.fromkeys(found))


def _below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.xml")) if path.is_file() and _may_be_tei(path)]


def _may_be_tei(path: Path) -> bool:
    """Say whether a file is TEI, or so broken that nobody can tell."""
    with path.open("rb") as file:
        start = file.read(8192).replace(b"\0", b"")
    return b"tei-c.org/ns/" in start or re.search(rb"<[A-Za-z]", start) is None


def check_all(
    paths: Iterable[Path], schema: str | Path | None, *, thorough: bool = True, jobs: int = 1
) -> Iterator[Checked]:
    """Yield what is wrong with each file, in the order they are given."""
    check = partial(check_one, schema=schema, thorough=thorough)
    if jobs < 2:
        yield from map(check, paths)
        return
    # A forked process would inherit a Saxon that it cannot use.
    with ProcessPoolExecutor(jobs, get_context("spawn")) as processes:
        yield from processes.map(check, paths, chunksize=4)


def check_one(
    source: Path | bytes, schema: str | Path | None, *, thorough: bool = True, file: str = ""
) -> Checked:
    """Return what is wrong with one document; that it cannot be read is a diagnostic too."""
    name = file or (str(source) if isinstance(source, Path) else "")
    try:
        found = validate(source, schema, file=name, thorough=thorough)
    except TeiError as error:
        return Checked(name, (error.diagnostic,), readable=False)
    return Checked(name, tuple(found))
