"""How well one stretch of text continues another: a small model of what stands across a seam.

The model is a table of weights of hashed features (two words either side, and their endings),
made by `training/seams.py`; the sum of the weights is a log-odds. A language without a table has
only what `[seams]` in its file says.
"""

from __future__ import annotations

from functools import cache
from operator import add
from typing import TYPE_CHECKING
from zlib import crc32

from tei.languages import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EDGE = "¶"
"""Stands for nothing: before a first word, after a last one."""
SCALE = 16.0
"""Steps of the table to one nat."""


def log_odds(language: str, left: Sequence[str], right: Sequence[str]) -> float:
    """Return how much likelier than chance it is that `right` continues `left`, in nats.

    Both are folded words (`tei.structure.words`): those before the seam and those after it.
    """
    return hashed_odds(language, before(left), after(right))


def hashed_odds(language: str, left: Sequence[int], right: Sequence[bytes]) -> float:
    """Return the same of sides that were hashed before, each to meet many others."""
    table = _table(language)
    if not table:
        return 0.0
    mask = len(table) - 1
    return sum([table[crc32(b, a) & mask] for a, b in zip(left, right, strict=False)]) / SCALE


def before(left: Sequence[str]) -> tuple[int, ...]:
    """Return the hash of each feature up to the seam; nothing of no words."""
    return tuple([crc32(half.encode()) for half in _before(left)]) if left else ()


def after(right: Sequence[str]) -> tuple[bytes, ...]:
    """Return what each feature has after the seam; nothing of no words."""
    return tuple([half.encode() for half in _after(right)]) if right else ()


def features(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Yield the names of the features of a seam; both sides have a word at least."""
    return map(add, _before(left), _after(right))


def _before(left: Sequence[str]) -> tuple[str, ...]:
    before, last = (left[-2] if len(left) > 1 else ""), left[-1]
    return (
        f"{last}|",
        f"{before} {last}|",
        f"{last}|",
        f"{last[-3:]}|-",
        f"{last}-|",
        f"{last[-2:]}-|-",
        f"{last[-3:]}-|",
        f"{before}_{last[-2:]}|",
        f"{last}|",
        "|",
        f"{before} {last}|",
        "|",
        f"{last}|_",
    )


def _after(right: Sequence[str]) -> tuple[str, ...]:
    first, after = right[0], (right[1] if len(right) > 1 else "")
    return (
        first,
        first,
        f"{first} {after}",
        first,
        first[-3:],
        first[-2:],
        f"{first[:3]}-",
        first,
        "",
        first,
        "",
        f"{first} {after}",
        after,
    )


@cache
def _table(language: str) -> memoryview | None:
    path = FOLDER / f"{language.partition('-')[0]}.seams"
    return memoryview(path.read_bytes()).cast("b") if path.is_file() else None
