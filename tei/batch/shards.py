"""A shard as the unit of work: whoever makes it, once or twice, makes the same one.

Its index says of each document which version of its source and which settings it was made from, so
that a shard that is asked for again is made again only as far as something has changed.
"""

from __future__ import annotations

import faulthandler
import math
from contextlib import contextmanager
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from tei.batch import storage
from tei.batch.conversion import How, Outcome, made
from tei.batch.packing import DOCUMENTS, INDEX, SUFFIX, Entry, Shard
from tei.batch.unpacking import index
from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.batch.worklist import Part, Task


_ALONE = "convert it alone to see more; the limits are in tei.toml, under [limits]"


class Plan(Struct, frozen=True):
    """What one shard is to hold."""

    name: str
    """Without suffix."""
    tasks: tuple[Task, ...]
    versions: tuple[str, ...]
    """Of the sources, in the order of the tasks."""
    without: frozenset[str] = frozenset()
    """Sources that a process died of: they are left out."""


class Filled(Struct, frozen=True):
    """What became of a plan: of each document, in its order."""

    plan: Plan
    outcomes: tuple[Outcome, ...]


def plans(tasks: Sequence[Task], versions: dict[str, str], part: Part | None) -> list[Plan]:
    """Return what goes into which shard: by its name alone, as long as their number stays.

    Their number is a power of two, so that it changes only when a shelf has doubled.
    """
    count = 2 ** max(math.ceil(math.log2(len(tasks) / DOCUMENTS)), 0) if tasks else 0
    prefix = f"{prefix_of(part)}{count:05}-"
    shards: list[list[Task]] = [[] for _ in range(count)]
    for task in tasks:
        shards[_bucket(task, count, part)].append(task)
    return [
        Plan(f"{prefix}{number:05}", tuple(held), tuple(versions[t.source] for t in held))
        for number, held in enumerate(shards)
        if held
    ]


def prefix_of(part: Part | None) -> str:
    """Return how the names of the shards of one part begin."""
    return f"documents-{part.number}-of-{part.count}-" if part else "documents-"


def _bucket(task: Task, count: int, part: Part | None) -> int:
    """Return a number below `count` that does not go with the part's number."""
    return (
        crc32(task.target.encode("utf-8", "surrogatepass")) // (part.count if part else 1) % count
    )


def fill(how: How, settings: str, plan: Plan, *, watched: bool = False) -> Filled:
    """Make a shard in the folder `how.output`, or leave it where nothing has changed.

    `watched` ends the process when a document takes longer than it may.
    """
    home = f"{how.output.rstrip('/')}/{plan.name}"
    known = {e.document: e for e in index(storage.find(home + INDEX) or b"")}
    wanted = dict(zip((task.target for task in plan.tasks), plan.versions, strict=True))
    same = {d for d, e in known.items() if _is_current(e, wanted.get(d), settings)}
    if known and same == wanted.keys() == known.keys():
        return Filled(plan, tuple(Outcome(task, is_unchanged=True) for task in plan.tasks))
    before = storage.find(home + SUFFIX) if same else None
    shard, outcomes = Shard(), []
    for task, version in zip(plan.tasks, plan.versions, strict=True):
        if before is not None and task.target in same:
            entry = known[task.target]
            shard.add(before[entry.offset : entry.offset + entry.length], entry)
            outcomes.append(Outcome(task, is_unchanged=True))
            continue
        if task.source in plan.without:
            outcome = _error(task, "TEI709", "was left out: processes died of it", _ALONE)
        else:
            outcome = attempt(how, task, watched=watched)
        if outcome.packed:
            about = Entry(task.target, outcome.output, version, settings, outcome.failed)
            shard.add(outcome.packed, about)
        outcomes.append(replace(outcome, packed=b""))
    _store(shard, home)
    return Filled(plan, tuple(outcomes))


def _is_current(entry: Entry, version: str | None, settings: str) -> bool:
    return (entry.version, entry.settings) == (version, settings) and not entry.failed


def attempt(how: How, task: Task, *, watched: bool = True) -> Outcome:
    """Convert one document, and store nothing; that it fails is among its diagnostics."""
    limits = how.config.limits
    try:
        data = storage.read(task.source, limits.size)
        if len(data) > limits.size:
            message = f"is larger than {limits.size:,} bytes, which is the limit"
            return _error(task, "TEI711", message, "raise `limits.size` in tei.toml if it is meant")
        with _watch(limits.seconds if watched else None):
            return made(how, task, data, None)
    except TeiError as error:
        return Outcome(task, diagnostics=(error.diagnostic,))


@contextmanager
def _watch(seconds: float | None) -> Iterator[None]:
    """End the process if what is done takes longer, even where it listens to nothing."""
    if seconds is None:
        yield
        return
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _store(shard: Shard, home: str) -> None:
    """Write a shard, then its index: what the index says of a shard is always true."""
    packed, lines = shard.files()
    storage.remove(home + INDEX)
    storage.write(home + SUFFIX, packed)
    storage.write(home + INDEX, lines)


def _error(task: Task, code: str, message: str, hint: str) -> Outcome:
    return Outcome(
        task, diagnostics=(Diagnostic(code, Severity.ERROR, message, hint, task.source),)
    )
