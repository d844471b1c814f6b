"""Persian spelling: what is restored, what is left alone, and that nothing else is touched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.spelling import apply, changes, edits, regularize

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    "spelt",
    [
        "او هر روز به کتابخانه می‌رفت و کتاب‌ها را می‌خواند",
        "بچه‌ها نمی‌دانستند که معلم‌هایشان رفته‌اند",
        "خانه‌ای کوچک‌تر از خانه‌های دیگر",
        "برنامه‌ریزی و تصمیم‌گیری آسان نیست",
        "آیت‌الله و حجت‌الاسلام",
    ],
)
def test_lost_zwnj_are_restored(spelt: str) -> None:
    assert regularize(spelt.replace(ZWNJ, ""), "fa") == spelt


@pytest.mark.parametrize(
    "word",
    ["میان", "میدان", "میهمان", "میراث", "تنها", "بها", "کارها", "کشورهای", "هماهنگی", "دانشگاه"],
)
def test_words_that_only_look_parted_stay_joined(word: str) -> None:
    assert regularize(word, "fa") == word


@pytest.mark.parametrize(
    ("printed", "regular", "rule"),
    [
        ("علي", "علی", "letter"),
        ("كتاب", "کتاب", "letter"),
        ("ﺳﻼﻡ", "سلام", "presentation-form"),
        ("ایـــران", "ایران", "kashida"),
        ("\u202bسلام\u202c", "سلام", "direction-mark"),
        ("می¬روم", "می‌روم", "zwnj-sign"),
        ("خانه\u00adها", "خانه‌ها", "zwnj-sign"),
        ("کتاب‌", "کتاب", "zwnj-stray"),
        ("سلام\u00a0دنیا", "سلام دنیا", "blank"),
        ("می‌شناخت".replace(ZWNJ, ""), "می‌شناخت", "verb-prefix"),
        ("درخت‌های".replace(ZWNJ, ""), "درخت‌های", "plural"),
        ("منطقه‌ای".replace(ZWNJ, ""), "منطقه‌ای", "indefinite"),
        ("بزرگ‌ترین".replace(ZWNJ, ""), "بزرگ‌ترین", "comparative"),
        ("گفته‌اند".replace(ZWNJ, ""), "گفته‌اند", "enclitic"),
        ("مذاکره‌کننده".replace(ZWNJ, ""), "مذاکره‌کننده", "compound"),
    ],
)
def test_each_rule_signs_what_it_does(printed: str, regular: str, rule: str) -> None:
    found = edits(printed, "fa")
    assert apply(printed, found) == regular
    assert {edit.rule for edit in found} == {rule}


@pytest.mark.parametrize(
    "kept", ["مخصوصاً", "خانهٔ ما", "خانۀ شما", "ﷺ", "مُلک", "رأی", "۱۲ و 12 و ١٢", "هـ"]
)
def test_what_is_regular_is_left_alone(kept: str) -> None:
    assert regularize(kept, "fa") == kept


def test_a_change_is_a_whole_word() -> None:
    printed = "او مي‌گويد كتابهايش كجاست"
    shown = [(printed[c.start : c.end], c.regular) for c in changes(printed, edits(printed, "fa"))]
    assert shown == [
        ("مي‌گويد", "می‌گوید"),
        ("كتابهايش", "کتاب‌هایش"),
        ("كجاست", "کجاست"),
    ]


def test_an_unknown_language_is_left_alone() -> None:
    assert edits("میشناخت", "tlh") == []


_PERSIAN = st.text(st.sampled_from("ابپتهیکگمنرودسشلیكةأ ‌ـ،.۱¬\u00ad\u202bﻼﻡﻫﻪ\n"), max_size=60)


@given(_PERSIAN)
def test_edits_are_in_order_and_never_overlap(text: str) -> None:
    found = edits(text, "fa")
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= e.start <= e.end <= len(text) and 0 <= e.probability <= 1 for e in found)


@given(_PERSIAN)
def test_regular_text_stays_as_it_is(text: str) -> None:
    once = regularize(text, "fa")
    assert regularize(once, "fa") == once


@given(st.text())
def test_any_text_can_be_regularized(text: str) -> None:
    found = edits(text, "fa")
    assert apply(text, found) == "".join(
        piece
        for piece in _pieces(text, [(c.start, c.end, c.regular) for c in changes(text, found)])
    )


def _pieces(text: str, changed: list[tuple[int, int, str]]) -> list[str]:
    pieces, at = [], 0
    for start, end, regular in changed:
        pieces += [text[at:start], regular]
        at = end
    return [*pieces, text[at:]]
