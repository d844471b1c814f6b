"""A process that does one task after the other, and says of each what became of it."""

from __future__ import annotations

import gc
import os
import signal
import threading
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection


_OBJECTS = 50_000
"""Made before circles of them are looked for: a document has some 10,000, and hardly a circle."""


class Ready(Struct, frozen=True):
    """The first message of a process: it has loaded what it works with."""


class Raised(Struct, frozen=True):
    """That a task raised what nobody expected: a fault of the program, not of the task."""

    error: str


def serve(pipe: Connection, function: Callable[[Any], object], megabytes: int) -> None:
    """Answer every task that comes through a pipe, until it is closed.

    A process that has ever held more memory than `megabytes` ends after its tasks: another one
    takes its place.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives the tasks
    gc.set_threshold(_OBJECTS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        pipe.send(Ready())
        while True:
            for task in pipe.recv():
                pipe.send(_answer(function, task))
            if _peak() > megabytes:
                return
    except (EOFError, OSError):
        return


def _answer(function: Callable[[Any], object], task: object) -> object:
    try:
        return function(task)
    except Exception as error:
        return Raised(f"{type(error).__name__}: {error}")


def _end_with_parent() -> None:
    """End when the process that started this one does, in the middle of a task if need be."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _peak() -> float:
    """Return the most memory this process has held, in megabytes; 0 where nobody counts."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
