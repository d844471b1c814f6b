"""`tei site`."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli._status import Status, reporting


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="Of the site; the folder's name if not said.")
@reporting
def command(status: Status, folder: Path, output: Path, title: str | None) -> None:
    """Make a site of a folder of TEI files: pages, registers, search; it needs no server."""
    from tei.site import build

    made = build(folder, output, title=title)
    status.report(made.diagnostics)
    click.echo(f"{output}: {len(made.pages)} documents, {made.made} of them made anew")
