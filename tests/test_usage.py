"""What a text shows of its author's own spelling counts, near each word."""

from __future__ import annotations

from tei.spelling import edits, regularize

ZWNJ = "\u200c"


def test_what_an_author_joins_who_writes_his_zwnj_is_left_to_the_reader() -> None:
    printed = "او می‌گوید که خانه‌های روستا کوچک‌تر است و " + "باغ‌های".replace(ZWNJ, "") + " آن بزرگ"
    assert regularize(printed, "fa") == printed
    assert [edit.probability for edit in edits(printed, "fa")] == [0.5]


def test_where_zwnj_are_written_is_decided_near_each_word() -> None:
    written = "او می‌گوید که خانه‌های روستا کوچک‌تر است\n" * 6
    lost = written.replace(ZWNJ, "")
    assert regularize(written + lost + lost, "fa") != written + lost + lost
    assert regularize(lost + written, "fa").startswith(written[:200])


_SPOKEN = "آره دیگه یه وقتی خونه"
_WRITTEN = "دانشمندان دربارهٔ زندگی در دریا و کوه و جنگل و بیابان کتاب نوشتند " * 4


def test_many_join_mi_where_they_write_as_they_speak() -> None:
    verb = "می‌رود".replace(ZWNJ, "")
    written, untold, spoken = (
        edits(f"{before} {verb}", "fa")[0].probability
        for before in (_WRITTEN, "علی به مدرسه", _SPOKEN)
    )
    assert written > 0.95 > untold > spoken > 0.6


def test_what_is_said_of_a_plural_is_written_of_one_thing() -> None:
    lost = "چشم‌هاش".replace(ZWNJ, "")
    assert regularize(f"{_SPOKEN} {lost}", "fa").endswith("چشم‌هاش")
    assert regularize(f"{_WRITTEN} {lost}", "fa").endswith("چشمه‌اش")
    assert regularize(f"{_SPOKEN} چهرهات", "fa").endswith("چهره‌ات")


def test_who_writes_as_he_speaks_parts_the_demonstratives() -> None:
    assert regularize(f"{_SPOKEN} آنها", "fa").endswith("آن‌ها")
    assert regularize(f"{_WRITTEN} آنها", "fa").endswith("آنها")
