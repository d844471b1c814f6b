"""What taking text out of a page does to it, and what is meant."""

from __future__ import annotations

import pytest

from tei.encoding import encode
from tei.pipeline import recognise
from tei.rendering import render
from tei.restoration import restore
from tei.spelling import changes, edits, regularize
from tests.strategies import witness

LRE, RLE, PDF = "\u202a", "\u202b", "\u202c"


def line(text: str) -> str:
    """Return a line as `pdftotext` writes it, with its runs between braces embedded."""
    return RLE + text.replace("{", LRE).replace("}", PDF) + PDF


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("گفت{ .}این", "گفت. این"),
        ("گفت{ .} این", "گفت. این"),
        ("گفت{ .}", "گفت."),
        ("مدرس{ :}سلیمانی", "مدرس: سلیمانی"),
        ("سال { ۱۹۹۰ - ۱۹۸۵}بود", "سال ۱۹۸۵ - ۱۹۹۰ بود"),
        ("تابع {word_tokenize}را", "تابع word_tokenizeرا"),
        ("تحویل{۱۳۹۹/۰۸/۱۲ :}", "تحویل: ۱۳۹۹/۰۸/۱۲"),
        ("بخش { :۳}شرح", "بخش ۳: شرح"),
        ("روش {:lnc-ltc }که", "روش lnc-ltc :که"),
        ("صفحهٔ {۱۲.۵}", "صفحهٔ ۱۲.۵"),
        ("درس{) .}بعد", "درس) .بعد"),
    ],
)
def test_a_run_is_read_from_the_right(seen: str, read: str) -> None:
    assert " ".join(regularize(line(seen), "fa").split()) == read


@pytest.mark.parametrize("seen", ["از{۱۹۹۰ }که", "تا { ۱۹۹۴}آن"])
def test_a_number_stays_a_number_that_others_can_claim(seen: str) -> None:
    printed = line(seen)
    (edit,) = (edit for edit in edits(printed, "fa") if edit.rule == "embedded-run")
    assert printed[edit.start : edit.end] in (LRE, PDF)


def test_a_blank_that_a_run_has_is_not_lost_again() -> None:
    assert regularize(line("بیش از {۴۴۰۰ }نفر"), "fa").split() == ["بیش", "از", "۴۴۰۰", "نفر"]
    assert "  " not in regularize(line("نزدیک{ ۴۴۰۰}نفر"), "fa")


def test_where_the_line_runs_from_the_left_nothing_is_read_from_the_right() -> None:
    assert regularize(f"he said{LRE} .{PDF}سلام", "fa") == "he said .سلام"


@pytest.mark.parametrize("seen", ["{ .1}شرح", "شرح {۹۷ - ۹۶}", "شرح{1. }"])
def test_what_is_embedded_stays_with_its_paragraph(seen: str) -> None:
    text = "پرسش\u202a: \u202cچرا؟\n\n" + line(seen) + "\n"
    tree = encode(recognise(witness(text)))
    assert restore(tree) == text.encode()
    read = render(tree, "text")
    assert not {LRE, RLE, PDF} & {*read}
    assert len(read.split("\n\n")) == 3  # the last is empty


def test_labels_are_known_whose_colons_are_embedded() -> None:
    said = ["پرسش{ :}چرا آمدید؟", "پاسخ{ :}برای دیدن شما{ .}", "پرسش{ :}و بعد؟", "پاسخ{ :}هیچ{.}"]
    text = "\n".join(map(line, said))
    document = recognise(witness(text))
    assert [turn.get("who") for turn in document.select("u")] == [
        "#interviewer",
        "#interviewee",
    ] * 2
    tree = encode(document)
    assert tree.find(".//{*}p[@resp='#text.unclaimed']") is None
    assert render(tree, "text").split("\n\n")[1] == "پاسخ: برای دیدن شما."


@pytest.mark.parametrize(
    ("printed", "regular"),
    [("واقعا ً چنین بود", "واقعاً چنین بود"), ("کتبا ً و حتما ً", "کتباً و حتماً")],
)
def test_a_vowel_sign_goes_back_over_its_letter(printed: str, regular: str) -> None:
    assert regularize(printed, "fa") == regular
    (first, *_) = changes(printed, edits(printed, "fa"))
    assert first.regular == regular.split()[0]


def test_lam_alef_is_swapped_at_the_beginning_of_words_too() -> None:
    printed = "مسئوالن اعالم کردند که الیحه الزم است و البته اطالعات اسالمی کامل نیست"
    regular = "مسئولان اعلام کردند که لایحه لازم است و البته اطلاعات اسلامی کامل نیست"
    assert regularize(printed, "fa") == regular
