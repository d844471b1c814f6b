"""A command that makes something of one TEI document, or of each of many."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli._progress import progress
from tei.cli._status import STDIO, UNREADABLE, Status
from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from tei.batch.making import Maker
    from tei.batch.worklist import Worklist
    from tei.cli._options import Inputs


def make_each(status: Status, inputs: Inputs, make: Maker, output: str) -> None:
    """Write what is made of each document into the folder `output`, and say how many there are.

    Raises `TeiError` (TEI716) where no folder is said.
    """
    from tei.batch.making import make_all

    if output == STDIO:
        message, hint = "many documents cannot be written to one place", "name a folder with -o"
        raise TeiError(Diagnostic("TEI716", Severity.ERROR, message, hint))
    work = _work(inputs)
    status.report(work.diagnostics)
    failed = 0
    made = make_all(work.tasks, make, Path(output), jobs=inputs.jobs)
    with closing(made), progress(len(work.tasks)) as bar:
        for one in made:
            if one.error:
                failed += 1
                bar.aside()
                status.report([one.error])
                status.code = UNREADABLE
            bar.one(failed=one.error is not None)
    said = f", {failed:,} failed" if failed else ""
    click.echo(f"{output}: {len(work.tasks) - failed:,} written{said}")


def _work(inputs: Inputs) -> Worklist:
    from tei.batch.collection import tei_files
    from tei.batch.worklist import worklist

    return worklist(tei_files(inputs.given, inputs.lists), inputs.part)
