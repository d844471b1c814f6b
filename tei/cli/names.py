"""`tei names`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli._options import INPUTS, OUTPUT, settings
from tei.cli._status import STDIO, Status, put, reporting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.config import Config
    from tei.model import Document


@click.command()
@INPUTS
@OUTPUT
@click.option(
    "--to",
    type=click.Choice(["tei", "csv"]),
    help="What to write; by the suffix of -o if not said.",
)
@reporting
@settings
def command(
    status: Status, inputs: tuple[Path, ...], output: str, to: str | None, config: Config
) -> None:
    """Write a register of the names in transcripts: who and what, how often, where.

    INPUT is a file or a folder of transcripts. Corrected, the register is an authority file for
    the next run: --authority register.xml.
    """
    from tei.register import as_csv, as_tei, register

    entries = register(_documents(inputs, config, status))
    as_table = to == "csv" or (to is None and Path(output).suffix == ".csv")
    put(output, as_csv(entries) if as_table else as_tei(entries))
    if output != STDIO:
        click.echo(f"{output}: {len(entries)} names")


def _documents(inputs: tuple[Path, ...], config: Config, status: Status) -> Iterator[Document]:
    from tei.pipeline import recognise
    from tei.readers import read, transcripts

    for given in inputs:
        with status.going_on():
            for source in transcripts(given):
                with status.going_on():
                    yield recognise(read(source, encoding=config.encoding), config)
