"""The command line: parses options, calls the verbs, prints what they found.

Exit status 0: clean; 1: a document has errors; 2: wrong usage, or input that cannot be read.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from tei import __version__
from tei.config import Config, load
from tei.diagnostics import Diagnostic, Position, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tei.pipeline import Conversion

UNREADABLE = 2
STDIO = "-"
_FORMATS = "html, text, markdown, pdf, epub, json, csv, annotations or tei-sp."
_DAMAGED = ("TEI401", "TEI402", "TEI403", "TEI404")
"""What `restore` finds wrong with a document that it could read."""


class Status:
    """The exit status so far: the worst that has happened."""

    def __init__(self) -> None:
        self.code = 0

    def see(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take note of a document's diagnostics."""
        if any(d.severity is Severity.ERROR for d in diagnostics):
            self.code = max(self.code, 1)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Print what stops the work on one file, and go on with the next."""
        try:
            yield
        except TeiError as error:
            _print([error.diagnostic])
            damaged = error.diagnostic.code in _DAMAGED
            self.code = max(self.code, 1 if damaged else UNREADABLE)


class Verbs(click.Group):
    """Commands in the order in which one meets them."""

    order: ClassVar[list[str]] = ["convert", "encode", "validate", "render", "restore"]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the main verbs first, then the others by name."""
        return sorted(super().list_commands(ctx), key=lambda n: (n not in self.order, n))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="tei %(version)s")
def tei() -> None:
    """Turn transcripts into TEI P5 that gives back its source, and show it."""


def _settings(function: click.decorators.FC) -> click.decorators.FC:
    """Add the options that a transcript's reading depends on."""
    for option in (
        click.option("--language", help="BCP 47; recognised from the text if not said."),
        click.option("--encoding", help="Of the transcript; recognised if not said."),
        click.option(
            "--config",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Settings; the tei.toml here or above if not said.",
        ),
    ):
        function = option(function)
    return function


_INPUTS = click.argument(
    "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path)
)
_OUTPUT = click.option(
    "-o",
    "--output",
    default=STDIO,
    metavar="FILE",
    help="Where to write; standard output if not said.",
)


@tei.command()
@_INPUTS
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR")
@_settings
@click.pass_context
def convert(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    output: Path,
    config: Path | None,
    encoding: str | None,
    language: str | None,
) -> None:
    """Write DIR/NAME.xml, .html and .txt for each transcript, validated.

    INPUT is a file or a folder of transcripts. A line tells what is in each, with what is to be
    said about it below.
    """
    from tei.pipeline import convert as convert_one

    status = Status()
    with status.reporting():
        settings = _configuration(config, encoding, language)
        jobs = list(_jobs(inputs, output, status))
        with _progress(len(jobs)) as advance:
            for source, folder in jobs:
                with status.reporting():
                    conversion = convert_one(source, folder, settings)
                    status.see(conversion.diagnostics)
                    _report(source, conversion)
                advance()
    ctx.exit(status.code)


@tei.command()
@click.argument("file")
@_OUTPUT
@_settings
@click.pass_context
def encode(
    ctx: click.Context,
    file: str,
    output: str,
    config: Path | None,
    encoding: str | None,
    language: str | None,
) -> None:
    """Write the TEI of one transcript; FILE "-" is standard input."""
    from tei.encoding import encode as encode_document
    from tei.encoding import serialize
    from tei.pipeline import located, recognise
    from tei.readers import read

    status = Status()
    with status.reporting():
        settings = _configuration(config, encoding, language)
        document = recognise(read(file, encoding=settings.encoding), settings)
        found = list(document.diagnostics)
        tree = encode_document(document, found.append)
        status.see(found)
        _print(located(d, document.text, file) for d in found)
        _write(output, serialize(tree))
    ctx.exit(status.code)


@tei.command()
@_INPUTS
@click.option("--schema", metavar="PATH|tei_all", help="Our own interview schema if not said.")
@click.pass_context
def validate(ctx: click.Context, inputs: tuple[Path, ...], schema: str | None) -> None:
    """Check TEI files by RELAX NG, XML Schema and Schematron."""
    from tei.validation import validate as validate_file

    status = Status()
    for path in inputs:
        with status.reporting():
            found = validate_file(path, schema)
            status.see(found)
            _print(found)
            if not found:
                click.echo(f"{path}: valid")
    ctx.exit(status.code)


@tei.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", default="html", show_default=True, metavar="FORMAT", help=_FORMATS)
@click.option("--view", default="reading", show_default=True, help="reading or source.")
@click.option(
    "--stylesheet",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own XSLT, in place of the format's.",
)
@_OUTPUT
@click.pass_context
def render(
    ctx: click.Context, file: Path, to: str, view: str, stylesheet: Path | None, output: str
) -> None:
    """Show a TEI file as a page, as plain text, as a book, as data."""
    from tei.rendering import render_bytes

    status = Status()
    with status.reporting():
        _write(output, render_bytes(file, to, view=view, stylesheet=stylesheet))
    ctx.exit(status.code)


@tei.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="Of the site; the folder's name if not said.")
@click.pass_context
def site(ctx: click.Context, folder: Path, output: Path, title: str | None) -> None:
    """Make a site of a folder of TEI files: pages, registers, search; it needs no server."""
    from tei.site import build

    status = Status()
    with status.reporting():
        made = build(folder, output, title=title)
        status.see(made.diagnostics)
        _print(made.diagnostics)
        click.echo(f"{output}: {len(made.pages)} documents, {made.made} of them made anew")
    ctx.exit(status.code)


@tei.command()
@click.argument("file", type=click.Path(path_type=Path))
@_OUTPUT
@click.pass_context
def restore(ctx: click.Context, file: Path, output: str) -> None:
    """Give back the bytes of the source that a TEI file was made from."""
    from tei.restoration import restore as restore_file

    status = Status()
    with status.reporting():
        _write(output, restore_file(file))
    ctx.exit(status.code)


# -- what the commands share


def _configuration(path: Path | None, encoding: str | None, language: str | None) -> Config:
    """Return the settings of a file with what the options say instead."""
    if path is None:
        above = (Path(*[".."] * up, "tei.toml") for up in range(len(Path.cwd().parts)))
        path = next(filter(Path.is_file, above), None)
    config = load(path) if path else Config()
    return replace(
        config,
        encoding=encoding or config.encoding,
        language=language or config.language,
    )


def _jobs(inputs: Iterable[Path], output: Path, status: Status) -> Iterator[tuple[Path, Path]]:
    """Yield each transcript with the folder its files go to; no two write the same file."""
    from tei.readers import transcripts

    written: dict[Path, Path] = {}
    for given in inputs:
        with status.reporting():
            for source in transcripts(given):
                below = source.parent.relative_to(given) if given.is_dir() else Path()
                target = output / below / source.stem
                if target in written:
                    message = f"{written[target]} would be written to the same place"
                    hint = "rename one of them, or give them different folders with -o"
                    raise TeiError(Diagnostic("TEI702", Severity.ERROR, message, hint, str(source)))
                written[target] = source
                yield source, target.parent


@contextmanager
def _progress(count: int) -> Iterator[Callable[[], None]]:
    if count < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=count, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _report(source: Path, conversion: Conversion) -> None:
    """Print a line about one transcript, and below it what is to be said about it."""
    from tei.pipeline import located

    document = conversion.document
    counted = {
        "turn": len(document.select("u")),
        "speaker": len(document.participants),
        "name": len(document.select("persName", "placeName", "orgName")),
        "spelling": len(document.select("choice")),
        "warning": sum(d.severity is Severity.WARNING for d in conversion.diagnostics),
    }
    parts = (f"{n} {what}{'' if n == 1 else 's'}" for what, n in counted.items())
    click.echo(f"{source}: {', '.join(parts)}")
    _print(located(d, document.text, str(source)) for d in conversion.diagnostics)


def _print(diagnostics: Iterable[Diagnostic]) -> None:
    for line in map(_line, diagnostics):
        click.echo(line, err=True)


def _line(diagnostic: Diagnostic) -> str:
    place = diagnostic.file or "tei"
    where = diagnostic.where
    if isinstance(where, Position):
        place += f":{where.line}" + (f":{where.column}" if where.column else "")
    hint = f"\n    {diagnostic.hint}" if diagnostic.hint else ""
    return f"{place}: {diagnostic.severity} {diagnostic.code}: {diagnostic.message}{hint}"


def _write(output: str, data: bytes) -> None:
    from tei.writing import write

    if output == STDIO:
        click.get_binary_stream("stdout").write(data)
    else:
        write(Path(output), data)
