"""`tei site`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli._options import settings
from tei.cli._status import Status, reporting
from tei.diagnostics import Severity

if TYPE_CHECKING:
    from tei.config import Config


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="Of the site; the folder's name if not said.")
@click.option(
    "--stylesheet",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own XSLT for the page of a document.",
)
@click.option("--pdf", is_flag=True, help="Print each document too; needs tei[print].")
@reporting
@settings
def command(
    status: Status,
    folder: Path,
    output: Path,
    title: str | None,
    stylesheet: Path | None,
    pdf: bool,
    config: Config,
) -> None:
    """Make a site of a folder of transcripts or TEI: pages, registers, search without a server."""
    from tei.site import Design, build

    made = build(folder, output, Design(title, stylesheet, pdf, config))
    status.report(made.diagnostics)
    notes = [note for page in made.notes.values() for note in page]
    status.report(note for note in notes if note.severity is not Severity.INFO)
    click.echo(f"{output}: {len(made.pages)} documents, {made.made} of them made anew")
