"""`tei convert`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli._options import INPUTS, settings
from tei.cli._status import Status, reporting
from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tei.config import Config
    from tei.explanation import Reason
    from tei.pipeline import Conversion


@click.command()
@INPUTS
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--doubtful",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="List the N least certain decisions of each transcript, the least certain first.",
)
@click.option("-v", "--verbose", is_flag=True, help="Print notes too, not only what is wrong.")
@reporting
@settings
def command(
    status: Status,
    inputs: tuple[Path, ...],
    output: Path,
    doubtful: int,
    verbose: bool,
    config: Config,
) -> None:
    """Write DIR/NAME.xml, .html and .txt for each transcript, validated.

    INPUT is a file or a folder of transcripts. A line tells what is in each, with what is to be
    said about it below.
    """
    from tei.pipeline import convert, located

    jobs = list(_jobs(inputs, output, status))
    with _progress(len(jobs)) as advance:
        for source, folder in jobs:
            with status.going_on():
                conversion = convert(source, folder, config)
                click.echo(f"{source}: {_summary(conversion)}")
                for reason in _doubtful(conversion, doubtful):
                    click.echo(reason)
                text = conversion.document.text
                found = [located(d, text, str(source)) for d in conversion.diagnostics]
                notes = 0 if verbose else sum(d.severity is Severity.INFO for d in found)
                status.report(d for d in found if verbose or d.severity is not Severity.INFO)
                if notes:
                    click.echo(f"{source}: --verbose prints {notes} notes as well", err=True)
            advance()


def _jobs(inputs: Iterable[Path], output: Path, status: Status) -> Iterator[tuple[Path, Path]]:
    """Yield each transcript with the folder its files go to; no two write the same file."""
    from tei.readers import transcripts

    written: dict[Path, Path] = {}
    for given in inputs:
        with status.going_on():
            for source in transcripts(given):
                below = source.parent.relative_to(given) if given.is_dir() else Path()
                target = output / below / source.stem
                if target in written:
                    message = f"{written[target]} would be written to the same place"
                    hint = "rename one of them, or give them different folders with -o"
                    raise TeiError(Diagnostic("TEI702", Severity.ERROR, message, hint, str(source)))
                written[target] = source
                yield source, target.parent


def _doubtful(conversion: Conversion, count: int) -> list[Reason]:
    if not count:
        return []
    from tei.explanation import least_certain
    from tei.xmlsource import parse

    data = conversion.files[f"{conversion.document.witness.siglum}.xml"]
    return least_certain(parse(data), count)


@contextmanager
def _progress(count: int) -> Iterator[Callable[[], None]]:
    if count < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=count, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _summary(conversion: Conversion) -> str:
    document = conversion.document
    counted = {
        "turn": len(document.select("u")),
        "speaker": len(document.participants),
        "name": len(document.select("persName", "placeName", "orgName")),
        "spelling": len(document.select("choice")),
        "warning": sum(d.severity is Severity.WARNING for d in conversion.diagnostics),
    }
    return ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for what, n in counted.items())
