"""`tei init`."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli._status import Status, reporting


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--force", is_flag=True, help="Replace what is there.")
@reporting
def command(status: Status, folder: Path, force: bool) -> None:
    """Write a tei.toml, a workflow for GitHub and a hook for pre-commit into a repository."""
    from tei.starting import start

    written, found = start(folder, force=force)
    for path in written:
        click.echo(f"wrote {path}")
    status.report(found)
