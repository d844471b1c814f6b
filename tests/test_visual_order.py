"""Lines in visual order: read the other way, kept as they are printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.encoding import encode
from tei.model import Span
from tei.pipeline import recognise
from tei.rendering import render
from tei.restoration import restore
from tei.structure.visual import turned
from tei.validation import validate
from tests.strategies import witness

LOGICAL = """شما از چه سالی در این شهر زندگی
می‌کنید و چرا به این شهر آمدید؟

من از کودکی در این شهر زندگی می‌کنم
و پدرم هم در همین شهر به دنیا آمد
و همه ما در یک خانه بزرگ بودیم
و هر روز با هم به مدرسه می‌رفتیم.

شما با چه کسانی در آن سال‌ها دوست
بودید و آیا هنوز آن‌ها را می‌بینید؟

من با همه دوست بودم و هنوز هم آن‌ها
را می‌بینم و با هم حرف می‌زنیم و از
آن سال‌ها برای هم می‌گوییم.
"""


def visual(text: str) -> str:
    """Return a text whose words stand in each line from left to right, their letters as read."""
    return "\n".join(
        " ".join(_stops_first(w) for w in line.split()[::-1]) for line in text.split("\n")
    )


def _stops_first(word: str) -> str:
    return word[-1] + word[:-1] if word[-1] in "؟.،" else word


def reading(tree: etree._ElementTree) -> str:
    return " ".join(render(tree, "text", view="reading").split())


def test_what_is_printed_is_kept_and_what_is_meant_is_read() -> None:
    source = visual(LOGICAL)
    tree = encode(recognise(witness(source)))
    assert restore(tree) == source.encode()
    assert not list(validate(tree, file="a.xml"))
    assert " ".join(LOGICAL.split("\n\n")[1].split()) in reading(tree)


def test_turns_are_told_by_what_is_meant() -> None:
    document = recognise(witness(visual(LOGICAL)))
    speakers = [turn.get("who") for turn in document.select("u")]
    assert speakers == ["#interviewer", "#interviewee"] * 2


def test_every_turned_line_is_a_choice_that_a_rule_signs() -> None:
    source = visual(LOGICAL)
    document = recognise(witness(source))
    choices = [c for c in document.select("choice") if c.rule.id == "lines.visual"]
    assert [c.spans[0].of(source) for c in choices] == [line for line in source.split("\n") if line]


def test_lines_in_the_order_they_are_read_are_left_alone() -> None:
    document = recognise(witness(LOGICAL))
    assert document.logical is None


def test_a_turned_line_is_spelt_as_its_whole_text_is() -> None:
    told = "مسئولان اعلام کردند که اطلاعات اسلامی این کتاب برای همه لازم است\n"
    swapped = (LOGICAL.strip().replace("آن\u200cها", "او") + "\n" + told).replace("لا", "ال")
    assert told.strip() in reading(encode(recognise(witness(visual(swapped)))))


def test_words_of_latin_letters_and_numbers_stay_as_they_are_read() -> None:
    lines = visual(LOGICAL) + "کرد بازی Real Madrid باشگاه با ۱۳۸۴/۵ سال در او سپس\n"
    found = dict(turned(lines, Span(0, len(lines)), "fa"))
    assert list(found.values())[-1] == "سپس او در سال ۱۳۸۴/۵ با باشگاه Real Madrid بازی کرد"


@given(st.lists(st.sampled_from([*visual(LOGICAL).split(), "(", "»", "۱۲", "Tehran", "\u202b"])))
def test_a_turned_line_is_as_long_as_it_was(words: list[str]) -> None:
    text = visual(LOGICAL) + " ".join(words)
    for span, logical in turned(text, Span(0, len(text)), "fa"):
        assert sorted(logical) == sorted(span.of(text))
