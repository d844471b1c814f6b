"""What taking text out of a page does to it, and what is meant."""

from __future__ import annotations

import pytest

from tei.spelling import changes, edits, regularize

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
        ("صفحهٔ {۱۲.۵}", "صفحهٔ ۱۲.۵"),
        ("درس{) .}بعد", "درس) .بعد"),
    ],
)
def test_a_run_is_read_from_the_right(seen: str, read: str) -> None:
    assert regularize(line(seen), "fa") == read


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
