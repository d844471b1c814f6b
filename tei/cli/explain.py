"""`tei explain`."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli._status import Status, reporting


@click.command()
@click.argument("code", required=False, metavar="[CODE | FILE.xml]")
@click.argument("where", required=False, metavar="[XPATH | LINE]")
@reporting
def command(status: Status, code: str | None, where: str | None) -> None:
    """Say what a diagnostic means and how to mend it, or why a TEI file is encoded as it is.

    Without CODE all codes are listed. With FILE.xml, what an XPath finds or what stands at a line
    is explained: which rule decided, how sure it is, what spoke for it and what came second.
    """
    from tei.explaining import codes, explain

    if code and Path(code).suffix == ".xml":
        _decisions(Path(code), where)
    elif code:
        click.echo(explain(code).text, nl=False)
    else:
        for known in codes():
            click.echo(f"{known}  {explain(known).title}")


def _decisions(path: Path, where: str | None) -> None:
    from tei.explanation import reasons
    from tei.xmlsource import parse

    chosen = int(where) if where and where.isdecimal() else where
    for reason in reasons(parse(path), chosen):
        click.echo(str(reason))
