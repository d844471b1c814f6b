"""Many documents: which there are, and what is wrong with each, by several processes if asked."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.validation import judged
from tei.validation.schemas import Against
from tei.validation.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


_OURS = Against()


class Checked(Struct, frozen=True):
    """What became of one document."""

    file: str
    diagnostics: tuple[Diagnostic, ...]
    readable: bool = True
    """False where it could not be read, or its schema could not: it was not validated."""
    beside: frozenset[Path] = frozenset()
    """What else that depends on."""


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
    """Return the TEI files in a folder and below; what is hidden is not meant."""
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*.xml")))
    shown = (path for path in found if not any(part.startswith(".") for part in path.parts))
    paths = (folder / path for path in shown)
    return [path for path in paths if path.is_file() and _may_be_tei(path)]


def _may_be_tei(path: Path) -> bool:
    """Say whether a file is TEI, is meant to be, or is so broken that nobody can tell."""
    with path.open("rb") as file:
        start = file.read(8192).replace(b"\0", b"")
    is_tei = re.search(rb"tei-c\.org/ns/|<(?:[\w.-]+:)?(?:TEI|teiCorpus)\b", start)
    return is_tei is not None or re.search(rb"<[A-Za-z]", start) is None


def check_all(
    paths: Iterable[Path],
    against: Against = _OURS,
    *,
    jobs: int = 1,
    afresh: bool = False,
) -> Iterator[Checked]:
    """Yield what is wrong with each file, in the order they are given.

    What did not change since an earlier run is not checked again, unless `afresh`.
    """
    verdicts = Verdicts.of(against)
    documents = list(paths)
    known = {} if afresh else {path: verdicts.find(path) for path in documents}
    unknown = [path for path in documents if known.get(path) is None]
    check = partial(check_one, against=against)
    new = _learnt(unknown, _run(unknown, check, jobs), verdicts)
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
        if one.readable:
            verdicts.learn(path, one.diagnostics, one.beside)
        yield one


def _run(paths: list[Path], check: Callable[[Path], Checked], jobs: int) -> Iterator[Checked]:
    if jobs < 2 or len(paths) < 2:
        yield from map(check, paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked process would inherit a Saxon that it cannot use.
    with ProcessPoolExecutor(jobs, get_context("spawn")) as processes:
        yield from processes.map(check, paths, chunksize=4)


def check_one(source: Path | bytes, against: Against = _OURS, *, file: str = "") -> Checked:
    """Return what is wrong with one document; that it cannot be read is a diagnostic too."""
    name = file or (str(source) if isinstance(source, Path) else "")
    try:
        judgement = judged(source, against, file=name)
    except TeiError as error:
        return Checked(name, (error.diagnostic,), readable=False)
    return Checked(name, tuple(judgement.diagnostics), beside=judgement.beside)
