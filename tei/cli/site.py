"""`tei site`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli._options import many, settings
from tei.cli._status import Status, reporting
from tei.diagnostics import Severity

if TYPE_CHECKING:
    from tei.cli._options import Inputs
    from tei.config import Config


@click.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="Of the site; the folder's name if not said.")
@click.option(
    "--stylesheet",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own XSLT for the page of a document.",
)
@click.option("--pdf", is_flag=True, help="Print each document too; needs tei[print].")
@many
@reporting
@settings
def command(
    status: Status,
    inputs: Inputs,
    output: Path,
    title: str | None,
    stylesheet: Path | None,
    pdf: bool,
    config: Config,
) -> None:
    """Make a site of transcripts or TEI, such as a folder of them: pages, registers, search."""
    if inputs.part:
        raise click.UsageError("A site has all its documents: it cannot be made in parts.")
    from tei.site import Design, build
    from tei.site.documents import Inputs as Sources

    design, sources = Design(title, stylesheet, pdf, config), Sources(inputs.given, inputs.lists)
    made = build(sources, output, design, jobs=inputs.jobs)
    status.report(made.diagnostics)
    notes = [note for page in made.notes.values() for note in page]
    status.report(note for note in notes if note.severity is not Severity.INFO)
    click.echo(f"{output}: {len(made.pages)} documents, {made.made} of them made anew")
