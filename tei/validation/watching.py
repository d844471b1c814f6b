"""Documents and schemas as they change, for `tei validate --watch`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import DefaultFilter, watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchfiles import Change

_PULSE = 200
"""Milliseconds without a change after which it is looked whether to go on."""
_SUFFIXES = frozenset({".xml", ".rng", ".rnc", ".sch", ".xsd", ".toml"})


def changes(inputs: Iterable[Path]) -> Iterator[None]:
    """Yield once, and again whenever a file changes that verdicts may depend on.

    Of a file its folder is watched: most editors put a new file in the place of the old one. What
    changes while the caller is busy is not missed: the first yield is when all is being watched.
    Raises `KeyboardInterrupt`.
    """
    folders = {path if path.is_dir() else path.parent for path in inputs}
    is_first = True
    for found in watch(
        *folders, watch_filter=_Filter(), rust_timeout=_PULSE, yield_on_timeout=True
    ):
        if found or is_first:
            is_first = False
            yield


class _Filter(DefaultFilter):
    """What an editor or a version control keeps for itself is none of our business."""

    def __call__(self, change: Change, path: str) -> bool:
        return Path(path).suffix.lower() in _SUFFIXES and super().__call__(change, path)
