"""Many documents: what is wrong with each, by several processes if asked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.batch.collection import data_of
from tei.batch.workers import Bounds, Lost, cores, run
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.validation import judged
from tei.validation.schemas import Against, chosen
from tei.validation.verdicts import Verdicts
from tei.xmlstream import is_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_WORTH_A_PROCESS = 16
"""Documents: to start a process takes as long as to check some."""


_OURS = Against()


class Checked(Struct, frozen=True):
    """What became of one document."""

    file: str
    diagnostics: tuple[Diagnostic, ...]
    readable: bool = True
    """False where it could not be read, or its schema could not: it was not validated."""
    beside: frozenset[Path] = frozenset()
    """What else that depends on."""


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
        if one.readable and path.is_file():
            verdicts.learn(path, one.diagnostics, one.beside)
        yield one


def _run(
    paths: list[Path], check: Callable[[Path], Checked], jobs: int | None, bounds: Bounds | None
) -> Iterator[Checked]:
    jobs = min(cores(), len(paths) // _WORTH_A_PROCESS) if jobs is None else jobs
    if jobs < 2 or len(paths) < 2:
        yield from map(check, paths)
        return
    for path, result in run(check, paths, jobs=jobs, bounds=bounds):
        yield _left_out(path, result) if isinstance(result, Lost) else result


def _left_out(path: Path, lost: Lost) -> Checked:
    message, hint = f"was left out: {lost.reason}", "validate it alone to see more"
    found = Diagnostic("TEI709", Severity.ERROR, message, hint, str(path))
    return Checked(str(path), (found,), readable=False)


def _streamed(path: Path, against: Against) -> list[Diagnostic]:
    """Return what is wrong with a document too large for memory: by a grammar, and its pointers."""
    from tei.validation import streams

    grammar = chosen(against.schema or "tei_all", against.addresses).relaxng
    if grammar is None:
        message, hint = "a document of this size needs a grammar", "give a .rng file with --schema"
        raise TeiError(Diagnostic("TEI518", Severity.ERROR, message, hint, str(path)))
    return streams.check(path, grammar, against.addresses)


def check_one(source: Path | bytes, against: Against = _OURS, *, file: str = "") -> Checked:
    """Return what is wrong with one document; that it cannot be read is a diagnostic too."""
    name = file or (str(source) if isinstance(source, Path) else "")
    try:
        if isinstance(source, Path) and is_large(source):
            return Checked(name, tuple(_streamed(source, against)))
        source = data_of(source) if isinstance(source, Path) else source
        judgement = judged(source, against, file=name)
    except TeiError as error:
        return Checked(name, (error.diagnostic,), readable=False)
    return Checked(name, tuple(judgement.diagnostics), beside=judgement.beside)
