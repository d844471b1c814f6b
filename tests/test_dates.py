"""Dates of three calendars, in digits and in words; quantities."""

from __future__ import annotations

import pytest

from tei.config import Config
from tei.model import Document, Span, Witness
from tei.recognisers import dates, quantities


def document(text: str, language: str = "fa") -> Document:
    return Document(Witness("t", "t.txt", text, "UTF-8", ""), language, (Span(0, len(text)),))


def found(text: str, language: str = "fa") -> list[tuple[str, dict[str, str]]]:
    result = dates.recognise(document(text, language), Config())
    return [(a.hull.of(text), dict(a.attributes)) for a in result.select("date")]


def solar(**values: str) -> dict[str, str]:
    return {"calendar": "#solarHijri", **values}


@pytest.mark.parametrize(
    ("text", "date", "values"),
    [
        ("در ۶۱ به دنبال", "۶۱", solar(notBefore="1982-03-21", notAfter="1983-03-20")),
        ("سوم خرداد شصت و یک بود", "سوم خرداد شصت و یک", solar(when="1982-05-24")),
        (
            "تابستان ۶۱ رفتیم",
            "تابستان ۶۱",
            solar(notBefore="1982-06-22", notAfter="1982-09-22"),
        ),
        ("در دهه ۶۰ بود", "دهه ۶۰", solar(notBefore="1981-03-21", notAfter="1991-03-20")),
        ("روز ۲۲ بهمن بود", "۲۲ بهمن", {"calendar": "#solarHijri", "when-custom": "--11-22"}),
        ("در ١٣٦١/٣/٣ بود", "١٣٦١/٣/٣", solar(when="1982-05-24")),
        ("۱۵ ژوئن ۱۹۸۹", "۱۵ ژوئن ۱۹۸۹", {"calendar": "#gregorian", "when": "1989-06-15"}),
        (
            "سال ۱۳۲۴ قمری",
            "سال ۱۳۲۴ قمری",
            {"calendar": "#islamic", "notBefore": "1906-02-24", "notAfter": "1907-02-14"},
        ),
    ],
)
def test_a_date_bears_its_days_in_iso_8601(text: str, date: str, values: dict[str, str]) -> None:
    assert found(text) == [(date, values)]


@pytest.mark.parametrize(
    ("text", "date", "when"),
    [
        ("on March 12, 1985 he", "March 12, 1985", "1985-03-12"),
        ("the 3rd of May 1945", "3rd of May 1945", "1945-05-03"),
        ("Friday, June 3, 1960 was", "Friday, June 3, 1960", "1960-06-03"),
        ("in 1945, we", "1945", "1945"),
        ("in '66 I asked him", "'66", "1966"),
        ("in November ’49, when", "November ’49", "1949-11"),
    ],
)
def test_an_english_date_is_gregorian(text: str, date: str, when: str) -> None:
    assert found(text, "en") == [(date, {"calendar": "#gregorian", "when": when})]


@pytest.mark.parametrize(
    ("language", "text", "date", "days"),
    [
        ("en", "in the 1960s", "1960s", ("1960", "1969")),
        ("en", "during the '60s", "'60s", ("1960", "1969")),
        ("en", "in the early sixties", "early sixties", ("1960", "1969")),
        ("en", "the nineteenth century", "nineteenth century", ("1801", "1900")),
        ("en", "the early 20th century", "early 20th century", ("1901", "2000")),
        ("en", "summer of '54", "summer of '54", ("1954-06-01", "1954-08-31")),
        ("en", "from 1941-45 in", "1941-45", ("1941", "1945")),
        ("de", "in den 60er Jahren", "60er Jahren", ("1960", "1969")),
        ("fr", "au XIXe siècle", "XIXe siècle", ("1801", "1900")),
        ("fr", "dans les années 60", "années 60", ("1960", "1969")),
        ("es", "el siglo XX", "siglo XX", ("1901", "2000")),
        ("tr", "1980’lerde geldi", "1980’lerde", ("1980", "1989")),
        ("fa", "در قرن نوزدهم", "قرن نوزدهم", ("1801", "1900")),
        ("fa", "در شهریور بیست", "شهریور بیست", ("1941-08-23", "1941-09-22")),
        ("fa", "زمستان سال ۱۳۵۷", "زمستان سال ۱۳۵۷", ("1978-12-22", "1979-03-20")),
        ("fa", "۱۳۵۷–۱۳۶۰ بود", "۱۳۵۷–۱۳۶۰", ("1978-03-21", "1982-03-20")),
        ("fa", "۲۳ رمضان ۱۴۰۰ قمری", "۲۳ رمضان ۱۴۰۰ قمری", ("1980-08-04", "1980-08-06")),
    ],
)
def test_a_stretch_of_time_bears_the_days_between_which_it_lies(
    language: str, text: str, date: str, days: tuple[str, str]
) -> None:
    ((words, values),) = found(text, language)
    assert (words, values["notBefore"], values["notAfter"]) == (date, *days)


@pytest.mark.parametrize(
    ("language", "text", "date", "when"),
    [
        ("de", "am 12. März 1985 kam er", "12. März 1985", "1985-03-12"),
        ("fr", "le 1er mai 1936", "1er mai 1936", "1936-05-01"),
        ("es", "el 12 de marzo de 1985", "12 de marzo de 1985", "1985-03-12"),
        ("ca", "26 d’octubre de 2015", "26 d’octubre de 2015", "2015-10-26"),
        ("tr", "24 Haziran 2018 genel", "24 Haziran 2018", "2018-06-24"),
        ("tr", "2016 yılında geldi", "2016 yılında", "2016"),
        ("ar", "في ٢٣ يوليو ١٩٥٢", "٢٣ يوليو ١٩٥٢", "1952-07-23"),
        ("ru", "12 марта 1985 года", "12 марта 1985 года", "1985-03-12"),
        ("fa", "۲۲ بهمن سال ۵۷", "۲۲ بهمن سال ۵۷", "1979-02-11"),
        ("fa", "۱۴ مهر ماه ۱۳۶۱", "۱۴ مهر ماه ۱۳۶۱", "1982-10-06"),
    ],
)
def test_each_language_says_days_and_years_in_its_way(
    language: str, text: str, date: str, when: str
) -> None:
    ((words, values),) = found(text, language)
    assert (words, values["when"]) == (date, when)


@pytest.mark.parametrize("text", ["for twenty years", "March 12, 85 people came", "I may go", "60"])
def test_counts_and_words_are_not_english_dates(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "سه سال در جبهه بودم",
        "در ۶۱ کشور",
        "از ۲۰ تا ۳۰ نفر",
        "آذر گفت",
        "یک سی دی خریدم",
        "آلبوم بهار یک",
    ],
)
def test_durations_counts_and_names_are_not_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تا سال ۱۳۳۳ و ۱۳۳۴ بود", ["سال ۱۳۳۳", "۱۳۳۴"]),
        ("در دهه ۵۰ و ۶۰ رفت", ["دهه ۵۰", "۶۰"]),
        ("سال ۶۱ و ۲۰ نفر", ["سال ۶۱"]),
        ("از حدود ۸۰-۷۰ سال پیش", []),
        ("از سال ۵۹ تا ۶۴ در جبهه", ["سال ۵۹", "۶۴"]),
    ],
)
def test_a_second_year_after_a_first_is_a_date_too(text: str, expected: list[str]) -> None:
    assert [date for date, _ in found(text)] == expected


def test_a_day_that_does_not_exist_is_reported_and_not_invented() -> None:
    result = dates.recognise(document("روز ۳۱ مهر ۱۳۶۷ بود"), Config())
    assert [d.code for d in result.diagnostics] == ["TEI260"]
    assert [a.attributes for a in result.select("date")] == [()]


def test_a_number_with_a_unit_is_a_measure_and_a_date_is_left_alone() -> None:
    text = "در سال ۶۱ پس از ۲۵ کیلومتر و سه ساعت"
    result = quantities.recognise(dates.recognise(document(text), Config()), Config())
    measures = [(a.hull.of(text), dict(a.attributes)) for a in result.select("measure", "num")]
    assert measures == [
        ("۲۵ کیلومتر", {"quantity": "25", "unit": "km"}),
        ("سه ساعت", {"type": "duration", "quantity": "3", "unit": "h"}),
    ]


@pytest.mark.parametrize(
    ("text", "quantities_found"),
    [
        ("سه صد تومان", [("سه صد تومان", "300")]),
        ("۱۵ هزار تومان داد", [("۱۵ هزار تومان", "15000")]),
        ("دو میلیون و سیصد هزار نفر", [("دو میلیون و سیصد هزار نفر", "2300000")]),
        ("چند هزار تومان", []),
        ("۲/۵ درصد بود", [("۲/۵ درصد", "2.5")]),
        ("۱.۵ میلیون نفر", [("۱.۵ میلیون نفر", "1500000")]),
        ("ماده ۲/۵ قانون", []),
    ],
)
def test_figures_and_words_make_one_number(
    text: str, quantities_found: list[tuple[str, str]]
) -> None:
    result = quantities.recognise(document(text), Config())
    found = [(a.hull.of(text), a.get("quantity")) for a in result.select("measure", "num")]
    assert found == quantities_found


def test_english_numbers_in_words_are_counted_together() -> None:
    text = "twenty-one years, two hundred and forty miles, one thousand five hundred dollars"
    result = quantities.recognise(document(text, "en"), Config())
    assert [(a.get("quantity"), a.get("unit")) for a in result.select("measure")] == [
        ("21", "year"),
        ("240", "mi"),
        ("1500", "USD"),
    ]
