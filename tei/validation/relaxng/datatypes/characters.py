"""Sets of characters as ranges of code points, and those that XSD's escapes name.

A limit, `ASCII` or `UNICODE`, is the last code point that matters.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Final
from unicodedata import category

from tei.validation.relaxng.datatypes.letters import MORE, START, ranges

type Ranges = tuple[tuple[int, int], ...]
"""Code points, both ends included, in order and apart."""

ASCII: Final = 0x7F
UNICODE: Final = 0x10FFFF

_NAME_START: Final[Ranges] = ((0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
_NAME_MORE: Final[Ranges] = ((0x2D, 0x2E), (0x30, 0x39))
_SPACE: Final[Ranges] = ((0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x20))


def union(one: Ranges, other: Ranges) -> Ranges:
    """Return what is in either."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted((*one, *other)):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def complement(ranges: Ranges, limit: int) -> Ranges:
    """Return what is not there, up to the limit."""
    gaps = []
    start = 0
    for low, high in ranges:
        if low > start:
            gaps.append((start, min(low - 1, limit)))
        start = high + 1
        if start > limit:
            return tuple(gaps)
    return (*gaps, (start, limit))


def intersection(one: Ranges, other: Ranges) -> Ranges:
    """Return what is in both."""
    shared = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((low, high) for low, high in shared if low <= high)


def notation(ranges: Ranges) -> str:
    """Return ranges as they stand in a class of a regular expression of Python."""
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)


def escape_class(name: str, limit: int) -> Ranges | None:
    r"""Return the characters of an escape such as `d`, `W` or `pLu`, or None if there is none."""
    if name in ("S", "I", "C", "D", "W") or name.startswith("P"):
        opposite = escape_class(name[0].lower() + name[1:], limit)
        return None if opposite is None else complement(opposite, limit)
    if name == "s":
        return _SPACE
    if name == "i":
        return _within((*_NAME_START, *ranges(START)), limit)
    if name == "c":
        starting = escape_class("i", limit) or ()
        return union(starting, _within((*_NAME_MORE, *ranges(MORE)), limit))
    if name == "d":
        return _category("Nd", limit)
    if name == "w":
        marks = (_category(sort, limit) for sort in ("P", "Z", "C"))
        return complement(union(next(marks), union(next(marks), next(marks))), limit)
    if name.startswith("pIs"):
        return _block(name[3:], limit)
    sort, detail = name[1:2], name[2:]
    if sort not in _CATEGORIES or len(detail) > 1 or detail not in _CATEGORIES[sort]:
        return None
    return _category(sort + detail, limit)


_CATEGORIES: Final = {
    "L": "ultmo",
    "M": "nce",
    "N": "dlo",
    "P": "cdseifo",
    "Z": "slp",
    "S": "mcko",
    "C": "cfon",
}
"""Unicode's general categories, by their first letter; surrogates are no characters."""


def _category(sort: str, limit: int) -> Ranges:
    found: Ranges = ()
    for name, points in _by_category(limit).items():
        if name.startswith(sort) and name != "Cs":
            found = union(found, points)
    return found


@cache
def _by_category(limit: int) -> dict[str, Ranges]:
    """Ask Python's Unicode for each code point; planes that hold nothing are told at once."""
    found: dict[str, list[tuple[int, int]]] = {}
    spans = ((0, 0x7F),) if limit == ASCII else ((0, 0x3FFFF), (0xE0000, 0xE0FFF))
    for first, last in spans:
        for sort, group in groupby(range(first, last + 1), lambda point: category(chr(point))):
            points = list(group)
            found.setdefault(sort, []).append((points[0], points[-1]))
    if limit != ASCII:
        found["Cn"] += [(0x40000, 0xDFFFF), (0xE1000, 0xEFFFF), (0xFFFFE, 0xFFFFF)]
        found["Cn"].append((0x10FFFE, 0x10FFFF))
        found["Co"] += [(0xF0000, 0xFFFFD), (0x100000, 0x10FFFD)]
    return {sort: union(tuple(ranges), ()) for sort, ranges in found.items()}


def _within(ranges: Ranges, limit: int) -> Ranges:
    return intersection(ranges, ((0, limit),))


def _block(name: str, limit: int) -> Ranges | None:
    from tei.validation.relaxng.datatypes.blocks import block

    found = block(name)
    return None if found is None else _within((found,), limit)
