"""Processes that do tasks; whatever happens to one of them, no other task is lost.

Each process has a pipe of its own, so that none can break another's, and answers its tasks in
order, so that the first that is not answered is the one that it died of.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from tei.batch.bounds import Bounds, Lost
from tei.batch.worker import Raised, Ready, serve
from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

TRIES = 3
"""How often a task is tried whose process dies."""
_STARTS = 8
"""Processes in a row that may die before they have begun."""
_AHEAD = 8
"""Tasks that a process has before it, so that it never waits for the next."""
WINDOW = 4096
"""Tasks that may be done before an earlier one is: what is kept, for the order's sake."""


def run[T, R](
    function: Callable[[T], R],
    tasks: Iterable[T],
    *,
    jobs: int,
    bounds: Bounds | None = None,
    window: int = WINDOW,
    untold: list[tuple[T, R | Lost]] | None = None,
) -> Generator[tuple[T, R | Lost]]:
    """Yield each task with its result, in the order of the tasks.

    A task whose process dies is tried again, three times in all; one that takes too long is not.
    When it is closed before its end, `untold` is given what is done and waited for its turn. The
    function is one that can be pickled. Raises `TeiError` (TEI710) where no process starts.
    """
    pool = _Pool[T, R](function, iter(tasks), bounds or Bounds(), window)
    try:
        yield from pool.run(jobs)
    finally:
        pool.close()
        if untold is not None:
            untold += [pool.done[number] for number in sorted(pool.done)]


class _Job[T](Struct):
    number: int
    task: T
    deaths: int = 0


class _Worker[T](Struct, eq=False):
    process: SpawnProcess
    pipe: Connection
    is_ready: bool = False
    since: float = 0.0
    """When it began its first task, by the clock of `time.monotonic`."""
    jobs: deque[_Job[T]] = field(default_factory=deque)
    is_late: bool = False


class _Pool[T, R](Struct, eq=False):
    function: Callable[[T], R]
    tasks: Iterator[T]
    bounds: Bounds
    window: int
    workers: list[_Worker[T]] = field(default_factory=list)
    again: deque[_Job[T]] = field(default_factory=deque)
    """Tasks that were given to a process that is no more."""
    done: dict[int, tuple[T, R | Lost]] = field(default_factory=dict)
    given: int = 0
    told: int = 0
    still_born: int = 0
    is_empty: bool = False

    def run(self, jobs: int) -> Iterator[tuple[T, R | Lost]]:
        """Yield the results, one after the other."""
        while True:
            self._feed(jobs)
            if self.is_empty and not self.again and not any(w.jobs for w in self.workers):
                break
            for worker in self._heard():
                self._hear(worker)
            yield from self._told()
        yield from self._told()

    def close(self) -> None:
        """End every process, and hear what each has still said."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            while worker.jobs and self._has_said_more(worker):
                continue
            worker.pipe.close()
        self.workers.clear()

    def _has_said_more(self, worker: _Worker[T]) -> bool:
        try:
            self._take(worker, worker.pipe.recv())
        except (EOFError, OSError):  # nothing, or half a word
            return False
        return True

    def _told(self) -> Iterator[tuple[T, R | Lost]]:
        while self.told in self.done:
            self.told += 1
            yield self.done.pop(self.told - 1)

    def _feed(self, jobs: int) -> None:
        """Give every process enough to do, and start those that are missing."""
        for worker in self.workers:
            if worker.is_ready and len(worker.jobs) <= _AHEAD // 2:
                self._give(worker)
        while len(self.workers) < jobs and (chunk := self._next(1)):
            self.again.extendleft(chunk)
            self.workers.append(self._started())

    def _give(self, worker: _Worker[T]) -> None:
        if chunk := self._next(_AHEAD - len(worker.jobs)):
            worker.since = worker.since if worker.jobs else time.monotonic()
            worker.jobs += chunk
            try:
                worker.pipe.send([job.task for job in chunk])
            except OSError:  # it is dead, and will be heard of
                return

    def _next(self, most: int) -> list[_Job[T]]:
        chunk: list[_Job[T]] = []
        while len(chunk) < most and self.again:
            chunk.append(self.again.popleft())
        while len(chunk) < most and not self.is_empty and self.given - self.told < self.window:
            try:
                chunk.append(_Job(self.given, next(self.tasks)))
                self.given += 1
            except StopIteration:
                self.is_empty = True
        return chunk

    def _started(self) -> _Worker[T]:
        # A forked process would inherit a Saxon that it cannot use.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (theirs, self.function, self.bounds.megabytes)
        process = context.Process(target=serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _heard(self) -> list[_Worker[T]]:
        """Return the processes that have something to say, ending those that take too long."""
        busy = [worker.since for worker in self.workers if worker.jobs]
        wait = min(busy) + self.bounds.seconds - time.monotonic() if busy else None
        by_pipe = {worker.pipe: worker for worker in self.workers}
        ready = connection.wait(by_pipe, None if wait is None else max(wait, 0.0))
        for worker in self.workers:
            late = worker.jobs and time.monotonic() - worker.since > self.bounds.seconds
            if late and worker.pipe not in ready:
                worker.is_late = True
                worker.process.kill()
        return [by_pipe[pipe] for pipe in ready if not isinstance(pipe, int)]  # type: ignore[index]

    def _hear(self, worker: _Worker[T]) -> None:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        self._take(worker, said)

    def _take(self, worker: _Worker[T], said: Any) -> None:
        if isinstance(said, Ready):
            worker.is_ready, self.still_born = True, 0
            return
        job = worker.jobs.popleft()
        worker.since = time.monotonic()
        result = (
            Lost(f"the program failed on it: {said.error}") if isinstance(said, Raised) else said
        )
        self.done[job.number] = (job.task, result)

    def _bury(self, worker: _Worker[T]) -> None:
        """Take the tasks of a process that ended to others; count its death to the first."""
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        self._make_sure_that_processes_start(worker)
        if worker.jobs and worker.process.exitcode != 0:
            self._blame(worker, worker.jobs[0])
        self.again.extendleft(reversed(worker.jobs))

    def _blame(self, worker: _Worker[T], job: _Job[T]) -> None:
        job.deaths += 1
        if worker.is_late:
            reason = f"it took longer than {self.bounds.seconds:g} seconds"
        elif job.deaths == TRIES:
            reason = f"the process died of it {TRIES} times ({_cause(worker.process.exitcode)})"
        else:
            return
        self.done[job.number] = (job.task, Lost(reason))
        worker.jobs.popleft()

    def _make_sure_that_processes_start(self, worker: _Worker[T]) -> None:
        self.still_born += not worker.is_ready
        if self.still_born >= _STARTS:
            message = f"no process could be started: {_cause(worker.process.exitcode)}"
            hint = "what was printed above says why; memory may be short: try fewer --jobs"
            raise TeiError(Diagnostic("TEI710", Severity.ERROR, message, hint))


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit status {code}"
