"""How likely it is that a page was cut just there, by the lengths of its columns.

Columns of a page are equally long, save that the last may be short and that what stands among
them takes room. So a cut that leaves columns alike is likelier than another. Densities are by
eye, of shares of a page's lines; only their ratios count.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log

_NOTHING, _FAR = 1e-5, 50.0
_ELSE = 0.03
"""What a cut gets that fits no column."""
_COLUMNS = ((1 / 3, 0.35), (1 / 2, 0.3), (2 / 3, 0.35))
"""Where columns of two or three end, and how often one that ends there lost its foot."""


def turned(before: float, after: float) -> float:
    """Return the density of two columns of these lengths, or of a page and its moved foot."""
    share = before / (before + after)
    even = 0.6 * _peak(share, 0.5, 0.05) + 0.1 * _peak(share, 0.5, 0.12)
    return _ELSE + even + 0.25 * _plateau(share, 0.5, 0.65) + 0.35 * _plateau(share, 0.6, 0.98)


def three(first: float, second: float, last: float) -> float:
    """Return the density of three columns of these lengths, in reading order."""
    unlike, share = log(first / second), last / max(first, second)
    even = _peak(unlike, 0, 0.18) * _plateau(share, 0.15, 1.12, 0.05)
    return _ELSE + even + 0.2 * _peak(unlike, 0, 0.5) * _plateau(share, 0.1, 1.5, 0.1)


def foot(before: float, moved: float, after: float) -> float:
    """Return the density of a column's foot having these lengths before and after it."""
    page = before + moved + after
    end, length = (before + moved) / page, moved / page
    density = _ELSE
    for column, near in _columns_at(end):
        height = end / 2 if column > 0.6 else column
        density += near * _plateau(length / height, 0.02, 1.0, 0.05)
    return density


@lru_cache(1 << 12)
def _columns_at(end: float) -> list[tuple[float, float]]:
    """Return the columns that may end at this share of a page, and how likely each does."""
    found = [
        (column, often * (_peak(end, column, 0.045) + 0.4 * _plateau(end, column, column + 0.1)))
        for column, often in _COLUMNS
    ]
    return [(column, near) for column, near in found if near > _NOTHING]


def _peak(value: float, at: float, width: float) -> float:
    return exp(-(((value - at) / width) ** 2) / 2)


def _plateau(value: float, start: float, end: float, slope: float = 0.03) -> float:
    up, down = (start - value) / slope, (value - end) / slope
    return 0.0 if max(up, down) > _FAR else 1 / ((1 + exp(up)) * (1 + exp(down)))
