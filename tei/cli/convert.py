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
    from tei.batch.worklist import Task, Worklist
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
@click.option("-o", "--output", required=True, metavar="DIR", help="A folder, or its address.")
@click.option("--pack", is_flag=True, help="Write archives of 1,000 documents, not files of each.")
@click.option("--views/--no-views", default=None, help=_VIEWS)
@click.option("--force", is_flag=True, help="Convert also what did not change since the last run.")
@click.option("--doubtful", type=click.IntRange(0), metavar="N", help=_DOUBTFUL)
@click.option("-v", "--verbose", is_flag=True, help="Print notes too, not only what is wrong.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="Of a Dask cluster that is to do it: tcp://..."
)
@click.option("--cluster", is_flag=True, help="Do it by a Dask cluster of this machine.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors and the summary alone.")
@reporting
@settings
def command(status: Status, inputs: Inputs, config: Config, output: str, **said: Any) -> None:
    """Write DIR/NAME.xml, .html and .txt for each transcript, validated.

    INPUT is a transcript, a folder of them, or a pattern; with tei[cluster] also an address, such
    as s3://bucket/folder. A line tells what is in each, with what is to be said about it below. Of
    more than one file, only what is new or changed since the last run is converted.
    """
    from tei.batch.converting import Run
    from tei.batch.storage import is_address

    scheduler = said["scheduler"] or ("local" if said["cluster"] else None)
    is_remote = bool(scheduler) or any(map(is_address, (output, *inputs.given)))
    said["pack"] = said["pack"] or is_remote
    how = _how(config, output, said, listed=_LISTED if inputs.is_one_file else 0)
    run = Run(inputs.jobs, said["force"], inputs.part)
    converting = _Converting(status, how, run, said["quiet"])
    if is_remote:
        converting.by_shards(inputs, scheduler)
    else:
        converting.run(inputs)


def _how(config: Config, output: str, said: Mapping[str, Any], *, listed: int) -> How:
    """What is done to each transcript; so many doubtful decisions are listed, if not said."""
    from tei.batch.conversion import How

    pack, views = said["pack"], said["views"]
    views = not pack if views is None else views
    listed = listed if said["doubtful"] is None else said["doubtful"]
    listed = 0 if said["quiet"] else listed
    return How(config, output, pack, views, listed, said["verbose"])


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
        """Convert files of this machine."""
        from tei.batch.worklist import worklist
        from tei.readers import suffixes

        found = inputs.files(suffixes(), apart_from=Path(self.how.output))
        work = worklist(found, inputs.part)
        is_batch = not inputs.is_one_file or self.settings.force or self.how.pack
        if self._begin(work):
            self._convert(self._outcomes(work.tasks, is_batch=is_batch), len(work.tasks))
            if is_batch:
                click.echo(self._summary())

    def by_shards(self, inputs: Inputs, scheduler: str | None) -> None:
        """Convert files wherever they are, by whichever machines."""
        from tei.batch.cluster import Planned, convert_shards
        from tei.readers import suffixes

        names = (one.source for one in inputs.listed())
        planned = Planned([*inputs.given, *names], suffixes(), self.how, inputs.part)
        if self._begin(planned.work):
            outcomes = convert_shards(planned, scheduler=scheduler, jobs=inputs.jobs)
            self._convert(outcomes, len(planned.work.tasks))
            click.echo(self._summary())

    def _begin(self, work: Worklist) -> bool:
        """Tell what is not done though it was asked for, and say whether anything is."""
        self.status.report(work.diagnostics)
        if any(d.severity is Severity.ERROR for d in work.diagnostics):
            self.status.code = UNREADABLE
        return bool(work.tasks)

    def _convert(self, outcomes: Generator[Outcome], count: int) -> None:
        try:
            self._follow(outcomes, count)
        except KeyboardInterrupt:
            self.status.code = INTERRUPTED
            click.echo("interrupted: the next run goes on where this one was", err=True)

    def _follow(self, outcomes: Generator[Outcome], count: int) -> None:
        with closing(outcomes), progress(count) as bar:
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
