"""What a language says dates with, and the small things every date is made of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from tei.dates.calendars import GREGORIAN, LUNAR, SOLAR, When
from tei.dates.numbers import Number, number, numerals
from tei.languages import language
from tei.names.phrases import Phrases
from tei.names.words import fold

if TYPE_CHECKING:
    from tei.names.words import Passage

# Years that a text of our time writes with four digits, by calendar.
_FOUR_DIGITS = {SOLAR: range(1200, 1450), GREGORIAN: range(1450, 2100)}
_LUNAR_YEARS = range(1, 1500)
_TWO_DIGITS = range(100)
_ROMAN = re.compile(r"((X{0,2})(IX|IV|V?I{0,3}))(?:e|ème|º)?")
_ROMAN_LETTERS = "XVI"
_ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
# Below this a solar year of two digits is of the century that follows.
_TURN_OF_CENTURY = 10


class Terms(NamedTuple):
    """The `[dates]` section of a language."""

    months: Phrases[tuple[str, int]]
    doubtful_months: Phrases[str]
    not_dates: Phrases[str]
    """What sounds like a date: «سی دی»."""
    seasons: Phrases[int]
    eras: Phrases[str]
    weekdays: Phrases[str]
    years: Phrases[str]
    year_endings: Phrases[str]
    """After a year: «yılında»."""
    month_words: Phrases[str]
    decades: Phrases[str]
    centuries: Phrases[str]
    parts_of_year: Phrases[str]
    before_years: Phrases[str]
    of: Phrases[str]
    day_endings: Phrases[str]
    ranges: Phrases[str]
    joints: Phrases[str]
    """What stands between two years: «و», «تا»."""
    closed: frozenset[str]
    """Words that are not counted: prepositions, conjunctions, verbs."""
    counted: frozenset[str]
    """Units."""
    calendar: str
    """Of a year without one."""
    century: int
    """Of a year of two digits."""
    month_first: bool
    bare_years: bool
    """Whether two digits alone may be a year: «در ۶۱»."""
    apostrophes: frozenset[str]
    """Before two digits they stand for a century: “’66”."""
    decade_names: Phrases[int]
    """“The sixties”, by their first year."""
    decade_endings: Phrases[str]
    century_endings: Phrases[str]


@cache
def terms(code: str) -> Terms:
    """Return a language's terms; every list of a language without them is empty."""
    data = language(code).data.get("dates", {})

    def phrases(name: str) -> Phrases[str]:
        return Phrases((phrase, phrase) for phrase in data.get(name, ()))

    months, eras = data.get("months", {}), data.get("eras", {})
    return Terms(
        months=Phrases((m, (c, n)) for c, names in months.items() for m, n in names.items()),
        doubtful_months=phrases("doubtful_months"),
        not_dates=phrases("not_dates"),
        seasons=Phrases(data.get("seasons", {}).items()),
        eras=Phrases((era, calendar) for calendar, forms in eras.items() for era in forms),
        weekdays=phrases("weekdays"),
        years=phrases("year_words"),
        year_endings=phrases("year_endings"),
        month_words=phrases("month_words"),
        decades=phrases("decade_words"),
        centuries=phrases("century_words"),
        parts_of_year=phrases("parts_of_year"),
        before_years=phrases("before_years"),
        of=phrases("of"),
        day_endings=phrases("day_endings"),
        ranges=phrases("ranges"),
        joints=phrases("joints"),
        closed=frozenset(fold(w) for w in language(code).words("names", "function_words")),
        counted=frozenset(fold(u) for u in language(code).data.get("units", {})),
        calendar=data.get("calendar", GREGORIAN),
        century=data.get("two_digits", 0),
        month_first=data.get("month_first", False),
        bare_years=data.get("bare_years", False),
        apostrophes=frozenset(data.get("apostrophes", ())),
        decade_names=Phrases(data.get("decades", {}).items()),
        decade_endings=phrases("decade_endings"),
        century_endings=phrases("century_endings"),
    )


@cache
def _first_words(code: str) -> frozenset[str]:
    known, numbers = terms(code), numerals(code)
    lists = (
        *(known.months, known.seasons, known.weekdays, known.years),
        *(known.decades, known.decade_names, known.centuries, known.parts_of_year),
    )
    words = (phrases.first_words() for phrases in lists)
    return frozenset().union(numbers.values, numbers.ordinals, known.apostrophes, *words)


class Reader(Struct, frozen=True):
    """A passage and the terms to read it with."""

    words: Passage
    code: str
    terms: Terms

    def beginnings(self) -> list[int]:
        """Return the words that a date may begin with: most words are passed over by this."""
        first = _first_words(self.code)
        return [
            i
            for i, word in enumerate(self.words)
            if word.kind == "number" or word.form in first or _is_roman(word.form)
        ]

    def skip(self, phrases: Phrases[str], i: int) -> int:
        """Return where a phrase that begins with word `i` ends, or `i`."""
        match = phrases.match(self.words, i)
        return match[0] if match else i

    def form(self, i: int) -> str:
        """Return word `i` folded, nothing beyond the edges."""
        return self.words[i].form if 0 <= i < len(self.words) else ""

    def number(self, i: int) -> Number | None:
        """Return the number that begins with word `i`."""
        return number(self.words, i, self.code)

    def roman(self, i: int) -> Number | None:
        """Return the Roman number at word `i`, as centuries bear it: «XIX», «XXe»."""
        match = _ROMAN.fullmatch(self.form(i))
        if match is None or not match[1]:
            return None
        tens, units = match[2] or "", match[3] or ""
        return Number(10 * len(tens) + _ROMAN_UNITS.index(units), i + 1)

    def year(self, i: int, calendar: str = "") -> tuple[int, When] | None:
        """Return where a year ends that begins with word `i`, and the year.

        «سال» before it and «میلادی» after it belong to it; `calendar` is what a month said.
        """
        start = self.skip(self.terms.years, i)
        found = self.number(start)
        # «بهار یک» is a piece of music, «بهار ۰۱» a year.
        if found is None or found.ordinal or (found.value < 10 and found.digits < 2):
            return None
        era = self.terms.eras.match(self.words, found.end)
        end, calendar = (era[0], era[1]) if era else (found.end, calendar)
        # «۶۱ م…» is an era only where it can be a year of it.
        when = self.full_year(found.value, calendar)
        if when is None and era:
            end, when = found.end, self.full_year(found.value, "")
        return (end, when) if when else None

    def short_year(self, i: int) -> tuple[int, When] | None:
        """Return a Gregorian year of two digits that begins with an apostrophe: “’66”."""
        mark, figures = self.words[i : i + 1], self.words[i + 1 : i + 2]
        if not (mark and figures and mark[0].form in self.terms.apostrophes):
            return None
        two = len(figures[0].form) == 2 and figures[0].form.isdecimal()
        if not two or mark[0].end != figures[0].start:
            return None
        return i + 2, When(GREGORIAN, 1900 + int(figures[0].form))

    def introduced(self, i: int) -> bool:
        """Say whether a word after which years stand comes before word `i`: «در», «in»."""
        found = (self.terms.before_years.match(self.words, j) for j in (i - 2, i - 1) if j >= 0)
        return any(match and match[0] == i for match in found)

    def counts(self, i: int) -> bool:
        """Say whether the number `i` may count what follows: two digits do, before any noun."""
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        if following is None:
            return False
        to = self.skip(self.terms.ranges, i + 1)
        if to > i + 1 and to < len(self.words) and self.words[to].kind == "number":
            return self.counts(to)
        if len(self.form(i)) == 4:
            return following.form in self.terms.counted
        closed = following.kind == "mark" and following.form != "%"
        return not closed and following.form not in self.terms.closed

    def full_year(self, value: int, calendar: str) -> When | None:
        """Return the year that `value` means, of the calendar that is said or its size says."""
        if calendar == LUNAR:
            return When(LUNAR, value) if value in _LUNAR_YEARS else None
        if not calendar:
            calendar = next((c for c, y in _FOUR_DIGITS.items() if value in y), "")
        if calendar and value in _FOUR_DIGITS[calendar]:
            return When(calendar, value)
        calendar = calendar or self.terms.calendar
        if value not in _TWO_DIGITS or not self.terms.century:
            return None
        if calendar == GREGORIAN:
            return When(GREGORIAN, 1900 + value)
        late = 100 if value < _TURN_OF_CENTURY else 0
        return When(calendar, self.terms.century + late + value)


def _is_roman(form: str) -> bool:
    return form[0] in _ROMAN_LETTERS and _ROMAN.fullmatch(form) is not None


def of_month(year: When, month: int, day: int) -> When:
    """Return the month or the day of a year."""
    return year._replace(month=month, day=day)
