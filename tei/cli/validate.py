"""`tei validate`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli._options import INPUTS, OUTPUT, nearest_settings
from tei.cli._status import STDIO, UNREADABLE, Status, put, reporting
from tei.config import load
from tei.diagnostics import Severity
from tei.reporters import FORMATS, Report, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.validation.batch import Checked

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@INPUTS
@click.option(
    "--schema",
    metavar="PATH|NAME",
    help="interview, tei_all, or a .rng, .xsd or .sch file; if not said, what tei.toml says, "
    "what the document names by xml-model, or interview.",
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@OUTPUT
@click.option("--baseline", type=_FILE, help="Known findings that are not told again.")
@click.option("--write-baseline", type=_FILE, help="Write what is found now as known.")
@click.option("--xsd/--no-xsd", default=None, help="Ask the XML Schema too; slow for tei_all.")
@click.option("--jobs", type=click.IntRange(1), default=1, help="Processes at a time.")
@reporting
def command(
    status: Status,
    inputs: tuple[Path, ...],
    schema: str | None,
    form: str,
    output: str,
    baseline: Path | None,
    write_baseline: Path | None,
    xsd: bool | None,
    jobs: int,
) -> None:
    """Check TEI files by schema and rules, their pointers, and what our own files promise.

    INPUT is a file, a folder, or - for standard input.
    """
    from tei.validation import baseline as baselines

    schema = schema or _configured()
    thorough = schema in (None, "interview") if xsd is None else xsd
    known = baselines.read(baseline) if baseline else None
    checked: list[Checked] = []
    for one in _checked(inputs, schema, thorough=thorough, jobs=jobs):
        checked.append(one)
        found = baselines.unknown(one.diagnostics, known) if known else one.diagnostics
        status.see(found)
        status.code = max(status.code, 0 if one.readable else UNREADABLE)
        if form == "text" and output == STDIO:
            _tell(one, Report(found, (), colour=_is_terminal()))
    everything = [d for one in checked for d in one.diagnostics]
    if write_baseline:
        put(str(write_baseline), baselines.written(everything).encode())
        status.code = 0 if status.code == 1 else status.code
    if form != "text" or output != STDIO:
        told = baselines.unknown(everything, known) if known else everything
        put(output, report(form, Report(told, [one.file for one in checked])).encode())


def _checked(
    inputs: Iterable[Path], schema: str | None, *, thorough: bool, jobs: int
) -> Iterator[Checked]:
    from tei.validation.batch import check_all, check_one, documents

    if [str(path) for path in inputs] == [STDIO]:
        data = sys.stdin.buffer.read()
        yield check_one(data, schema, thorough=thorough, file="<stdin>")
    else:
        yield from check_all(documents(inputs), schema, thorough=thorough, jobs=jobs)


def _tell(one: Checked, told: Report) -> None:
    """Print what is new about one document, or that nothing is."""
    if told.diagnostics:
        click.echo(report("text", told), nl=False)
    elif one.diagnostics:
        click.echo(f"{one.file}: nothing new")
    if not any(d.severity is Severity.ERROR for d in one.diagnostics):
        click.echo(f"{one.file}: valid")


def _configured() -> str | None:
    """Return the schema of `tei.toml`; a path there starts where that file is."""
    path = nearest_settings()
    schema = load(path).validation.schema if path else None
    if path and schema and (path.parent / schema).is_file():
        return str(path.parent / schema)
    return schema


def _is_terminal() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
