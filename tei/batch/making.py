"""Something made of each of many TEI documents: a view of it, or its source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from tei.batch.bounds import Bounds, Lost, cores
from tei.batch.collection import data_of
from tei.batch.workers import WINDOW, run
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.writing import write_inside
from tei.xmlsource import parse
from tei.xmlstream import is_large

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from tei.batch.worklist import Task

type Maker = Callable[[etree._ElementTree, str], tuple[str, bytes]]
"""Takes a document and what it is called; returns a suffix and what a file of it holds."""

_WORTH_A_PROCESS = 32
"""Documents: to start a process takes as long as to render some."""
_LEAN = 120
"""Megabytes of a process that is given the documents of a corpus: libxml2 keeps the ids of all
that it copies as long as the process lives."""
_FEW = 32
"""Documents of a corpus that are held at a time."""


class Made(Struct, frozen=True):
    """What became of one document, or of a corpus of them."""

    task: Task
    error: Diagnostic | None = None


class _Part(Struct, frozen=True):
    """A document on its way: a whole file, or one of those that a corpus is made of."""

    task: Task
    target: str
    data: bytes | None = None
    """Of a document in a corpus."""
    error: Diagnostic | None = None
    """Why the file could be read no further."""


def make_all(
    tasks: Sequence[Task],
    make: Maker,
    output: Path,
    *,
    jobs: int | None = None,
    bounds: Bounds | None = None,
) -> Generator[Made]:
    """Write what is made of each document below a folder; yield what became of it, in order.

    A corpus too large for memory is taken document by document, each as a file of its own.
    """
    large = any(is_large(Path(task.source)) for task in tasks)
    jobs = _jobs(len(tasks), large=large) if jobs is None else jobs
    each = partial(_make, make, output)
    if jobs < 2 and not large:
        yield from map(each, _parts(tasks))
        return
    bounds, window = bounds or Bounds(), WINDOW
    if large:
        bounds, window = replace(bounds, megabytes=min(bounds.megabytes, _LEAN)), _FEW
    found = run(each, _parts(tasks), jobs=jobs, bounds=bounds, window=window)
    made = (_left_out(part, one) if isinstance(one, Lost) else one for part, one in found)
    yield from _together(made)


def _jobs(count: int, *, large: bool) -> int:
    return cores() if large else min(cores(), count // _WORTH_A_PROCESS)


def _together(made: Iterable[Made]) -> Iterator[Made]:
    """Yield one answer a file: the first error of its documents, if there is one."""
    for task, parts in groupby(made, key=lambda one: one.task):
        errors = [one.error for one in parts if one.error is not None]
        yield Made(task, errors[0] if errors else None)


def render_one(
    tree: etree._ElementTree,
    _: str,
    *,
    to: str,
    view: str = "reading",
    speakers: bool = True,
    stylesheet: Path | None = None,
    width: int | None = None,
) -> tuple[str, bytes]:
    """Return a view of a document, the lines of text and Markdown no longer than `width`.

    Raises as `tei.rendering.render_bytes` does.
    """
    from tei.rendering import FORMATS, render_bytes
    from tei.rendering.wrapping import wrapped

    data = render_bytes(tree, to, view=view, speakers=speakers, stylesheet=stylesheet)
    if width and to in ("text", "markdown") and view == "reading":
        data = wrapped(data.decode(), width).encode()
    return FORMATS[to].suffix, data


def restore_one(tree: etree._ElementTree, file: str) -> tuple[str, bytes]:
    """Return the bytes of a document's source; raises as `tei.restoration.restore` does."""
    from tei.restoration import restore

    return _suffix_of_source(tree), restore(tree, file=file)


def _suffix_of_source(tree: etree._ElementTree) -> str:
    from urllib.parse import unquote

    milestone = tree.find(".//{*}text//{*}milestone[@source]")
    source = milestone.get("source", "") if milestone is not None else ""
    return Path(unquote(source.partition("#")[0])).suffix or ".txt"


def _make(make: Maker, output: Path, part: _Part) -> Made:
    error = part.error
    if error is None:
        try:
            tree = parse(part.data or data_of(Path(part.task.source)), part.task.source)
            suffix, data = make(tree, part.task.source)
            write_inside(output, {f"{part.target}{suffix}": data})
        except TeiError as failure:
            error = failure.diagnostic
    return Made(part.task, error)


def _parts(tasks: Iterable[Task]) -> Iterator[_Part]:
    for task in tasks:
        if is_large(Path(task.source)):
            yield from _members(task)
        else:
            yield _Part(task, task.target)


def _members(task: Task) -> Iterator[_Part]:
    """Yield the documents of a corpus; as the last, why it could not be read to its end."""
    from tei.rendering import corpora

    is_corpus = False
    try:
        for name, tree in corpora.documents(Path(task.source)):
            is_corpus = True
            yield _Part(task, f"{task.target}/{name}", etree.tostring(tree, encoding="utf-8"))
        if not is_corpus:
            raise TeiError(_indivisible(task))
    except TeiError as error:
        yield _Part(task, task.target, error=error.diagnostic)


def _indivisible(task: Task) -> Diagnostic:
    message = "is too large to be held as a whole, and is no teiCorpus that could be taken in parts"
    hint = "make it a teiCorpus with a TEI for each of its texts"
    return Diagnostic("TEI711", Severity.ERROR, message, hint, task.source)


def _left_out(part: _Part, lost: Lost) -> Made:
    message, hint = f"was left out: {lost.reason}", "try it alone to see more"
    where = part.task.source if part.data is None else f"{part.task.source} ({part.target})"
    return Made(part.task, Diagnostic("TEI709", Severity.ERROR, message, hint, where))
