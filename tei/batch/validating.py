"""Many documents: what is wrong with each, by several processes if asked."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.batch.bounds import Bounds, Lost, cores
from tei.batch.collection import data_of
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.validation import judged
from tei.validation.schemas import Against
from tei.validation.verdicts import Verdicts, digest
from tei.xmlsource import read
from tei.xmlstream import LONG, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_WORTH_A_PROCESS = 16
"""Documents: to start a process takes as long as to check some."""
_GROUP = 100_000
"""Bytes of small files that a process is given at a time, and how many files that may be."""
_FILES = 16

_OURS = Against()


class Checked(Struct, frozen=True):
    """What became of one document."""

    file: str
    diagnostics: tuple[Diagnostic, ...]
    readable: bool = True
    """False where it could not be read, or its schema could not: it was not validated."""
    beside: frozenset[Path] = frozenset()
    """What else that depends on."""
    digest: str = ""
    """SHA-256 of the bytes that were checked, where they are a file of their own."""


def check_all(
    paths: Iterable[Path],
    against: Against = _OURS,
    *,
    jobs: int | None = 1,
    afresh: bool = False,
    bounds: Bounds | None = None,
) -> Iterator[Checked]:
    """Yield what is wrong with each file, in the order they are given.

    `jobs` are processes, as many as are worth it where it is None. What did not change since an
    earlier run is not checked again, unless `afresh`.
    """
    verdicts = Verdicts.of(against)
    documents = list(paths)
    known = {} if afresh else {path: verdicts.find(path) for path in documents}
    unknown = [path for path in documents if known.get(path) is None]
    check = partial(check_one, against=against)
    new = _learnt(unknown, _run(unknown, check, jobs, bounds), verdicts)
    try:
        for path in documents:
            diagnostics = known.get(path)
            yield next(new) if diagnostics is None else Checked(str(path), diagnostics)
    finally:
        verdicts.save()


def _learnt(
    paths: Iterable[Path], checked: Iterable[Checked], verdicts: Verdicts
) -> Iterator[Checked]:
    for path, one in zip(paths, checked, strict=True):
        if one.readable and one.digest:
            verdicts.learn(path, one.digest, one.diagnostics, one.beside)
        yield one


def _run(
    paths: list[Path], check: Callable[[Path], Checked], jobs: int | None, bounds: Bounds | None
) -> Iterator[Checked]:
    jobs = min(cores(), len(paths) // _WORTH_A_PROCESS) if jobs is None else jobs
    if jobs < 2 or len(paths) < 2:
        yield from map(check, paths)
        return
    from tei.batch.workers import run  # takes longer to load than to check a document

    each = partial(_check_group, check)
    for group, result in run(each, _groups(paths), jobs=jobs, bounds=bounds):
        yield from _one_by_one(group, check, bounds) if isinstance(result, Lost) else result


def _groups(paths: list[Path]) -> Iterator[list[Path]]:
    """Yield small files together: to hand one over takes as long as to check it."""
    group: list[Path] = []
    size = 0
    for path in paths:
        group.append(path)
        size += path.stat().st_size if path.exists() else _GROUP
        if size >= _GROUP or len(group) == _FILES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _check_group(check: Callable[[Path], Checked], paths: list[Path]) -> list[Checked]:
    return list(map(check, paths))


def _one_by_one(
    paths: list[Path], check: Callable[[Path], Checked], bounds: Bounds | None
) -> Iterator[Checked]:
    """Check a group of which something has gone wrong, so that only that is left out."""
    from tei.batch.workers import run

    for path, result in run(check, paths, jobs=1, bounds=bounds):
        yield _left_out(path, result) if isinstance(result, Lost) else result


def _left_out(path: Path, lost: Lost) -> Checked:
    message, hint = f"was left out: {lost.reason}", "validate it alone to see more"
    found = Diagnostic("TEI709", Severity.ERROR, message, hint, str(path))
    return Checked(str(path), (found,), readable=False)


def check_one(source: Path | bytes, against: Against = _OURS, *, file: str = "") -> Checked:
    """Return what is wrong with one document; that it cannot be read is a diagnostic too."""
    name = file or (str(source) if isinstance(source, Path) else "")
    size = size_of(source) if isinstance(source, Path) else None
    try:
        if isinstance(source, Path) and (size or 0) <= min(LONG, against.largest):
            source = read(data_of(source) if size is None else source, name)
        seen = "" if size is None else _digest(source)
        judgement = judged(source, against, file=name)
    except TeiError as error:
        return Checked(name, (error.diagnostic,), readable=False)
    return Checked(name, tuple(judgement.diagnostics), beside=judgement.beside, digest=seen)


def _digest(source: Path | bytes) -> str:
    return sha256(source).hexdigest() if isinstance(source, bytes) else digest(source)
