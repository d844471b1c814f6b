"""How far a run over many files is: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqdm import tqdm

_FEWEST = 2


class Progress(Protocol):
    """What a command tells of its progress."""

    def one(self, *, failed: bool = False) -> None:
        """Count a file."""

    def aside(self) -> None:
        """Make room for a line that is printed."""


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """Show how many files are done and failed, how fast, and how long the rest will take."""
    if total < _FEWEST or not sys.stderr.isatty():
        yield _Silent()
        return
    from tqdm import tqdm

    with tqdm(total=total, unit=" files", dynamic_ncols=True, leave=False) as bar:
        yield _Bar(bar)


class _Silent:
    def one(self, *, failed: bool = False) -> None:
        pass

    def aside(self) -> None:
        pass


class _Bar:
    def __init__(self, bar: tqdm[None]) -> None:
        self.bar = bar
        self.failed = 0

    def one(self, *, failed: bool = False) -> None:
        self.failed += failed
        if failed:
            self.bar.set_postfix(failed=self.failed, refresh=False)
        self.bar.update(1)

    def aside(self) -> None:
        self.bar.clear()
