"""Many machines: shards are made by the workers of a Dask cluster, wherever their files are.

A shard that is made twice is the same one, so that nothing is lost or doubled when a worker
vanishes, when a scheduler starts again, or when two runs overlap.
"""

from __future__ import annotations

import threading
from collections import deque
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tei.batch import storage
from tei.batch.bounds import Bounds, Lost, cores
from tei.batch.packing import INDEX, SUFFIX
from tei.batch.shards import Filled, fill, plans, prefix_of
from tei.batch.workers import run
from tei.batch.worklist import worklist
from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from tei.batch.conversion import How, Outcome
    from tei.batch.shards import Plan
    from tei.batch.worklist import Part, Worklist

LOCAL = "local"
"""In place of a scheduler's address: a cluster of this machine's own processes."""
_AHEAD = 3
"""Shards given to the cluster for each of its threads."""
_ALONE = 60
"""Seconds after which a cluster without a worker is given up."""
_PATIENCE = 10
"""Seconds that a scheduler has to answer."""
_RESTARTS = 5
"""How often a scheduler may be lost."""
_ONE_AT_A_TIME = threading.Lock()


class Planned:
    """What there is to do in stores, and how."""

    def __init__(
        self, inputs: Sequence[str], suffixes: Sequence[str], how: How, part: Part | None
    ) -> None:
        """Look for the files. Raises `TeiError`: TEI103, TEI717."""
        found = list(storage.stored(map(storage.address, inputs), suffixes))
        files = [one if isinstance(one, Diagnostic) else one.found for one in found]
        self.work: Worklist = worklist(files, part)
        self.how = replace(how, pack=True, output=storage.address(how.output))
        self.part = part
        versions = {s.found.source: s.version for s in found if not isinstance(s, Diagnostic)}
        self.plans = plans(self.work.tasks, versions, part)


def convert_shards(
    planned: Planned, *, scheduler: str | None = None, jobs: int | None = None
) -> Generator[Outcome]:
    """Make the shards; yield what became of each document, shard by shard.

    `scheduler` is the address of one of Dask's, or `LOCAL`; without it, processes of this machine
    make them. Raises `TeiError`: TEI717 without Dask, TEI718 where the cluster cannot be reached.
    """
    make = partial(fill, planned.how, planned.how.settings())
    if scheduler is None:
        filled = _by_processes(make, planned, jobs)
    else:
        filled = _by_cluster(make, planned, scheduler, jobs)
    for one in filled:
        yield from one.outcomes
    _remove_what_is_superseded(planned)


def _by_processes(
    make: Callable[[Plan], Filled], planned: Planned, jobs: int | None
) -> Iterator[Filled]:
    jobs = min(cores(), len(planned.plans)) if jobs is None else jobs
    if jobs < 2 or len(planned.plans) < 2:
        yield from map(make, planned.plans)
        return
    limits = planned.how.config.limits
    most = max(len(plan.tasks) for plan in planned.plans)
    bounds = Bounds(limits.seconds * most, limits.memory)
    for plan, result in run(make, planned.plans, jobs=jobs, bounds=bounds):
        if isinstance(result, Lost):
            raise _unreachable(f"shard {plan.name} was not made: {result.reason}")
        yield result


def _by_cluster(
    make: Callable[[Plan], Filled], planned: Planned, scheduler: str, jobs: int | None
) -> Iterator[Filled]:
    """Yield shards as they are made, connecting again when the scheduler was lost."""
    left = deque(planned.plans)
    for attempt in range(_RESTARTS):
        with _connected(scheduler, jobs) as client:
            try:
                yield from _made(make, left, client)
            except _lost_connection() as error:
                if attempt + 1 == _RESTARTS:
                    raise _unreachable(str(error)) from error
                continue
        return


def _made(make: Callable[[Plan], Filled], left: deque[Plan], client: Any) -> Iterator[Filled]:
    """Yield the shards in order; a plan leaves `left` only when its shard is there."""
    from distributed import KilledWorker

    threads = max(sum(client.nthreads().values()), 1)
    futures: dict[str, Any] = {}
    while left:
        for plan in islice(left, threads * _AHEAD):
            if plan.name not in futures:
                futures[plan.name] = client.submit(_make, make, plan, pure=False)
        plan = left[0]
        try:
            filled = _result(futures.pop(plan.name), client)
        except KilledWorker:
            left[0] = _without_what_kills(make, plan, client)
            continue
        left.popleft()
        yield filled


def _result(future: Any, client: Any) -> Filled:
    """Wait for a shard as long as there is anybody to make it."""
    while True:
        try:
            filled: Filled = future.result(timeout=_ALONE)
        except TimeoutError:
            if not client.nthreads():
                raise _unreachable("there is no worker left") from None
            continue
        return filled


def _make(make: Callable[..., Filled], plan: Plan) -> Filled:
    """Make a shard on a worker, whose threads take turns: it is one process."""
    with _ONE_AT_A_TIME:
        return make(plan, watched=True)


def _without_what_kills(make: Callable[..., Filled], plan: Plan, client: Any) -> Plan:
    """Try each document of a shard alone, and leave out those that the workers die of."""
    from distributed import KilledWorker

    deadly = set()
    for number, task in enumerate(plan.tasks):  # together, the innocent would be suspected too
        try:
            client.submit(_try, make, plan, number, pure=False).result()
        except KilledWorker:
            deadly.add(task.source)
    if not deadly:
        raise _unreachable(f"workers die of shard {plan.name}, but of none of its documents alone")
    return replace(plan, without=plan.without | deadly)


def _try(make: partial[Filled], plan: Plan, number: int) -> None:
    """Convert one document of a plan for nothing but to see whether the process survives it."""
    from tei.batch.shards import attempt

    with _ONE_AT_A_TIME:
        attempt(make.args[0], plan.tasks[number])


def _connected(scheduler: str, jobs: int | None) -> Any:
    """Return a client of a scheduler, or of a cluster of processes of this machine."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        message, hint = "Dask is not installed", 'pip install "tei[cluster]"'
        raise TeiError(Diagnostic("TEI717", Severity.ERROR, message, hint)) from error
    try:
        if scheduler != LOCAL:
            return Client(scheduler, timeout=_PATIENCE)
        count = jobs or cores()
        cluster = LocalCluster(count, threads_per_worker=1, dashboard_address=":0")
        return _Owning(cluster)
    except OSError as error:
        raise _unreachable(str(error)) from error


class _Owning:
    """A client that takes its cluster with it when it goes."""

    def __init__(self, cluster: Any) -> None:
        self.cluster = cluster

    def __enter__(self) -> Any:
        self.client = self.cluster.get_client()
        return self.client

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self.cluster.close()


def _lost_connection() -> tuple[type[BaseException], ...]:
    from concurrent.futures import CancelledError

    from distributed.comm.core import CommClosedError

    return (CancelledError, CommClosedError, OSError)


def _remove_what_is_superseded(planned: Planned) -> None:
    """Remove the shards of a time when there were more or fewer of them."""
    home = planned.how.output.rstrip("/")
    kept = {plan.name for plan in planned.plans}
    for name in storage.names(home):
        stem = name.removesuffix(SUFFIX).removesuffix(INDEX)
        ours = stem.startswith(prefix_of(planned.part)) and _is_a_shard(stem, planned.part)
        if ours and stem not in kept:
            storage.remove(f"{home}/{name}")


def _is_a_shard(stem: str, part: Part | None) -> bool:
    numbers = stem.removeprefix(prefix_of(part)).split("-")
    return len(numbers) == 2 and all(number.isdecimal() for number in numbers)


def _unreachable(reason: str) -> TeiError:
    message = f"the cluster failed: {reason}"
    hint = "look at the scheduler and run again: what is done is not done twice"
    return TeiError(Diagnostic("TEI718", Severity.ERROR, message, hint))
