"""Quotations: between which marks, and of which kind."""

from __future__ import annotations

import pytest

from tei.config import Config
from tei.model import Document, Span, Witness
from tei.recognisers import quotations


def recognised(text: str, language: str = "fa") -> Document:
    witness = Witness("t", "t.txt", text, "UTF-8", "")
    return quotations.recognise(Document(witness, language, (Span(0, len(text)),)), Config())


def found(text: str, language: str = "fa") -> list[tuple[str, str | None]]:
    result = recognised(text, language)
    return [(a.hull.of(text), a.get("type")) for a in result.select("q")]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("او گفت: «می‌آیم» و رفت", "«می‌آیم»"),
        ("به من گفت که «فردا می‌آیم» و رفت", "«فردا می‌آیم»"),
        ("«فردا می‌آیم.» گفت و رفت", "«فردا می‌آیم.»"),
    ],
)
def test_what_somebody_says_is_spoken(text: str, quoted: str) -> None:
    assert found(text) == [(quoted, "spoken")]


def test_a_title_of_a_work_and_a_word_set_off_are_not_speech() -> None:
    assert found("کتاب «بوف کور» را خواندم") == [("«بوف کور»", "title")]
    assert found("این «آزادی» را دیدیم") == [("«آزادی»", "soCalled")]


def test_a_quotation_stands_inside_another() -> None:
    text = "گفت: «او گفت: “نه” و رفت»"
    assert found(text) == [("«او گفت: “نه” و رفت»", "spoken"), ("“نه”", "spoken")]


def test_a_mark_without_its_fellow_quotes_nothing_and_is_reported() -> None:
    result = recognised("گفت: «می‌آیم و رفت")
    assert result.select("q") == []
    assert [d.code for d in result.diagnostics] == ["TEI265"]
    assert [d.code for d in recognised("می‌آیم» و رفت").diagnostics] == ["TEI265"]


def test_a_quotation_ends_with_its_paragraph() -> None:
    result = recognised("گفت: «می‌آیم\n\nو رفت»")
    assert result.select("q") == []


def test_english_speech_stands_before_or_after_its_verb() -> None:
    assert found('He said, "I am coming." Then', "en") == [('"I am coming."', "spoken")]
    assert found("“Come here,” he said", "en") == [("“Come here,”", "spoken")]
