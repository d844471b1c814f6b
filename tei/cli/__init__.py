"""The command line: one module per command, loaded when it is asked for.

A command's module has `command`, a `click.Command`; its name is the module's. It parses options,
calls a verb of the API and prints what that found. Exit status 0: clean; 1: a document has
errors; 2: wrong usage, or input that cannot be read.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click
from click.exceptions import NoSuchCommand

from tei import __version__

_FIRST = ("convert", "encode", "validate", "render", "restore")
"""The verbs that one meets first; `tei --help` has them on top."""


class Commands(click.Group):
    """The commands there are modules for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, the main verbs first."""
        names = [name for _, name, _ in iter_modules(__path__) if not name.startswith("_")]
        return sorted(names, key=lambda n: (_FIRST.index(n) if n in _FIRST else len(_FIRST), n))

    def get_command(self, ctx: click.Context, name: str) -> click.Command:
        """Return a command, loading its module; say which is nearest where there is none."""
        known = self.list_commands(ctx)
        if name not in known:
            raise NoSuchCommand(name, possibilities=known, ctx=ctx)
        command: click.Command = import_module(f"{__name__}.{name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="tei %(version)s")
def tei() -> None:
    """Turn transcripts into TEI P5 that gives back its source, and show it."""
