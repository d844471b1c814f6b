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
        ("in 1945, we", "1945", "1945"),
    ],
)
def test_an_english_date_is_gregorian(text: str, date: str, when: str) -> None:
    assert found(text, "en") == [(date, {"calendar": "#gregorian", "when": when})]


@pytest.mark.parametrize(
    "text", ["سه سال در جبهه بودم", "در ۶۱ کشور", "از ۲۰ تا ۳۰ نفر", "آذر گفت"]
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
        ("۱۵ هزار تومان داد", [("۱۵ هزار تومان", "15000")]),
        ("دو میلیون و سیصد هزار نفر", [("دو میلیون و سیصد هزار نفر", "2300000")]),
        ("چند هزار تومان", []),
    ],
)
def test_figures_and_words_make_one_number(
    text: str, quantities_found: list[tuple[str, str]]
) -> None:
    result = quantities.recognise(document(text), Config())
    found = [(a.hull.of(text), a.get("quantity")) for a in result.select("measure")]
    assert found == quantities_found
