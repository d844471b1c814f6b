"""From the calendars of a text to ISO 8601: jdatetime and convertdate know their days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

SOLAR, LUNAR, GREGORIAN = "solar", "lunar", "gregorian"
IDS = {SOLAR: "solarHijri", LUNAR: "islamic", GREGORIAN: "gregorian"}
"""The `xml:id` of each calendar's description in the header."""

_DAY = timedelta(days=1)
# The new moon was seen a day earlier here, a day later there.
_LUNAR_DOUBT = timedelta(days=1)
_MONTHS_OF_A_SEASON = 3
# Spring begins with the solar year, and in the third month of the Gregorian one.
_FIRST_MONTH_OF_SPRING = {SOLAR: 1, GREGORIAN: 3}


class When(NamedTuple):
    """A date as the text gives it; 0 is what it does not say."""

    calendar: str
    year: int = 0
    month: int = 0
    day: int = 0
    season: int = 0
    """1 to 4, from spring."""
    years: int = 1
    """How many years it may be: 10 for a decade, 100 for a century."""


def attributes(when: When) -> tuple[tuple[str, str], ...] | None:
    """Return the attributes of a TEI `date` (P5 §3.6.4), or None for a day that does not exist.

    A date of another calendar becomes the Gregorian day, or the days it may be.
    """
    calendar = (("calendar", f"#{IDS[when.calendar]}"),)
    if not when.year:
        return (*calendar, ("when-custom", f"--{when.month:02}-{when.day:02}"))
    try:
        return calendar + _dated(when)
    except (ValueError, OverflowError):
        return None


def _dated(when: When) -> tuple[tuple[str, str], ...]:
    plain = when.years == 1 and not when.season
    if when.calendar == GREGORIAN and plain:
        return (("when", _iso(when)),)
    if when.calendar == GREGORIAN and not when.season:
        last = when.year + when.years - 1
        return (("notBefore", f"{when.year:04}"), ("notAfter", f"{last:04}"))
    first, last_day = _days(when)
    if first == last_day:
        return (("when", first.isoformat()),)
    return (("notBefore", first.isoformat()), ("notAfter", last_day.isoformat()))


def _iso(when: When) -> str:
    if when.day:
        return date(when.year, when.month, when.day).isoformat()
    return f"{when.year:04}-{when.month:02}" if when.month else f"{when.year:04}"


def _days(when: When) -> tuple[date, date]:
    """Return the first and the last day that are meant."""
    if when.day:
        first = last = _day(when.calendar, when.year, when.month, when.day)
    else:
        month, months = when.month or 1, 1 if when.month else 12 * when.years
        if when.season:
            months = _MONTHS_OF_A_SEASON
            month = _FIRST_MONTH_OF_SPRING[when.calendar] + months * (when.season - 1)
        first = _month(when.calendar, when.year, month)
        last = _month(when.calendar, when.year, month + months) - _DAY
    if when.calendar == LUNAR:
        return first - _LUNAR_DOUBT, last + _LUNAR_DOUBT
    return first, last


def _month(calendar: str, year: int, month: int) -> date:
    return _day(calendar, year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _day(calendar: str, year: int, month: int, day: int) -> date:
    if calendar == SOLAR:
        from jdatetime import date as solar  # costs milliseconds, and few texts need it

        day_of_ours: date = solar(year, month, day).togregorian()
        return day_of_ours
    if calendar == LUNAR:
        from convertdate import islamic

        if not (1 <= month <= 12 and 1 <= day <= islamic.month_length(year, month)):
            raise ValueError(f"there is no day {day} in month {month}")
        return date(*islamic.to_gregorian(year, month, day))
    return date(year, month, day)
