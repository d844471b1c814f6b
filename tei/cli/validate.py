"""`tei validate`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from tei.cli._options import OUTPUT, many, nearest_settings
from tei.cli._progress import progress
from tei.cli._status import STDIO, UNREADABLE, Status, put, reporting
from tei.config import Config, load
from tei.diagnostics import Diagnostic, Severity, shown
from tei.reporters import FORMATS, Report, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.batch.workers import Bounds
    from tei.cli._options import Inputs
    from tei.validation.batch import Checked

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@many
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
@click.option("--afresh", is_flag=True, help="Check also what did not change since the last run.")
@click.option("--fix", is_flag=True, help="Show what has one safe mend, mended, as a diff.")
@click.option("--write", is_flag=True, help="With --fix: write it.")
@reporting
def command(
    status: Status, /, inputs: Inputs, schema: str | None, fix: bool, **options: Any
) -> None:
    """Check TEI files by schema and rules, their pointers, and what our own files promise.

    INPUT is a file, a folder, a pattern, a shard of packed documents, or - for standard input.
    """
    schema = schema or _configured()
    if fix:
        _fix(inputs, schema, status, write=options["write"])
    else:
        _validate(inputs, schema, status, _Options(**options))


class _Options(Struct, frozen=True):
    """What is asked for besides a schema."""

    form: str
    output: str
    baseline: Path | None
    write_baseline: Path | None
    xsd: bool | None
    afresh: bool
    write: bool

    @property
    def is_told_at_once(self) -> bool:
        """Say whether findings are printed as they come."""
        return self.form == "text" and self.output == STDIO


def _validate(inputs: Inputs, schema: str | None, status: Status, options: _Options) -> None:
    from tei.validation import baseline

    known = baseline.read(options.baseline) if options.baseline else Counter()
    checked: list[Checked] = []
    for one in _checked(inputs, schema, options, status):
        if options.write_baseline or not options.is_told_at_once:
            checked.append(one)
        found = baseline.unknown(one.diagnostics, known)
        status.see(found)
        status.code = max(status.code, 0 if one.readable else UNREADABLE)
        if options.is_told_at_once:
            _tell(one, Report(found, (), colour=_is_terminal()))
    everything = [d for one in checked for d in one.diagnostics]
    if options.write_baseline:
        put(str(options.write_baseline), baseline.written(everything).encode())
        status.code = 0 if status.code == 1 else status.code
    if not options.is_told_at_once:
        told = Report(baseline.unknown(everything, known), [one.file for one in checked])
        put(options.output, report(options.form, told).encode())


def _fix(inputs: Inputs, schema: str | None, status: Status, *, write: bool) -> None:
    """Print or write the safe mends of each file; one that waits to be written is status 1."""
    from tei.validation.mending import diff, mend

    for path in _documents(inputs, status):
        with status.going_on():
            mended = mend(path, schema)
            if mended.before == mended.after:
                continue
            if write:
                put(str(path), mended.data)
                click.echo(f"{path}: mended")
            else:
                click.echo(diff(path, mended), nl=False)
                status.code = max(status.code, 1)


def _checked(
    inputs: Inputs, schema: str | None, options: _Options, status: Status
) -> Iterator[Checked]:
    from tei.validation.batch import check_all, check_one

    # The XML Schema of tei_all takes seconds to load, and says nothing that the grammar does not.
    thorough = schema in (None, "interview") if options.xsd is None else options.xsd
    if inputs.given == (STDIO,):
        data = sys.stdin.buffer.read()
        yield check_one(data, schema, thorough=thorough, file="<stdin>")
        return
    paths = _documents(inputs, status)
    check = partial(check_all, thorough=thorough, jobs=inputs.jobs, afresh=options.afresh)
    with progress(len(paths)) as bar:
        for one in check(paths, schema, bounds=_bounds()):
            bar.aside()
            yield one
            bar.one(failed=any(d.severity is Severity.ERROR for d in one.diagnostics))


def _documents(inputs: Inputs, status: Status) -> list[Path]:
    from tei.batch.collection import tei_files

    found = tei_files(inputs.given, inputs.lists)
    status.report(one for one in found if isinstance(one, Diagnostic))
    paths = dict.fromkeys(one.path for one in found if not isinstance(one, Diagnostic))
    return [p for p in paths if inputs.part is None or inputs.part.has(str(p))]


def _bounds() -> Bounds:
    from tei.batch.workers import Bounds

    path = nearest_settings()
    limits = (load(path) if path else Config()).limits
    return Bounds(limits.seconds, limits.memory)


def _tell(one: Checked, told: Report) -> None:
    """Print what is new about one document, or that nothing is."""
    if told.diagnostics:
        click.echo(report("text", told), nl=False)
    elif one.diagnostics:
        click.echo(f"{shown(one.file)}: nothing new")
    if not any(d.severity is Severity.ERROR for d in one.diagnostics):
        click.echo(f"{shown(one.file)}: valid")


def _configured() -> str | None:
    """Return the schema of `tei.toml`; a path there starts where that file is."""
    path = nearest_settings()
    schema = load(path).validation.schema if path else None
    if path and schema and (path.parent / schema).is_file():
        return str(path.parent / schema)
    return schema


def _is_terminal() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
