"""`tei restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli._making import make_each
from tei.cli._options import OUTPUT, many
from tei.cli._status import Status, put, reporting

if TYPE_CHECKING:
    from tei.cli._options import Inputs


@click.command()
@many
@OUTPUT
@reporting
def command(status: Status, inputs: Inputs, output: str) -> None:
    """Give back the bytes of the source that a TEI file was made from.

    Of a folder, a pattern, a list or a shard, each source is written below the folder -o names.
    """
    from tei.batch.making import restore_one

    if inputs.is_one_document:
        from tei.batch.collection import data_of
        from tei.xmlsource import parse

        file = inputs.given[0]
        put(output, restore_one(parse(data_of(Path(file)), file), file)[1])
    else:
        make_each(status, inputs, restore_one, output)
