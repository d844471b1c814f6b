"""`tei convert`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from tei.cli._options import many, settings
from tei.cli._progress import progress
from tei.cli._status import INTERRUPTED, UNREADABLE, Status, reporting
from tei.diagnostics import Severity, shown

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from tei.batch.conversion import How, Outcome
    from tei.batch.converting import Run
    from tei.batch.worklist import Task
    from tei.cli._options import Inputs
    from tei.config import Config

_DOUBTFUL = (
    "List the N least certain decisions of each transcript, the least certain first; "
    "3 of a single one, if not said."
)
_LISTED = 3
"""Decisions that are listed of a single transcript, if not said otherwise."""
_VIEWS = "Write a page and a text beside the TEI, or not; not if packed, if not said."


@click.command()
@many
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--pack", is_flag=True, help="Write archives of 1,000 documents, not files of each.")
@click.option("--views/--no-views", default=None, help=_VIEWS)
@click.option("--force", is_flag=True, help="Convert also what did not change since the last run.")
@click.option("--doubtful", type=click.IntRange(0), metavar="N", help=_DOUBTFUL)
@click.option("-v", "--verbose", is_flag=True, help="Print notes too, not only what is wrong.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors and the summary alone.")
@reporting
@settings
def command(status: Status, inputs: Inputs, config: Config, output: Path, **said: Any) -> None:
    """Write DIR/NAME.xml, .html and .txt for each transcript, validated.

    INPUT is a transcript, a folder of them, or a pattern. A line tells what is in each, with what
    is to be said about it below. Of more than one file, only what is new or changed since the
    last run is converted.
    """
    from tei.batch.converting import Run

    how = _how(config, output, said, listed=_LISTED if inputs.is_one_file else 0)
    _Converting(status, how, Run(inputs.jobs, said["force"], inputs.part), said["quiet"]).run(
        inputs
    )


def _how(config: Config, output: Path, said: Mapping[str, Any], *, listed: int) -> How:
    """What is done to each transcript; so many doubtful decisions are listed, if not said."""
    from tei.batch.conversion import How

    pack, views = said["pack"], said["views"]
    views = not pack if views is None else views
    listed = listed if said["doubtful"] is None else said["doubtful"]
    listed = 0 if said["quiet"] else listed
    return How(config, str(output), pack, views, listed, said["verbose"])


class _Converting(Struct):
    """A run, as it is told of."""

    status: Status
    how: How
    settings: Run
    quiet: bool
    converted: int = 0
    unchanged: int = 0
    failed: int = 0

    def run(self, inputs: Inputs) -> None:
        from tei.batch.worklist import worklist
        from tei.readers import suffixes

        found = inputs.files(suffixes(), apart_from=Path(self.how.output))
        work = worklist(found, inputs.part)
        self.status.report(work.diagnostics)
        if any(d.severity is Severity.ERROR for d in work.diagnostics):
            self.status.code = UNREADABLE
        is_batch = not inputs.is_one_file or self.settings.force or self.how.pack
        if not work.tasks:
            return
        try:
            self._convert(work.tasks, is_batch=is_batch)
        except KeyboardInterrupt:
            self.status.code = INTERRUPTED
            click.echo("interrupted: the next run goes on where this one was", err=True)
        if is_batch:
            click.echo(self._summary())

    def _convert(self, tasks: Sequence[Task], *, is_batch: bool) -> None:
        with (
            closing(self._outcomes(tasks, is_batch=is_batch)) as outcomes,
            progress(len(tasks)) as bar,
        ):
            for outcome in outcomes:
                if not outcome.is_unchanged:
                    bar.aside()
                    self._tell(outcome)
                bar.one(failed=outcome.failed)
                self._count(outcome)

    def _outcomes(self, tasks: Sequence[Task], *, is_batch: bool) -> Generator[Outcome]:
        from tei.batch.converting import convert_all, convert_here_or_there

        if is_batch:
            return convert_all(tasks, self.how, self.settings)
        return convert_here_or_there([(task, None) for task in tasks], self.how, self.settings.jobs)

    def _count(self, outcome: Outcome) -> None:
        self.unchanged += outcome.is_unchanged
        self.failed += outcome.failed
        self.converted += not (outcome.failed or outcome.is_unchanged)

    def _tell(self, outcome: Outcome) -> None:
        """Print what is in a transcript and what is to be said about it."""
        source = shown(outcome.task.source)
        if outcome.is_written and not self.quiet:
            counted = (f"{n} {what}{'' if n == 1 else 's'}" for what, n in outcome.counts)
            click.echo(f"{source}: {', '.join(counted)}")
            if outcome.doubtful:
                click.echo("least certain, by its line of the TEI (tei explain tells why):")
            for reason in outcome.doubtful:
                click.echo(f"  {reason}")
        found = outcome.diagnostics
        self.status.report(d for d in found if not self.quiet or d.severity is Severity.ERROR)
        if not outcome.is_written and outcome.failed:
            self.status.code = UNREADABLE
        if outcome.notes and not self.quiet:
            click.echo(f"{source}: --verbose prints {outcome.notes} notes as well", err=True)

    def _summary(self) -> str:
        counted = {"converted": self.converted, "unchanged": self.unchanged, "failed": self.failed}
        said = ", ".join(f"{n:,} {what}" for what, n in counted.items() if n)
        return f"{shown(self.how.output)}: {said or 'nothing to do'}"
