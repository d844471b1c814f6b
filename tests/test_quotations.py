"""Quotations: between which marks, and of which kind."""

from __future__ import annotations

import pytest

from tei.config import Config
from tei.model import Annotation, Document, Rule, Span, Witness
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


@pytest.mark.parametrize(
    ("language", "text", "titles"),
    [
        ("fa", "روزنامه «کیهان» نوشت", ["«کیهان»"]),
        ("fa", "مجله‌ی «فیلم» را خواند", ["«فیلم»"]),
        ("fa", "فیلم‌های «هامون» و «پری» را دید", ["«هامون»", "«پری»"]),
        ("fa", "کتاب گفت: «سلام بر تو»", []),
        ("en", "the films “Casablanca” and “Gilda” were", ["“Casablanca”", "“Gilda”"]),
        ("en", "what they called the “liberation” of", []),
    ],
)
def test_the_title_of_a_work_is_told_by_the_word_before(
    language: str, text: str, titles: list[str]
) -> None:
    assert [quoted for quoted, kind in found(text, language) if kind == "title"] == titles


def test_a_quotation_stands_inside_another() -> None:
    text = "گفت: «او گفت: “نه” و رفت»"
    assert found(text) == [("«او گفت: “نه” و رفت»", "spoken"), ("“نه”", "spoken")]


def test_a_mark_without_its_fellow_quotes_nothing_and_is_reported() -> None:
    result = recognised("گفت: «می‌آیم و رفت")
    assert result.select("q") == []
    assert [d.code for d in result.diagnostics] == ["TEI265"]
    assert [d.code for d in recognised("می‌آیم» و رفت").diagnostics] == ["TEI265"]


@pytest.mark.parametrize(
    ("language", "paragraphs"),
    [
        ("fa", ["گفت: «می‌آیم.", "«و فردا می‌روم.", "«و برمی‌گردم.» بعد رفت"]),
        ("es", ["Dice: «Vengo.", "»Mañana voy.", "»Y vuelvo.» Y se fue"]),
        ("en", ["He said: “I come.", "“Tomorrow I go.", "“And return.” Then he went"]),
    ],
)
def test_a_quotation_goes_on_where_paragraphs_repeat_its_mark(
    language: str, paragraphs: list[str]
) -> None:
    text = "\n\n".join(paragraphs)
    (claim,) = recognised(text, language).select("q")
    quoted = [span.of(text) for span in claim.spans]
    assert quoted == [
        paragraphs[0][paragraphs[0].index(":") + 2 :],
        paragraphs[1],
        paragraphs[2][: paragraphs[2].rindex(".") + 2].strip(),
    ]
    assert (claim.get("type"), claim.certainty) == ("spoken", 0.9)


def test_a_quotation_closed_in_the_next_paragraph_is_less_sure() -> None:
    text = "گفت: «می‌آیم.\n\nو فردا می‌روم» و رفت"
    (claim,) = recognised(text).select("q")
    assert [span.of(text) for span in claim.spans] == ["«می‌آیم.", "و فردا می‌روم»"]
    assert claim.certainty == 0.7


def test_a_quotation_inside_one_of_several_paragraphs_stays_inside() -> None:
    text = "گفت: «می‌آیم.\n\n«او گفت “نه” و رفت.» و آمد"
    claims = recognised(text).select("q")
    quoted = sorted([span.of(text) for span in claim.spans] for claim in claims)
    assert quoted == [["«می‌آیم.", "«او گفت “نه” و رفت.»"], ["“نه”"]]


def test_no_quotation_runs_into_the_next_turn() -> None:
    text = "گفت: «می‌آیم.\n\nبعد چه شد» و رفت"
    rule = Rule("test", "test")
    turns = [Annotation("u", (Span(0, 13),), rule), Annotation("u", (Span(15, len(text)),), rule)]
    witness = Witness("t", "t.txt", text, "UTF-8", "")
    document = Document(witness, "fa", (Span(0, len(text)),)).with_claims(turns)
    result = quotations.recognise(document, Config())
    assert result.select("q") == []
    assert [d.code for d in result.diagnostics] == ["TEI265", "TEI265"]


def test_a_quotation_runs_over_the_paragraphs_of_one_turn() -> None:
    text = "گفت: «می‌آیم.\n\n«بعد می‌روم.» و رفت"
    turn = Annotation("u", (Span(0, 13), Span(15, len(text))), Rule("test", "test"))
    witness = Witness("t", "t.txt", text, "UTF-8", "")
    document = Document(witness, "fa", (Span(0, len(text)),)).with_claims([turn])
    (claim,) = quotations.recognise(document, Config()).select("q")
    assert len(claim.spans) == 2


def test_a_mark_that_nothing_closes_for_paragraphs_quotes_nothing() -> None:
    result = recognised("گفت: «می‌آیم.\n\nاول\n\nدوم\n\nسوم\n\nچهارم\n\nپنجم» و رفت")
    assert result.select("q") == []
    assert [d.code for d in result.diagnostics] == ["TEI265", "TEI265"]


def test_english_speech_stands_before_or_after_its_verb() -> None:
    assert found('He said, "I am coming." Then', "en") == [('"I am coming."', "spoken")]
    assert found("“Come here,” he said", "en") == [("“Come here,”", "spoken")]
