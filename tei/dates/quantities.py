"""Quantities: a number and its unit, and numbers that count nothing we know."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tei.dates.numbers import Number, beginnings, number, numerals
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
    value: Decimal
    unit: str = ""

    @property
    def amount(self) -> str:
        """The value in plain figures."""
        return f"{self.value.normalize():f}"

    @property
    def is_duration(self) -> bool:
        """Say whether it measures time."""
        return self.unit in _TIMES


def quantities(words: Passage, code: str) -> Iterator[Quantity]:
    """Yield the quantities of a passage; a number in words counts only with a unit."""
    done = 0
    for i in beginnings(words, code):
        if i < done:
            continue
        fraction = _fraction(words, i, code) if words[i].kind == "number" else None
        found = None if fraction else number(words, i, code)
        if found and _is_vague(words, i, code):
            found = None
        quantity = fraction or (_quantity(words, i, found, code) if found else None)
        if quantity and (quantity.unit or not _is_parted(words, i, quantity.end)):
            yield quantity
        done = quantity.end if quantity else found.end if found else 0


def _is_vague(words: Passage, i: int, code: str) -> bool:
    """Say whether the word before a number takes its exactness."""
    return i > 0 and words[i - 1].form in _vague(code)


def _quantity(words: Passage, i: int, found: Number, code: str) -> Quantity | None:
    if found.ordinal:
        return None
    unit = _units(code).match(words, found.end)
    if unit and (found.value > 1 or unit[1] in _COUNTED_FROM_ONE):
        return Quantity(i, unit[0], Decimal(found.value), unit[1])
    return Quantity(i, found.end, Decimal(found.value)) if found.digits else None


def _fraction(words: Passage, i: int, code: str) -> Quantity | None:
    """Return a decimal fraction with its unit: «۲/۵ درصد», “3.5 million dollars”."""
    whole, stroke, rest = (words[i + n].form if i + n < len(words) else "" for n in range(3))
    if _POINTED.fullmatch(whole):
        value, end = Decimal(whole), i + 1
    elif stroke == _STROKE and whole.isdecimal() and rest.isdecimal() and _close(words, i, i + 3):
        value, end = Decimal(f"{whole}.{rest}"), i + 3
    else:
        return None
    while end < len(words) and numerals(code).values.get(words[end].form, 0) >= _THOUSAND:
        value, end = value * numerals(code).values[words[end].form], end + 1
    unit = _units(code).match(words, end)
    return Quantity(i, *(unit[0], value, unit[1]) if unit else (end, value))


def _is_parted(words: Passage, start: int, end: int) -> bool:
    """Say whether a stroke stands in or beside the words: a fraction, a date or a number of law."""
    return any(words[i].form == _STROKE for i in range(max(0, start - 1), min(end + 1, len(words))))


def _close(words: Passage, start: int, end: int) -> bool:
    """Say whether nothing stands between the words."""
    return all(a.end == b.start for a, b in pairwise(words[start:end]))


_STROKE = "/"
_THOUSAND = 1000
_POINTED = re.compile(r"\d+\.\d+")


@cache
def _vague(code: str) -> frozenset[str]:
    return language(code).words("numbers", "vague")


@cache
def _units(code: str) -> Phrases[str]:
    return Phrases(language(code).data.get("units", {}).items())
