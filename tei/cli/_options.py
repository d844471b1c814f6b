"""Options that several commands have."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from tei.cli._status import STDIO
from tei.config import Config, load, overridden

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from tei.batch.worklist import Found, Part
    from tei.diagnostics import Diagnostic

INPUTS = click.argument(
    "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path)
)
JOBS = click.option(
    "--jobs", type=click.IntRange(1), help="Processes at a time; as many as there are cores."
)
OUTPUT = click.option(
    "-o",
    "--output",
    default=STDIO,
    metavar="FILE",
    help="Where to write; standard output if not said.",
)


class Inputs(Struct, frozen=True):
    """Which files a command is to work on, and by how many processes."""

    given: tuple[str, ...]
    lists: tuple[str, ...] = ()
    jobs: int | None = None
    part: Part | None = None

    @property
    def is_one_file(self) -> bool:
        """Say whether nothing is asked for but one file, by its name."""
        return len(self.given) == 1 and not (self.lists or self.part) and _is_named(self.given[0])

    @property
    def is_one_document(self) -> bool:
        """Say whether that file is a document, rather than a shard or a large corpus of many."""
        from tei.batch.unpacking import is_shard
        from tei.xmlstream import is_large

        path = Path(self.given[0]) if self.is_one_file else None
        return path is not None and not is_shard(path) and not is_large(path)

    def files(
        self, suffixes: Collection[str], apart_from: Path | None = None
    ) -> Iterator[Found | Diagnostic]:
        """Yield the files; what is in the folder `apart_from` is not meant."""
        from tei.batch.worklist import files

        yield from files(self.given, suffixes, apart_from=apart_from)
        yield from self.listed()

    def listed(self) -> Iterator[Found]:
        """Yield the files that lists name."""
        from tei.batch.worklist import listed

        for name in self.lists:
            yield from listed(name)


def _is_named(given: str) -> bool:
    from glob import has_magic

    path = Path(given)
    return not path.is_dir() and (path.exists() or not has_magic(given))


class _Part(click.ParamType["Part"]):
    name = "I/N"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Part:
        from tei.batch.worklist import Part

        number, _, count = str(value).partition("/")
        if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
            self.fail(f"{value!r} is not one of several parts, such as 3/100", param, ctx)
        return Part(int(number), int(count))


def many(function: Callable[..., None]) -> Callable[..., None]:
    """Add the arguments and options of a command on many files; it gets `inputs`."""

    @click.argument("given", nargs=-1, metavar="INPUT...")
    @click.option(
        "--from-file",
        "lists",
        multiple=True,
        metavar="FILE",
        help="A list of files, a line each, or with NUL after each; - for standard input.",
    )
    @JOBS
    @click.option(
        "--shard", "part", type=_Part(), help="Only this part of the files: 3/100 is the third."
    )
    @wraps(function)
    def command(
        *args: object,
        given: tuple[str, ...],
        lists: tuple[str, ...],
        jobs: int | None,
        part: Part | None,
        **kwargs: object,
    ) -> None:
        if not given and not lists:
            raise click.UsageError("Give an INPUT, or a list of them with --from-file.")
        function(*args, inputs=Inputs(given, lists, jobs, part), **kwargs)

    return command


class Settings(Struct, frozen=True):
    """What reading a transcript depends on: a `tei.toml`, and what is said instead."""

    path: Path | None
    encoding: str | None
    language: str | None
    authority: tuple[str, ...]
    assignments: tuple[str, ...] = ()

    def read(self) -> Config:
        """Return the settings as they are now; raises as `load` does."""
        said = overridden(_said(self.path), self.assignments)
        return replace(
            said,
            encoding=self.encoding or said.encoding,
            language=self.language or said.language,
            authority=(*self.authority, *said.authority),
        )


def settings(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that reading a transcript depends on; the command gets `config`."""

    @lasting_settings
    @wraps(function)
    def command(*args: object, settings: Settings, **kwargs: object) -> None:
        function(*args, config=settings.read(), **kwargs)

    return command


_SETTINGS = (
    click.option("--language", help="BCP 47; recognised from the text if not said."),
    click.option("--encoding", help="Of the transcript; recognised if not said."),
    click.option(
        "--config",
        "path",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Settings; the tei.toml here or above if not said.",
    ),
    click.option(
        "--authority",
        multiple=True,
        metavar="FILE",
        help="Known persons and places: TEI, CSV or JSON. May be given more than once.",
    ),
    click.option(
        "--set",
        "assignments",
        multiple=True,
        metavar="KEY=VALUE",
        help="Any setting, as in tei.toml: structure.order=[2,1]. May be given more than once.",
    ),
)


def lasting_settings(function: Callable[..., None]) -> Callable[..., None]:
    """Add the same options; the command gets `settings`, to be read whenever they change."""

    @wraps(function)
    def command(
        *args: object,
        path: Path | None,
        encoding: str | None,
        language: str | None,
        authority: tuple[str, ...],
        assignments: tuple[str, ...],
        **kwargs: object,
    ) -> None:
        found = path or nearest_settings()
        said = Settings(found, encoding, language, authority, assignments)
        function(*args, settings=said, **kwargs)

    for option in reversed(_SETTINGS):
        command = option(command)
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
