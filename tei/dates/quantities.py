"""Quantities: a number and its unit, and numbers that count nothing we know."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tei.dates.numbers import Number, number
from tei.languages import language
from tei.names.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.names.words import Passage

_TIMES = frozenset({"s", "min", "h", "d", "week", "month", "year", "century"})
# «یک روز» is “one day” or “a day”: only hours and years are counted from one.
_COUNTED_FROM_ONE = frozenset({"h", "min", "year", "month", "week"})


class Quantity(NamedTuple):
    """A number, with its unit where it has one: words `start` to `end`, half-open."""

    start: int
    end: int
    value: int
    unit: str = ""

    @property
    def is_duration(self) -> bool:
        """Say whether it measures time."""
        return self.unit in _TIMES


def quantities(words: Passage, code: str) -> Iterator[Quantity]:
    """Yield the quantities of a passage; a number in words counts only with a unit."""
    i = 0
    while i < len(words):
        vague = i > 0 and words[i - 1].form in language(code).words("numbers", "vague")
        found = None if vague else number(words, i, code)
        quantity = _quantity(words, i, found, code) if found else None
        if quantity:
            yield quantity
        i = quantity.end if quantity else found.end if found else i + 1


def _quantity(words: Passage, i: int, found: Number, code: str) -> Quantity | None:
    if found.ordinal:
        return None
    unit = _units(code).match(words, found.end)
    if unit and (found.value > 1 or unit[1] in _COUNTED_FROM_ONE):
        return Quantity(i, unit[0], found.value, unit[1])
    return Quantity(i, found.end, found.value) if found.digits else None


@cache
def _units(code: str) -> Phrases[str]:
    return Phrases(language(code).data.get("units", {}).items())
