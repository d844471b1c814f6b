"""What a command has found so far: printed as it comes, and kept as the exit status."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate

import click

from tei.diagnostics import Diagnostic, Position, Severity, TeiError, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STDIO = "-"
UNREADABLE = 2
INTERRUPTED = 130
"""As a shell has it: 128 and the number of the signal."""
_DAMAGED = ("TEI401", "TEI402", "TEI403", "TEI404")
"""What `restore` finds wrong with a document that it could read."""


class Status:
    """The exit status so far: the worst that has happened."""

    def __init__(self) -> None:
        self.code = 0

    def report(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print a document's diagnostics; an error among them makes the status 1."""
        for diagnostic in diagnostics:
            click.echo(_line(diagnostic), err=True)
            self.see([diagnostic])

    def see(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take note of diagnostics that are told elsewhere."""
        if any(d.severity is Severity.ERROR for d in diagnostics):
            self.code = max(self.code, 1)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Report what stops the work on one file, and go on with the next."""
        try:
            yield
        except TeiError as error:
            self.report([error.diagnostic])
            if error.diagnostic.code not in _DAMAGED:
                self.code = UNREADABLE


def reporting[**P](function: Callable[Concatenate[Status, P], None]) -> Callable[P, None]:
    """Give a command a `Status`, report what stops it, and exit with the status it leaves."""

    @wraps(function)
    def command(*args: P.args, **kwargs: P.kwargs) -> None:
        status = Status()
        with status.going_on():
            function(status, *args, **kwargs)
        click.get_current_context().exit(status.code)

    return command


def put(output: str, data: bytes) -> None:
    """Write a command's result to a file, or to standard output."""
    from tei.writing import write

    if output == STDIO:
        sys.stdout.buffer.write(data)
    else:
        write(Path(output), data)


def _line(diagnostic: Diagnostic) -> str:
    place = shown(diagnostic.file) or "tei"
    where = diagnostic.where
    if isinstance(where, Position):
        place += f":{where.line}" + (f":{where.column}" if where.column else "")
    hint = f"\n    {diagnostic.hint}" if diagnostic.hint else ""
    return f"{place}: {diagnostic.severity} {diagnostic.code}: {diagnostic.message}{hint}"
