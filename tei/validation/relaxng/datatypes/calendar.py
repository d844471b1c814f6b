"""Dates, times and durations of XML Schema (XSD 1.0 part 2 §3.2.6 to §3.2.14)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tei.validation.relaxng.datatypes import Meaning, Namespaces

_FOURTEEN_HOURS: Final = 14 * 3600


class Moment(Struct, frozen=True):
    """A point of the calendar, in seconds from the start of the year 0 of one kind of date."""

    kind: str
    seconds: Decimal
    zoned: bool

    def precedes(self, other: Moment) -> bool:
        """Say whether it is surely earlier; without a zone it may be 14 hours off (§3.2.7.4)."""
        slack = 0 if self.zoned == other.zoned else _FOURTEEN_HOURS
        return self.seconds + slack < other.seconds


class Duration(Struct, frozen=True):
    """A length of time; months and seconds cannot be turned into each other."""

    months: int
    seconds: Decimal

    def precedes(self, other: Duration) -> bool:
        """Say whether it is shorter from each of the four dates that §3.2.6.2 names."""
        return all(self._from(start) < other._from(start) for start in _STARTS)

    def _from(self, start: tuple[int, int]) -> Decimal:
        year, month = divmod(start[0] * 12 + start[1] - 1 + self.months, 12)
        return _days(year, month + 1, 1) * 86400 + self.seconds


_STARTS: Final = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))

_YEAR: Final = "(?P<year>-?(?:[1-9][0-9]{4,}|[0-9]{4}))"
_MONTH: Final = "(?P<month>0[1-9]|1[0-2])"
_DAY: Final = "(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME: Final = (
    "(?P<hour>[01][0-9]|2[0-4]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\\.[0-9]+)?)"
)
_ZONE: Final = "(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"

_FORMS: Final = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",
    "time": _TIME,
    "gYearMonth": f"{_YEAR}-{_MONTH}",
    "gYear": _YEAR,
    "gMonthDay": f"--{_MONTH}-{_DAY}",
    "gMonth": f"--{_MONTH}",
    "gDay": f"---{_DAY}",
}

_DURATION: Final = re.compile(
    "(?P<sign>-?)P(?=.)(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
    "(?:T(?=.)(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?"
    "(?:(?P<seconds>[0-9]+(?:\\.[0-9]+)?)S)?)?"
)


_LONGEST = 10_000
"""Characters of a value that may still be a time; Python counts years of some 4,000 digits."""


def duration(literal: str) -> Duration:
    """Return a length of time; raises `ValueError`."""
    found = _DURATION.fullmatch(literal) if len(literal) < _LONGEST else None
    if not found:
        raise ValueError(literal)
    sign = -1 if found["sign"] else 1
    part = {key: Decimal(text or 0) for key, text in found.groupdict().items() if key != "sign"}
    seconds = ((part["days"] * 24 + part["hours"]) * 60 + part["minutes"]) * 60 + part["seconds"]
    return Duration(sign * int(part["years"] * 12 + part["months"]), sign * seconds)


def moment(kind: str, literal: str, _: Namespaces) -> Hashable:
    """Return a point of the calendar; raises `ValueError`."""
    found = re.fullmatch(_FORMS[kind] + _ZONE, literal) if len(literal) < _LONGEST else None
    if not found:
        raise ValueError(literal)
    part = found.groupdict()
    year, month, day = (int(part.get(key) or 0) for key in ("year", "month", "day"))
    # 1972 and January have every day that a month without a year may have.
    if (part.get("year") and not year) or day > _length(year or 1972, month or 1):
        raise ValueError(literal)
    seconds = _days(year or 1972, month or 1, day or 1) * 86400 + _seconds(part)
    return Moment(kind, seconds, part["zone"] is not None)


CALENDAR: Final[dict[str, Meaning]] = {kind: partial(moment, kind) for kind in _FORMS}


def _seconds(part: dict[str, str]) -> Decimal:
    hour, minute = int(part.get("hour") or 0), int(part.get("minute") or 0)
    second = Decimal(part.get("second") or 0)
    if hour == 24 and (minute or second):
        raise ValueError("an hour 24 ends the day")
    return (hour * 60 + minute - _offset(part["zone"])) * 60 + second


def _offset(zone: str | None) -> int:
    """Minutes east of Greenwich."""
    if zone in (None, "Z"):
        return 0
    assert zone is not None
    minutes = int(zone[1:3]) * 60 + int(zone[4:])
    return -minutes if zone[0] == "-" else minutes


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _days(year: int, month: int, day: int) -> Decimal:
    """Days since the start of year 0 of the proleptic Gregorian calendar, for any year."""
    before = year * 365 + (year + 3) // 4 - (year + 99) // 100 + (year + 399) // 400
    return Decimal(before + sum(_length(year, m) for m in range(1, month)) + day - 1)
