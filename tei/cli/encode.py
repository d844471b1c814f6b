"""`tei encode`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tei.cli._options import OUTPUT, settings
from tei.cli._status import Status, put, reporting

if TYPE_CHECKING:
    from tei.config import Config


@click.command()
@click.argument("file")
@OUTPUT
@reporting
@settings
def command(status: Status, file: str, output: str, config: Config) -> None:
    """Write the TEI of one transcript; FILE "-" is standard input."""
    from tei.encoding import encode, serialize
    from tei.pipeline import located, recognise
    from tei.readers import read

    document = recognise(read(file, encoding=config.encoding), config)
    found = list(document.diagnostics)
    tree = encode(document, found.append)
    status.report(located(d, document.text, file) for d in found)
    put(output, serialize(tree))
