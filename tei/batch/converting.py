"""A run over many transcripts on one machine: what is new or changed is done, and nothing else."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from tei.batch import packing
from tei.batch.bounds import Bounds, Lost, cores
from tei.batch.conversion import How, Outcome, convert
from tei.batch.manifest import FOLDER, Manifest, Row, is_current
from tei.diagnostics import Diagnostic, Severity
from tei.pipeline import VIEWS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from tei.batch.worklist import Part, Task

_WORTH_A_PROCESS = 8
"""Transcripts: to start a process takes as long as to convert some."""

type _Order = tuple[Task, str | None]


class Run(Struct, frozen=True):
    """How a run goes about it."""

    jobs: int | None = None
    """Processes; as many as there are cores, for so many as are worth it, if not said."""
    force: bool = False
    """Whether what did not change is done too."""
    part: Part | None = None
    """Which part of all tasks these are: each has a manifest of its own."""


def convert_all(tasks: Sequence[Task], how: How, run: Run | None = None) -> Generator[Outcome]:
    """Convert transcripts into a folder; yield what became of each, in their order.

    What did not change since it was last done is passed over. Raises `TeiError`: TEI701 where
    nothing can be written, TEI710 where no process starts, TEI713 while another run writes there.
    """
    run = run or Run()
    with _Place(Path(how.output), run.part) as place:
        known = {} if run.force else _Known(place.manifest, how).of(tasks)
        orders = [(t, digest) for t in tasks if (digest := known.get(t.target, "")) is not None]
        keeper = _Packed.of(how, place) if how.pack else _Plain(how.settings(), place.manifest)
        untold: list[Outcome] = []
        how = replace(how, temporary=str(place.temporary))
        done = convert_here_or_there(orders, how, run.jobs, untold)
        try:
            for task in tasks:
                if known.get(task.target, "") is None:
                    yield Outcome(task, is_unchanged=True)
                    continue
                outcome = next(done)
                keeper.keep(outcome)
                yield outcome
        except (GeneratorExit, KeyboardInterrupt):
            done.close()
            for outcome in untold:
                keeper.keep(outcome)
            keeper.finish()
            raise
        keeper.finish()


def convert_here_or_there(
    orders: Sequence[_Order], how: How, jobs: int | None, untold: list[Outcome] | None = None
) -> Generator[Outcome]:
    """Yield what becomes of each transcript, converted here or, if they are many, by processes.

    When it is closed before its end, `untold` is given what is done and waited for its turn.
    """
    jobs = min(cores(), len(orders) // _WORTH_A_PROCESS) if jobs is None else jobs
    if not jobs or not orders:
        yield from (_convert_here(how, order, alone=len(orders) == 1) for order in orders)
        return
    from tei.batch.workers import run  # takes longer to load than to convert a transcript

    limits = how.config.limits
    bounds = Bounds(limits.seconds, limits.memory)
    waiting: list[tuple[_Order, Outcome | Lost]] = []
    each = run(partial(convert, how), orders, jobs=jobs, bounds=bounds, untold=waiting)
    try:
        for order, result in each:
            yield _outcome(order, result)
    finally:
        each.close()
        if untold is not None:
            untold += [_outcome(order, result) for order, result in waiting]


def _outcome(order: _Order, result: Outcome | Lost) -> Outcome:
    return _lost(order[0], result) if isinstance(result, Lost) else result


def _convert_here(how: How, order: _Order, *, alone: bool) -> Outcome:
    """Convert a transcript in this process; what one of several raises does not stop the others."""
    try:
        return convert(how, order)
    except Exception as error:
        if alone:
            raise
        return _lost(order[0], Lost(f"the program failed on it: {type(error).__name__}: {error}"))


def _lost(task: Task, lost: Lost) -> Outcome:
    message = f"was left out: {lost.reason}"
    hint = "convert it alone to see more; the limits are in tei.toml, under [limits]"
    found = Diagnostic("TEI709", Severity.ERROR, message, hint, task.source)
    return Outcome(task, diagnostics=(found,))


class _Place:
    """An output folder while a run writes into it: its manifest, and a place for what is begun."""

    def __init__(self, output: Path, part: Part | None) -> None:
        self.output = output
        self.name = f"-{part.number}-of-{part.count}" if part else ""
        self.manifest = Manifest(output / FOLDER / f"manifest{self.name}.db")
        self.temporary = output / FOLDER / f"tmp{self.name}"

    def __enter__(self) -> _Place:
        shutil.rmtree(self.temporary, ignore_errors=True)  # of a run that was killed
        self.temporary.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.manifest.close()


class _Known:
    """What earlier runs did."""

    def __init__(self, manifest: Manifest, how: How) -> None:
        self.manifest = manifest
        self.settings = how.settings()
        self.output = Path(how.output)
        self.suffixes = (".xml", *(VIEWS if how.views else ()))
        self.pack = how.pack
        self.shards = {p.name for p in self.output.glob(f"*{packing.SUFFIX}")} if how.pack else ()

    def of(self, tasks: Iterable[Task]) -> dict[str, str | None]:
        """Return of each task None where nothing is to be done, or the digest its source had."""
        return {task.target: self._digest(task) for task in tasks}

    def _digest(self, task: Task) -> str | None:
        row = self.manifest.find(task.target)
        if row is None or not row.is_done or row.settings != self.settings or not self._has(row):
            return ""
        try:
            status = os.stat(task.source)
        except OSError:
            return ""
        current = row.source == task.source and is_current(row.file, status)
        return None if current else row.file.digest

    def _has(self, row: Row) -> bool:
        if self.pack:
            return row.shard in self.shards
        return all((self.output / f"{row.target}{suffix}").is_file() for suffix in self.suffixes)


class _Plain(Struct):
    """Keeps what is done where every document has files of its own."""

    settings: str
    manifest: Manifest

    def keep(self, outcome: Outcome, shard: str | None = None) -> None:
        """Write the row of a document whose files are written."""
        source, target = outcome.source, outcome.task.target
        if outcome.is_unchanged and source is not None and (row := self.manifest.find(target)):
            self.manifest.record(replace(row, file=source, source=outcome.task.source))
        elif source is not None:
            status = "failed" if outcome.failed else "done"
            known = (target, outcome.task.source, source, self.settings, status, outcome.output)
            self.manifest.record(Row(*known, shard))

    def finish(self) -> None:
        """Make sure that everything is kept."""
        self.manifest.commit()


class _Packed(Struct):
    """Keeps what is done where documents are packed: a shard first, then the rows about it."""

    rows: _Plain
    place: _Place
    names: Iterator[str]
    shard: packing.Shard = field(default_factory=packing.Shard)
    waiting: list[Outcome] = field(default_factory=list)

    @classmethod
    def of(cls, how: How, place: _Place) -> _Packed:
        prefix = f"documents{place.name}-"
        used = (path.name for path in place.output.glob(f"{prefix}*"))
        rows = _Plain(how.settings(), place.manifest)
        return cls(rows, place, packing.names(prefix, used))

    def keep(self, outcome: Outcome) -> None:
        """Add a document to the shard that is being filled."""
        if not outcome.packed:
            self.rows.keep(outcome)
            return
        self.shard.add(outcome.packed, packing.Entry(outcome.task.target, outcome.output))
        self.waiting.append(replace(outcome, packed=b""))
        if self.shard.is_full:
            self._write()

    def finish(self) -> None:
        """Write what is left, and take out of older shards what stands in newer ones."""
        if self.waiting:
            self._write()
        self.rows.finish()
        self._drop_what_is_superseded()

    def _write(self) -> None:
        name = next(self.names)
        self.shard.write(self.place.output / name, self.place.temporary)
        for outcome in self.waiting:
            self.rows.keep(outcome, name)
        self.rows.finish()
        self.shard, self.waiting = packing.Shard(), []

    def _drop_what_is_superseded(self) -> None:
        from tei.batch.unpacking import drop, entries

        pattern = f"documents{self.place.name}-*{packing.SUFFIX}"
        for shard in sorted(self.place.output.glob(pattern)):
            documents = (entry.document for entry in entries(shard))
            if old := {d for d in documents if self._shard_of(d) not in (None, shard.name)}:
                drop(shard, old, self.place.temporary)

    def _shard_of(self, document: str) -> str | None:
        row = self.rows.manifest.find(document)
        return row.shard if row else None
