"""Something made of each of many TEI documents: a view of it, or its source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.batch.bounds import Bounds, Lost, cores
from tei.batch.collection import data_of
from tei.batch.workers import run
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.writing import write_inside
from tei.xmlsource import parse
from tei.xmlstream import is_large

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from lxml import etree

    from tei.batch.worklist import Task

type Maker = Callable[[etree._ElementTree, str], tuple[str, bytes]]
"""Takes a document and what it is called; returns a suffix and what a file of it holds."""

_WORTH_A_PROCESS = 32
"""Documents: to start a process takes as long as to render some."""


class Made(Struct, frozen=True):
    """What became of one document."""

    task: Task
    error: Diagnostic | None = None


def make_all(
    tasks: Sequence[Task],
    make: Maker,
    output: Path,
    *,
    jobs: int | None = None,
    bounds: Bounds | None = None,
) -> Generator[Made]:
    """Write what is made of each document below a folder; yield what became of it, in order."""
    jobs = min(cores(), len(tasks) // _WORTH_A_PROCESS) if jobs is None else jobs
    each = partial(_make, make, output)
    if jobs < 2:
        yield from map(each, tasks)
        return
    for task, result in run(each, tasks, jobs=jobs, bounds=bounds):
        yield _left_out(task, result) if isinstance(result, Lost) else result


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


def _make(make: Maker, output: Path, task: Task) -> Made:
    try:
        for target, tree in _documents(task):
            suffix, data = make(tree, task.source)
            write_inside(output, {f"{target}{suffix}": data})
    except TeiError as error:
        return Made(task, error.diagnostic)
    return Made(task)


def _documents(task: Task) -> Iterator[tuple[str, etree._ElementTree]]:
    """Yield a document and its place; of a corpus too large for memory, those it is made of."""
    path = Path(task.source)
    if is_large(path):
        from tei.rendering import corpora

        for name, tree in corpora.documents(path):
            yield f"{task.target}/{name}", tree
    else:
        yield task.target, parse(data_of(path), task.source)


def _left_out(task: Task, lost: Lost) -> Made:
    message, hint = f"was left out: {lost.reason}", "try it alone to see more"
    return Made(task, Diagnostic("TEI709", Severity.ERROR, message, hint, task.source))
