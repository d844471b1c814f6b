"""Persian spelling: what is restored, what is left alone, and that nothing else is touched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tei.spelling import Policy, apply, changes, edits, regularize

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
@example("ه¬ ی")
@example("می¬\u200f رود")
@example("پوﻼلأأ")
def test_regular_text_stays_as_it_is(text: str) -> None:
    once = regularize(text, "fa")
    assert regularize(once, "fa") == once


_SPELT = ("می‌رود", "کتاب‌ها", "خانه‌ای", "پیش‌بینی", "بزرگ‌تر", "آن‌ها", "آیت‌الله", "نام‌های", "گفته‌اند")
_LOST = ("", " ", "\u00a0", "¬", "\u2009", f" {ZWNJ}", f"\u00a0{ZWNJ}", f"{ZWNJ} ")
_PRINTED = (
    *_SPELT,
    *(word.replace(ZWNJ, lost) for word in _SPELT for lost in _LOST),
    *("دیگه", "یه", "خونه", "علی", "به", "از", "."),
    *("ﮐﺘﺎﺏﻫﺎ", "ﻣﯽﺭﻭﺩ", "ﮐﺘﺎﺑﻬﺎ", "ﺧﺎﻧﻪﺍﯼ", "ﺐﻫ"),
)
_LINES = st.lists(
    st.tuples(st.sampled_from(_PRINTED), st.sampled_from((" ", "\u00a0", "\n", f" {ZWNJ}"))),
    max_size=60,
)


@given(_LINES)
def test_regularizing_words_spelt_in_every_way_twice_changes_nothing_more(
    line: list[tuple[str, str]],
) -> None:
    once = regularize("".join(map("".join, line)), "fa")
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


@pytest.mark.parametrize(
    ("printed", "regular"),
    [
        ("او می رود و کتاب ها را می خواند", "او می‌رود و کتاب‌ها را می‌خواند"),
        ("خانه ی ما", "خانه‌ی ما"),
    ],
)
def test_a_blank_that_stands_for_a_zwnj_is_one_again(printed: str, regular: str) -> None:
    assert regularize(printed, "fa") == regular


@pytest.mark.parametrize(
    ("printed", "regular"),
    [
        ("وزارت امورخارجه", "وزارت امور خارجه"),
        ("۴۴۰۰نفر آمدند", "۴۴۰۰ نفر آمدند"),
        ("سال۱۳۵۷ بود", "سال ۱۳۵۷ بود"),
    ],
)
def test_a_lost_blank_is_restored(printed: str, regular: str) -> None:
    assert regularize(printed, "fa") == regular


@pytest.mark.parametrize("kept", ["بازخوانی", "خبرنگاران", "کارشناسان", "۲۰م", "۱۳۵۷ش"])
def test_no_blank_comes_into_a_word(kept: str) -> None:
    assert regularize(kept, "fa") == kept


def test_neighbours_decide_between_two_readings() -> None:
    assert regularize("یک نامهای برای او نوشتم", "fa") == "یک نامه‌ای برای او نوشتم"
    assert regularize("فهرست نامهای خانوادگی", "fa") == "فهرست نام‌های خانوادگی"


def test_what_follows_is_known_by_words_that_are_used_alike() -> None:
    lost, spelt = "مردانی به نامهای علی و حسن آمدند", "مردانی به نام‌های علی و حسن آمدند"
    assert regularize(lost, "fa") == spelt


def test_a_word_alone_is_decided_by_itself() -> None:
    assert regularize("نامهای", "fa") == "نامه‌ای"


@pytest.mark.parametrize("ordinal", ["نهصدمین", "هفتصدمین", "ششصدم"])
def test_an_ordinal_is_spelt_as_its_number(ordinal: str) -> None:
    assert edits(f"جشن {ordinal} سال", "fa") == []


@pytest.mark.parametrize(("joined", "parted"), [("اینطور", "این‌طور"), ("هیچیک", "هیچ‌یک")])
def test_what_the_academy_parts_and_many_join_is_shown_beside_only(
    joined: str, parted: str
) -> None:
    found = edits(joined, "fa")
    assert apply(joined, found) == parted
    assert [edit.probability for edit in found] == [0.5]
    assert regularize(joined, "fa") == joined


def test_swapped_lam_alef_is_turned_where_the_whole_text_has_it() -> None:
    printed = "مسئوالن اعالم کردند که اطالعات اسالمی کامل نیست"
    assert regularize(printed, "fa") == "مسئولان اعلام کردند که اطلاعات اسلامی کامل نیست"
    assert regularize("سال گذشته", "fa") == "سال گذشته"


def test_a_line_in_visual_order_is_turned_round() -> None:
    line = "این کتاب برای من از همه چیز مهم تر است که در سال 1357 نوشته شده"
    visual = line[::-1].replace("7531", "1357")
    (edit,) = edits(visual, "fa")
    assert (edit.rule, edit.replacement) == ("visual-order", regularize(line, "fa"))


@pytest.mark.parametrize(
    ("printed", "regular"), [(")سپاه( و )ارتش(", "(سپاه) و (ارتش)"), ("(سپاه) و (ارتش)", None)]
)
def test_mirrored_brackets_are_turned_round(printed: str, regular: str | None) -> None:
    assert regularize(printed, "fa") == (regular or printed)


def test_a_rule_can_be_skipped() -> None:
    assert regularize("كتابها", "fa", Policy(skip=("plural",))) == "کتابها"


def test_rules_that_are_seldom_wanted_have_to_be_asked_for() -> None:
    printed = 'گفت : "سلام بر تو" ،و رفت'
    assert regularize(printed, "fa") == printed
    asked = Policy(also=("quote", "punctuation"))
    assert regularize(printed, "fa", asked) == "گفت: «سلام بر تو» ،و رفت"


def test_a_user_s_words_outrank_the_model() -> None:
    assert regularize("خوشحال و کتابها", "fa", Policy(words=("خوش‌حال", "کتابها"))) == (
        "خوش‌حال و کتابها"
    )


@pytest.mark.parametrize(
    ("printed", "regular"),
    [
        ("the ﬁrst oﬃce", "the first office"),
        ("an inter-\nview with her", "an interview with her"),
        ("a well-\nknown man, a well-known man", "a well-\nknown man, a well-known man"),
        ("co\u00adoperate", "cooperate"),
        ("he said ``no''", "he said “no”"),
    ],
)
def test_english(printed: str, regular: str) -> None:
    assert regularize(printed, "en") == regular


@pytest.mark.parametrize(
    ("printed", "regular"), [("کتاب", "كتاب"), ("ﺳﻼﻡ", "سلام"), ("عـــلم", "علم")]
)
def test_arabic(printed: str, regular: str) -> None:
    assert regularize(printed, "ar") == regular


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("\u202bسلام\u202c", [(0, 1, ""), (5, 6, "")]),
        ("\u202bكتاب\u202c", [(0, 1, ""), (1, 5, "کتاب"), (5, 6, "")]),
        ("خوب\u00a0كتاب", [(3, 4, " "), (4, 8, "کتاب")]),
    ],
)
def test_what_stands_beside_a_word_is_a_change_of_its_own(
    printed: str, shown: list[tuple[int, int, str]]
) -> None:
    found = changes(printed, edits(printed, "fa"))
    assert [(c.start, c.end, c.regular) for c in found] == shown


def test_a_blank_for_a_zwnj_is_one_change_with_both_words_whatever_else_they_need() -> None:
    text = "مي كنيم"
    found = [(c.start, c.end, c.regular) for c in changes(text, edits(text, "fa"))]
    assert found == [(0, 7, "می‌کنیم")]


@pytest.mark.parametrize(
    ("printed", "regular"),
    [
        ("او می\u00a0رود", "او می‌رود"),
        ("همه كتاب\u00a0ها را می\u00a0خواند", "همه کتاب‌ها را می‌خواند"),
        ("نمی\u00a0 دانم", "نمی‌دانم"),
        ("پنج\u00a0نفر", "پنج نفر"),
        ("او می\u2009رود", "او می‌رود"),
        (f"او می {ZWNJ}رود", "او می‌رود"),
        (f"پنج {ZWNJ}نفر", "پنج نفر"),
    ],
)
def test_a_blank_of_any_kind_may_stand_for_a_zwnj(printed: str, regular: str) -> None:
    assert regularize(printed, "fa") == regular
