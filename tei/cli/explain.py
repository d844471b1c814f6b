"""`tei explain`."""

from __future__ import annotations

import click

from tei.cli._status import Status, reporting


@click.command()
@click.argument("code", required=False)
@reporting
def command(status: Status, code: str | None) -> None:
    """Say what a diagnostic means, show it, and how to mend it; without CODE list them all."""
    from tei.explaining import codes, explain

    if code:
        click.echo(explain(code).text, nl=False)
        return
    for known in codes():
        click.echo(f"{known}  {explain(known).title}")
