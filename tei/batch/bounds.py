"""What a task may take, what is told where it took more, and how many can run at once."""

from __future__ import annotations

import os

from msgspec import Struct


class Bounds(Struct, frozen=True):
    """What a process may take."""

    seconds: float = 60.0
    """For one task."""
    megabytes: int = 1000
    """Of memory; then another process takes its place."""


class Lost(Struct, frozen=True):
    """That a task has no result, and why."""

    reason: str


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
