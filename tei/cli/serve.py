"""`tei serve`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tei.cli._options import lasting_settings
from tei.cli._status import Status, reporting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.cli._options import Settings
    from tei.site import Site


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Keep the site here, and begin with it the next time.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--public", is_flag=True, help="Let other machines see the site.")
@click.option("--title", help="Of the site; the folder's name if not said.")
@click.option(
    "--stylesheet",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own XSLT for the page of a document.",
)
@reporting
@lasting_settings
def command(
    _status: Status,
    folder: Path,
    output: Path | None,
    port: int,
    host: str,
    public: bool,
    settings: Settings,
    **design: Any,
) -> None:
    """Show a folder's site while you work on it: what you change is made again and shown.

    The page tells what the program has to say of its transcript. Only this machine can see it,
    unless you say --public. Ctrl-C ends it.
    """
    from tempfile import TemporaryDirectory

    from tei.serving import Address, serve

    settings.read()
    with TemporaryDirectory(prefix="tei-") as temporary:
        out = output or Path(temporary).resolve()
        watched = list(_watched(folder, settings, design["stylesheet"]))
        address = Address(host, port, public)
        serve(lambda: _site(folder, out, settings, design), out, watched, address, click.echo)


def _site(folder: Path, out: Path, settings: Settings, design: dict[str, Any]) -> Site:
    from tei.site import Design, build

    return build(folder, out, Design(config=settings.read(), **design))


def _watched(folder: Path, settings: Settings, stylesheet: Path | None) -> Iterator[Path]:
    from tei.resources import stylesheets

    yield from (folder, stylesheets())
    if stylesheet:
        yield stylesheet.parent
    if settings.path:
        yield settings.path
    yield from map(Path, settings.read().authority)
