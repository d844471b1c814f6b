"""`tei render`."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli._options import FILE, OUTPUT
from tei.cli._status import Status, put, reporting

_FORMATS = "html, text, markdown, pdf, epub, json, csv, annotations or tei-sp."


@click.command()
@FILE
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
    file: Path,
    to: str,
    view: str,
    speakers: str,
    stylesheet: Path | None,
    width: int | None,
    output: str,
) -> None:
    """Show a TEI file as a page, as plain text, as a book, as data."""
    from tei.rendering import render_bytes
    from tei.rendering.wrapping import wrapped

    data = render_bytes(file, to, view=view, speakers=speakers == "labels", stylesheet=stylesheet)
    if width and to in ("text", "markdown") and view == "reading":
        data = wrapped(data.decode(), width).encode()
    put(output, data)
