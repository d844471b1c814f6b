"""Expressions of time: which words are a date, and what date they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tei.dates.calendars import GREGORIAN, SOLAR, When
from tei.dates.terms import Reader, of_month, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.dates.numbers import Number
    from tei.names.words import Passage

_DAYS = range(1, 32)
_MONTHS = range(1, 13)
# Smaller numbers that stand alone are rather hours, days or votes.
_BARE = range(20, 100)
# The sixteenth century is the first that only Gregorian years reach.
_GREGORIAN_CENTURIES = range(15, 22)
_SOLAR_CENTURIES = range(10, 15)


class Found(NamedTuple):
    """A date: words `start` to `end` of its passage, half-open."""

    start: int
    end: int
    when: When
    certainty: float


def dates(words: Passage, code: str) -> Iterator[Found]:
    """Yield the dates of a passage, the longest expression of each."""
    reader = Reader(words, code, terms(code))
    last = None
    for i in reader.beginnings():
        if (last and i < last.end) or reader.terms.not_dates.match(words, i):
            continue
        if found := _first(reader, i, last):
            yield found
            last = found


def _first(reader: Reader, i: int, last: Found | None) -> Found | None:
    found = next((f for f in (rule(reader, i) for rule in _RULES) if f), None)
    return found or _one_more(reader, i, last)


def _in_figures(reader: Reader, i: int) -> Found | None:
    """«۱۳۶۱/۳/۳», «۶۱/۳/۳», «12.3.1985»."""
    cells = _cells(reader, i)
    if not cells:
        return None
    end, (year, month, day), last_has_four = cells
    if last_has_four:
        year, day = day, year
    when = reader.full_year(year, "")
    if when is None or month not in _MONTHS or day not in _DAYS:
        return None
    if not (last_has_four and reader.terms.month_first and day in _MONTHS):
        when = of_month(when, month, day)
    era = reader.terms.eras.match(reader.words, end)
    return Found(i, era[0] if era else end, when, 0.95)


def _cells(reader: Reader, i: int) -> tuple[int, list[int], bool] | None:
    """Return where three numbers with strokes or stops between them end, and the numbers."""
    stopped = reader.form(i).split(".")
    if len(stopped) == 3 and all(_short(c) for c in stopped):
        return i + 1, [int(c) for c in stopped], len(stopped[2]) == 4
    forms = [reader.form(i + n) for n in range(5)]
    numbers, strokes = forms[::2], forms[1::2]
    if not all(_short(n) for n in numbers) or strokes not in (["/", "/"], ["-", "-"]):
        return None
    return i + 5, [int(n) for n in numbers], len(numbers[2]) == 4


def _short(cell: str) -> bool:
    return cell.isdecimal() and len(cell) <= 4


def _with_month(reader: Reader, i: int) -> Found | None:
    """«سوم خرداد شصت و یک», «۲۲ بهمن», «خرداد ۶۱», «March 12, 1985»."""
    at = reader.skip(reader.terms.weekdays, i)
    if at > i and reader.form(at) in ("،", ","):
        at += 1
    day = _day(reader, at)
    at = reader.skip(reader.terms.of, _after(reader, day)) if day else at
    month = reader.terms.months.match(reader.words, at)
    if month is None:
        return None
    end, (calendar, number_of_month) = reader.skip(reader.terms.month_words, month[0]), month[1]
    if reader.terms.month_first and not day and (day := _day(reader, end)):
        end = _after(reader, day)
    year = _year_of_month(reader, end, calendar)
    ordinal = day is not None and day.ordinal
    if not (year or ordinal or (day and not _doubtful(reader, at))):
        return None
    when = of_month(year[1] if year else When(calendar), number_of_month, day.value if day else 0)
    end = reader.skip(reader.terms.year_endings, year[0]) if year else end
    return Found(i, end, when, 0.95 if year else 0.9)


def _year_of_month(reader: Reader, i: int, calendar: str) -> tuple[int, When] | None:
    """Return the year after a month, after a comma only in four digits: “March 12, 1985”."""
    if reader.form(i) in ("،", ","):
        year = reader.year(i + 1, calendar)
        return year if year and len(reader.form(year[0] - 1)) >= 4 else None
    start = reader.skip(reader.terms.of, i)
    return reader.short_year(start) or reader.year(start, calendar)


def _day(reader: Reader, i: int) -> Number | None:
    day = reader.number(i)
    return day if day and day.value in _DAYS and day.digits <= 2 else None


def _after(reader: Reader, day: Number) -> int:
    return reader.skip(reader.terms.day_endings, day.end)


def _doubtful(reader: Reader, i: int) -> bool:
    return reader.skip(reader.terms.doubtful_months, i) > i


def _season(reader: Reader, i: int) -> Found | None:
    """«تابستان ۶۱»."""
    season = reader.terms.seasons.match(reader.words, i)
    year = _year_of_month(reader, season[0], "") if season else None
    if season is None or year is None or year[1].calendar not in (SOLAR, GREGORIAN):
        return None
    return Found(i, year[0], year[1]._replace(season=season[1]), 0.95)


def _decade(reader: Reader, i: int) -> Found | None:
    """«دهه ۶۰», «دهه شصت», “the 1980s”, “the sixties”."""
    part = reader.skip(reader.terms.parts_of_year, i)
    named = reader.terms.decade_names.match(reader.words, part)
    if named:
        return Found(i, named[0], When(GREGORIAN, named[1], years=10), 0.85)
    start = reader.skip(reader.terms.decades, part)
    year = reader.short_year(start) or reader.year(start)
    if year is None or year[1].year % 10:
        return None
    end = reader.skip(reader.terms.decade_endings, year[0])
    if start == part and end == year[0]:
        return None
    return Found(i, end, year[1]._replace(years=10), 0.95)


def _century(reader: Reader, i: int) -> Found | None:
    """«قرن نوزدهم», “the 19th century”, “19. Jahrhundert”."""
    part = reader.skip(reader.terms.parts_of_year, i)
    start = reader.skip(reader.terms.centuries, part)
    found = reader.number(start) or reader.roman(start)
    if found is None:
        return None
    ended = reader.skip(reader.terms.day_endings, found.end)
    end = reader.skip(reader.terms.century_endings, ended)
    if start == part and end == ended:
        return None
    end = end if end > ended else found.end
    era = reader.terms.eras.match(reader.words, end)
    calendar = era[1] if era else GREGORIAN if found.value in _GREGORIAN_CENTURIES else ""
    if not calendar and found.value not in _SOLAR_CENTURIES:
        return None
    when = When(calendar or reader.terms.calendar, 100 * (found.value - 1) + 1, years=100)
    return Found(i, era[0] if era else end, when, 0.95 if era else 0.8)


def _year(reader: Reader, i: int) -> Found | None:
    """«سال ۶۱», «اواخر سال ۱۳۶۱», «۱۹۷۹ میلادی»."""
    start = reader.skip(reader.terms.parts_of_year, i)
    said = reader.skip(reader.terms.years, start) > start
    year = reader.year(start)
    if year is None:
        return None
    era = reader.terms.eras.match(reader.words, year[0] - 1)
    four_digits = len(reader.form(year[0] - 1)) == 4
    end = reader.skip(reader.terms.year_endings, year[0])
    said = said or end > year[0] or bool(era and era[0] == year[0])
    return Found(i, end, year[1], 0.95) if said or (start > i and four_digits) else None


def _years(reader: Reader, i: int) -> Found | None:
    """«۱۳۵۷–۱۳۶۰», “1941-45”: from one year to another, nothing between but a dash."""
    first, dash, last = (reader.words[i + n : i + n + 1] for n in range(3))
    if not (first and dash and last and dash[0].form in _DASHES and last[0].kind == "number"):
        return None
    if not (first[0].end == dash[0].start and dash[0].end == last[0].start):
        return None
    year, final = reader.year(i), last[0].form
    if year is None or len(first[0].form) != 4 or len(final) not in (2, 4) or year[0] != i + 1:
        return None
    until = int(first[0].form[: -len(final)] + final) if final.isdecimal() else 0
    count = until - year[1].year + 1
    return Found(i, i + 3, year[1]._replace(years=count), 0.9) if 1 < count <= 100 else None


def _bare_year(reader: Reader, i: int) -> Found | None:
    """«در ۶۱ به دنبال این بودیم», «(۱۳۲۰)», “’66”: a number that counts nothing."""
    if short := reader.short_year(i):
        return Found(i, *short, 0.85)
    year = reader.year(i) if reader.words[i].kind == "number" else None
    if year is None or year[0] != i + 1:
        return None
    before, after = reader.form(i - 1), reader.form(i + 1)
    four_digits = len(reader.form(i)) == 4
    number = reader.form(i)
    two_digits = reader.terms.bare_years and number.isdecimal() and int(number) in _BARE
    if not four_digits and not two_digits:
        return None
    if four_digits and before in _FENCES and after in _FENCES:
        return Found(i, i + 1, year[1], 0.9)
    if not reader.introduced(i) or reader.counts(i):
        return None
    return Found(i, i + 1, year[1], 0.9 if four_digits else 0.8)


def _one_more(reader: Reader, i: int, last: Found | None) -> Found | None:
    """«سال ۱۳۳۳ و ۱۳۳۴», «دهه ۵۰ و ۶۰»: a second year, or decade, after a first."""
    if last is None or last.end != i - 1 or reader.words[i].kind != "number":
        return None
    year = reader.year(i) if reader.skip(reader.terms.joints, i - 1) == i else None
    alike = year is not None and year[1].calendar == last.when.calendar and last.when.year
    if year is None or not alike or last.when.month or last.when.season:
        return None
    if reader.form(year[0]) in reader.terms.counted | {"%"}:
        return None
    return Found(i, year[0], year[1]._replace(years=last.when.years), 0.8)


_DASHES = ("-", "–", "—")
_FENCES = ("(", ")", "-", "–", "—")
_RULES = (_in_figures, _with_month, _season, _decade, _century, _years, _year, _bare_year)
