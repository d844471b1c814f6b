"""`tei validate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tei.cli._options import INPUTS
from tei.cli._status import Status, reporting

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@INPUTS
@click.option("--schema", metavar="PATH|tei_all", help="Our own interview schema if not said.")
@reporting
def command(status: Status, inputs: tuple[Path, ...], schema: str | None) -> None:
    """Check TEI files by RELAX NG, XML Schema and Schematron."""
    from tei.validation import validate

    for path in inputs:
        with status.going_on():
            found = validate(path, schema)
            status.report(found)
            if not found:
                click.echo(f"{path}: valid")
