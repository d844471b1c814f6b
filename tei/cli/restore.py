"""`tei restore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tei.cli._options import FILE, OUTPUT
from tei.cli._status import Status, put, reporting

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@FILE
@OUTPUT
@reporting
def command(status: Status, file: Path, output: str) -> None:
    """Give back the bytes of the source that a TEI file was made from."""
    from tei.restoration import restore

    put(output, restore(file))
