"""How well one stretch of text continues another: a small model of what stands across a seam.

The model is a table of weights of hashed features (two words either side, and their endings),
made by `training/seams.py`; the sum of the weights is a log-odds. A language without a table has
only what `[seams]` in its file says.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

from tei.languages import FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGE = "¶"
"""Stands for nothing: before a first word, after a last one."""
SCALE = 16.0
"""Steps of the table to one nat."""


def log_odds(language: str, left: Sequence[str], right: Sequence[str]) -> float:
    """Return how much likelier than chance it is that `right` continues `left`, in nats.

    Both are folded words (`tei.structure.words`): those before the seam and those after it.
    """
    table = _table(language)
    if not table or not left or not right:
        return 0.0
    mask = len(table) - 1
    return sum([table[crc32(f.encode()) & mask] for f in features(left, right)]) / SCALE


def features(left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the features of a seam; both sides have a word at least."""
    before, last = (left[-2] if len(left) > 1 else ""), left[-1]
    first, after = right[0], (right[1] if len(right) > 1 else "")
    end = last[-3:]
    return (
        f"{last}|{first}",
        f"{before} {last}|{first}",
        f"{last}|{first} {after}",
        f"{end}|-{first}",
        f"{last}-|{first[-3:]}",
        f"{last[-2:]}-|-{first[-2:]}",
        f"{end}-|{first[:3]}-",
        f"{before}_{last[-2:]}|{first}",
        f"{last}|",
        f"|{first}",
        f"{before} {last}|",
        f"|{first} {after}",
        f"{last}|_{after}",
    )


@cache
def _table(language: str) -> memoryview | None:
    path = FOLDER / f"{language.partition('-')[0]}.seams"
    return memoryview(path.read_bytes()).cast("b") if path.is_file() else None
