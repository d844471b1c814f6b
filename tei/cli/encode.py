"""`tei encode`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tei.cli._options import OUTPUT, settings
from tei.cli._status import Status, put, reporting

if TYPE_CHECKING:
    from tei.config import Config


@click.command()
@click.argument("file")
@OUTPUT
@click.option("--words", is_flag=True, help="Mark sentences, words with their lemmas, punctuation.")
@reporting
@settings
def command(status: Status, file: str, output: str, words: bool, config: Config) -> None:
    """Write the TEI of one transcript; FILE "-" is standard input."""
    from tei.encoding import encode, serialize
    from tei.pipeline import located, recognise
    from tei.readers import read

    config = replace(config, words=words or config.words)
    document = recognise(read(file, encoding=config.encoding), config)
    found = list(document.diagnostics)
    tree = encode(document, found.append)
    status.report(located(d, document.text, file) for d in found)
    put(output, serialize(tree))
