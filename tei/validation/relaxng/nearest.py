"""The name that a misspelt one was meant to be."""

from __future__ import annotations

from functools import cache, lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING

from tei.cache import table

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like this one, or None if none is much like it."""
    return next(iter(all_nearest(name, known)), None)


def all_nearest(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names most like this one, in their order; none is worse than another.

    What something else than TEI calls it comes first, if it is known.

    Unlike is counted in letters left out, put in, replaced or swapped with their neighbour
    (Damerau 1964), capitals counting half; a third of the letters may be wrong.
    """
    names = frozenset(known)
    borrowed = [meant for meant in _borrowed().get(name, ()) if meant in names]
    return borrowed[:1] or list(_all_nearest(name, names))


def is_borrowed(name: str, meant: str) -> bool:
    """Say whether a name is not misspelt, but what something else than TEI calls it."""
    return meant in _borrowed().get(name, ())


@cache
def _borrowed() -> dict[str, list[str]]:
    return table(Path(__file__).with_name("borrowed.toml"))


_LONGEST = 100
"""Letters of a name that somebody may have misspelt."""


@lru_cache(1024)
def _all_nearest(name: str, known: frozenset[str]) -> tuple[str, ...]:
    limit = max(1.0, len(name) / 3)
    found: list[str] = []
    letters = _letters(name)
    for candidate, others in _with_letters(known) if len(name) <= _LONGEST else ():
        if abs(len(name) - len(candidate)) > limit or (letters & ~others).bit_count() > limit:
            continue
        if (others & ~letters).bit_count() > limit or _least(name, candidate) > limit:
            continue
        wrong = distance(name, candidate)
        if wrong < limit or (wrong == limit and not found):
            limit, found = wrong, []
        if wrong == limit:
            found.append(candidate)
    return tuple(found)


@lru_cache(64)
def _with_letters(known: frozenset[str]) -> list[tuple[str, int]]:
    return [(name, _letters(name)) for name in sorted(known)]


def _letters(name: str) -> int:
    """Return the set of letters of a name, whatever their case, as bits of a number."""
    return reduce(or_, (1 << (ord(letter) & 63) for letter in name.lower()), 0)


def distance(one: str, other: str) -> float:
    """Return how many letters are wrong; another case of a letter counts half."""
    before: list[float] = []
    row = [float(i) for i in range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [float(i)]
        for j, b in enumerate(other, 1):
            cost = 0.0 if a == b else 0.5 if a.lower() == b.lower() else 1.0
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + cost)
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def _least(one: str, other: str) -> float:
    """Return what the distance cannot be less than: letters that are only in the longer name."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    left = longer.lower()
    for letter in shorter.lower():
        left = left.replace(letter, "", 1)
    return len(left)
