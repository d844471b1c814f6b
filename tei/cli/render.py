"""`tei render`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli._making import make_each
from tei.cli._options import OUTPUT, many
from tei.cli._status import Status, put, reporting

if TYPE_CHECKING:
    from tei.cli._options import Inputs

_FORMATS = "html, text, markdown, pdf, epub, json, csv, annotations or tei-sp."


@click.command()
@many
@click.option("--to", default="html", show_default=True, metavar="FORMAT", help=_FORMATS)
@click.option("--view", default="reading", show_default=True, help="reading or source.")
@click.option(
    "--speakers",
    type=click.Choice(["labels", "none"]),
    default="labels",
    show_default=True,
    help="Whether text and Markdown say who speaks.",
)
@click.option(
    "--stylesheet",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own XSLT, in place of the format's.",
)
@click.option("--width", type=click.IntRange(min=10), help="Of the lines of text and Markdown.")
@OUTPUT
@reporting
def command(
    status: Status,
    inputs: Inputs,
    to: str,
    view: str,
    speakers: str,
    stylesheet: Path | None,
    width: int | None,
    output: str,
) -> None:
    """Show a TEI file as a page, as plain text, as a book, as data.

    Of a folder, a pattern, a list or a shard, each view is written below the folder -o names.
    """
    from tei.batch.making import render_one

    make = partial(
        render_one,
        to=to,
        view=view,
        speakers=speakers == "labels",
        stylesheet=stylesheet,
        width=width,
    )
    if inputs.is_one_document:
        from tei.batch.collection import data_of
        from tei.xmlsource import parse

        file = inputs.given[0]
        put(output, make(parse(data_of(Path(file)), file), file)[1])
    else:
        make_each(status, inputs, make, output)
