"""Options that several commands have."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tei.cli._status import STDIO
from tei.config import Config, load

if TYPE_CHECKING:
    from collections.abc import Callable

INPUTS = click.argument(
    "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path)
)
FILE = click.argument("file", type=click.Path(path_type=Path))
OUTPUT = click.option(
    "-o",
    "--output",
    default=STDIO,
    metavar="FILE",
    help="Where to write; standard output if not said.",
)


def settings(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that reading a transcript depends on; the command gets `config`."""

    @click.option("--language", help="BCP 47; recognised from the text if not said.")
    @click.option("--encoding", help="Of the transcript; recognised if not said.")
    @click.option(
        "--config",
        "path",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Settings; the tei.toml here or above if not said.",
    )
    @click.option(
        "--authority",
        multiple=True,
        metavar="FILE",
        help="Known persons and places: TEI, CSV or JSON. May be given more than once.",
    )
    @wraps(function)
    def command(
        *args: object,
        path: Path | None,
        encoding: str | None,
        language: str | None,
        authority: tuple[str, ...],
        **kwargs: object,
    ) -> None:
        said = _said(path or nearest_settings())
        config = replace(
            said,
            encoding=encoding or said.encoding,
            language=language or said.language,
            authority=(*authority, *said.authority),
        )
        function(*args, config=config, **kwargs)

    return command


def _said(path: Path | None) -> Config:
    """Return the settings of a `tei.toml`, whose paths begin where it stands."""
    if path is None:
        return Config()
    config = load(path)
    tagger = config.names.tagger
    return replace(
        config,
        authority=tuple(str(path.parent / name) for name in config.authority),
        names=replace(config.names, tagger=tagger and str(path.parent / tagger)),
    )


def nearest_settings() -> Path | None:
    """Return the `tei.toml` in this folder or the nearest one above."""
    above = (Path(*[".."] * up, "tei.toml") for up in range(len(Path.cwd().parts)))
    return next(filter(Path.is_file, above), None)
