"""`tei validate`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import suppress
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

    from tei.batch.bounds import Bounds
    from tei.batch.validating import Checked
    from tei.cli._options import Inputs
    from tei.validation.schemas import Against

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@many
@click.option(
    "--schema",
    metavar="PATH|NAME",
    help="interview, tei_all, or a .rng, .rnc, .xsd or .sch file; if not said, what tei.toml "
    "says, what the document names by xml-model, or interview.",
)
@click.option(
    "--catalog",
    multiple=True,
    type=_FILE,
    help="An OASIS XML catalogue in which schemas are looked for. May be given more than once.",
)
@click.option("--allow-network", is_flag=True, help="Fetch a schema that is nowhere here.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@OUTPUT
@click.option("--baseline", type=_FILE, help="Known findings that are not told again.")
@click.option("--write-baseline", type=_FILE, help="Write what is found now as known.")
@click.option("--xsd/--no-xsd", default=None, help="Ask the XML Schema too, which is slow.")
@click.option("--afresh", is_flag=True, help="Check also what did not change since the last run.")
@click.option("--fix", is_flag=True, help="Show what has one safe mend, mended, as a diff.")
@click.option("--write", is_flag=True, help="With --fix: write it.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@reporting
def command(status: Status, /, inputs: Inputs, fix: bool, watch: bool, **options: Any) -> None:
    """Check TEI files by schema and rules, their pointers, and what our own files promise.

    INPUT is a file, a folder, a pattern, a shard of packed documents, or - for standard input.
    """
    chosen = _Options(**options)
    if chosen.write and not fix:
        raise click.UsageError("--write writes what --fix mends: give both.")
    against = _against(chosen)
    if fix:
        _fix(inputs, against, status, write=chosen.write)
    elif watch:
        _watch(inputs, against, status, chosen)
    else:
        _validate(inputs, against, status, chosen)


class _Options(Struct, frozen=True):
    """What is asked for."""

    schema: str | None
    catalog: tuple[Path, ...]
    allow_network: bool
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


def _validate(inputs: Inputs, against: Against, status: Status, options: _Options) -> None:
    from tei.validation import baseline

    known = baseline.read(options.baseline) if options.baseline else Counter()
    checked: list[Checked] = []
    for one in _checked(inputs, against, options, status):
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


def _fix(inputs: Inputs, against: Against, status: Status, *, write: bool) -> None:
    """Print or write the safe mends of each file; what waits to be mended is status 1."""
    from tei.validation.mending import diff, mend

    for path in _documents(inputs, status):
        with status.going_on():
            mended = mend(path, against)
            if mended.before != mended.after and write:
                put(str(path), mended.data)
                click.echo(f"{shown(str(path))}: mended")
            elif mended.before != mended.after:
                click.echo(diff(path, mended), nl=False)
                status.code = max(status.code, 1)
            if mended.left:
                count = len(mended.left)
                what = f"{count} findings have" if count > 1 else "a finding has"
                hint = "`tei validate` without --fix tells what"
                click.echo(f"{shown(str(path))}: {what} no safe mend; {hint}", err=True)
                status.see(mended.left)
            elif mended.before == mended.after:
                click.echo(f"{shown(str(path))}: nothing to mend", err=True)


def _watch(inputs: Inputs, against: Against, status: Status, options: _Options) -> None:
    """Tell of every document, and again of each that changes; the status is that of the end."""
    from tei.validation.watching import changes

    known: dict[str, tuple[Diagnostic, ...]] = {}
    with suppress(KeyboardInterrupt):
        for _ in changes(map(Path, inputs.given)):
            status.code, before = 0, dict(known)
            with status.going_on():
                for one in _checked(inputs, against, options, status):
                    known[one.file] = one.diagnostics
                    status.see(one.diagnostics)
                    status.code = max(status.code, 0 if one.readable else UNREADABLE)
                    if before.get(one.file) != one.diagnostics:
                        _tell(one, Report(one.diagnostics, (), colour=_is_terminal()))
            if known != before:
                click.echo("watching for changes; Ctrl-C ends", err=True)


def _checked(
    inputs: Inputs, against: Against, options: _Options, status: Status
) -> Iterator[Checked]:
    from tei.batch.validating import check_all, check_one

    if inputs.given == (STDIO,):
        yield check_one(sys.stdin.buffer.read(), against, file="<stdin>")
        return
    paths = _documents(inputs, status)
    found = check_all(paths, against, jobs=inputs.jobs, afresh=options.afresh, bounds=_bounds())
    with progress(len(paths)) as bar:
        for one in found:
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
    from tei.batch.bounds import Bounds

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


def _against(options: _Options) -> Against:
    """Return what is asked for, or else what `tei.toml` says, whose paths start where it is."""
    from tei.validation.addresses import Addresses
    from tei.validation.schemas import Against

    path = nearest_settings()
    folder, settings = (path.parent, load(path)) if path else (Path(), Config())
    said, limits = settings.validation, settings.limits
    schema = said.schema
    if schema and (folder / schema).is_file():
        schema = str(folder / schema)
    by_environment = map(Path, os.environ.get("XML_CATALOG_FILES", "").split())
    catalogs = (*options.catalog, *(folder / name for name in said.catalogs), *by_environment)
    return Against(
        options.schema or schema,
        said.xsd if options.xsd is None else options.xsd,
        Addresses(catalogs, options.allow_network),
        limits.size,
        limits.depth,
    )


def _is_terminal() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
