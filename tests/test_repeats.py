"""Where a pull quote stands in the text: whole, and run over the end of a block."""

from __future__ import annotations

import pytest

from tei.model import Span
from tei.structure.columns import columns
from tei.structure.repeats import Index

QUOTE = "ما پس از سال‌ها به خانهٔ پدری برگشتیم و درخت گردو هنوز آنجا بود."
BEFORE = "در آن روزها راه‌ها بسته بود. ما پس از سال‌ها به خانهٔ پدری"
AFTER = "برگشتیم و درخت گردو هنوز آنجا بود. مادرم گریه کرد."
NEARLY = "برگشتیم به تهران و دیگر نامی از او نبردیم."


def sources(quote: str, *blocks: str) -> list[str]:
    """Return the pieces of some blocks that a quote repeats, in its order."""
    text = "\n\n".join(blocks)
    starts = [text.index(block) for block in blocks]
    spans = [Span(at, at + len(block)) for at, block in zip(starts, blocks, strict=True)]
    return [piece.of(text) for piece in Index(text, spans).find(quote).pieces]


@pytest.mark.parametrize("blocks", [(BEFORE, AFTER), (AFTER, BEFORE)])
def test_a_quote_is_found_over_the_border_of_two_blocks(blocks: tuple[str, ...]) -> None:
    assert sources(QUOTE, *blocks) == [QUOTE[: QUOTE.index(" برگشتیم")], AFTER.split(".")[0]]


def test_a_block_that_goes_on_alike_for_a_word_is_not_its_source() -> None:
    assert sources(QUOTE, AFTER, BEFORE, NEARLY) == sources(QUOTE, AFTER, BEFORE)


def test_a_letter_in_common_is_chance() -> None:
    (first, second) = sources(QUOTE, BEFORE, "با او نرفتیم.", AFTER)
    assert (first, second) == (QUOTE[: QUOTE.index(" برگشتیم")], AFTER.split(".")[0])


LAST = "درخت گردوی خانهٔ پدری هنوز آنجا بود."
UNTIL, REST = "سال‌ها گذشت و درخت گردوی خانهٔ پدری هنوز", "آنجا بود. مادرم گریه کرد."


def test_last_words_are_found_in_the_block_that_begins_with_them() -> None:
    assert sources(LAST, REST, "دیگر چیزی نگفت.", UNTIL) == [
        "درخت گردوی خانهٔ پدری هنوز",
        "آنجا بود",
    ]


def test_last_words_that_two_blocks_begin_with_are_left() -> None:
    assert sources(LAST, REST, "آنجا بود که فهمیدم.", UNTIL) == ["درخت گردوی خانهٔ پدری هنوز"]


def test_last_words_are_whole_words() -> None:
    assert sources(LAST, "آنجا بودند و رفتند.", UNTIL) == ["درخت گردوی خانهٔ پدری هنوز"]


def test_first_words_are_found_in_the_block_that_ends_with_them() -> None:
    quote = "مادرم گفت درخت گردوی خانهٔ پدری هنوز آنجاست."
    blocks = "درخت گردوی خانهٔ پدری هنوز آنجاست. من باور نکردم.", "سال بعد مادرم گفت"
    assert sources(quote, *blocks) == ["مادرم گفت", "درخت گردوی خانهٔ پدری هنوز آنجاست"]


ROWS = [
    ("ما آن سال در شهری کوچک", "باز هم به همان خانه"),
    ("کنار دریا زندگی می‌کردیم و پدرم", "برگشتیم و پدرم گفت که"),
    ("هر روز صبح زود به", "این بار می‌مانیم. من"),
    ("بازار می‌رفت تا برای مغازهٔ کوچکش", "دیگر به مدرسه نرفتم و"),
    ("چیزی بخرد. مادرم", "کنار او کار کردم تا"),
    ("در خانه می‌ماند و برای همسایه‌ها", "روزی که همه چیز عوض"),
    ("نان می‌پخت. بعد", "شد و جنگ به پایان رسید."),
]
LEFT_OVER = ["تابستان همان سال مغازه را", "فروختیم و به تهران رفتیم."]


@pytest.mark.parametrize(
    ("quote", "lengths"),
    [
        ("برای همسایه‌ها نان می‌پخت. بعد تابستان همان سال مغازه را فروختیم", [9, 7]),
        ("جنگ به پایان رسید. تابستان همان سال مغازه را فروختیم", [7, 9]),
    ],
)
def test_a_pull_quote_says_which_column_its_lines_go_on_in(quote: str, lengths: list[int]) -> None:
    rows = "\n".join([*("     ".join(row) for row in ROWS), *LEFT_OVER])
    text = f"{rows}\n\n{quote}\n"
    assert [len(cells) for cells in columns(text, Span(0, len(rows)), "fa").cells] == lengths
