"""Columns as extractors leave them: side by side, row by row, a pull quote among their lines."""

from __future__ import annotations

from tei.structure.woven import woven
from tests.test_structure import recognised


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    left = [f"the left line number {n} goes on and" for n in range(8)]
    right = [f"the right line number {n} runs along and" for n in range(8)]
    rows = [f"{a}     {b}" for a, b in zip(left, right, strict=True)]
    document = recognised("\n".join(rows) + "\n")
    read = [" ".join(block.of(document.text).split()) for block in document.blocks]
    assert sorted(read[:8]) == sorted(left) or sorted(read[:8]) == sorted(right)
    assert read[:8] == left or read[:8] == right


RIGHT = """در سال‌های جوانی به شهر دیگری
رفتیم و پدرم در آن‌جا به کار
خود ادامه داد و ما بعد از مدرسه
به او کمک می‌کردیم و کم‌کم کار
را از او یاد گرفتیم و وقتی بزرگ
شدیم هر کدام از ما برای خود
کاری داشت و خانه‌ای که در آن
زندگی می‌کرد و با این همه هنوز
هم هر هفته در خانه پدر جمع""".splitlines()
LEFT = """و پلیس هم گفت که او در زندان
کتابی نوشته است و کسانی که او را دیده
بودند باور نمی‌کردند که بتواند
در آن شرایط چنین کاری بکند و
با این حال چاپ اول آن در چند
ماه تمام شد و ناشر از او خواست
که جلد دوم را هم بنویسد و او
گفت که دیگر چیزی برای گفتن به
مردم ندارد و باید منتظر بماند""".splitlines()


def test_lines_of_columns_that_are_blocks_row_by_row_are_read_down_each_column() -> None:
    rows = [line for pair in zip(RIGHT, LEFT, strict=True) for line in pair]
    document = recognised("\n\n".join(rows) + "\n")
    read = [block.of(document.text).strip() for block in document.blocks]
    assert read in (RIGHT + LEFT, LEFT + RIGHT)


def test_a_running_head_does_not_turn_the_columns_below_it() -> None:
    rows = [line for pair in zip(RIGHT, LEFT, strict=True) for line in pair]
    columns = woven(["شماره ۹۴", *rows], "fa")
    firsts = [next(n for n in column if n) for column in columns]
    assert firsts == [1, 2]


QUOTED = ["✓ رفتیم و پدرم در", "آن‌جا به کار خود", "ادامه داد و ما"]


def test_a_pull_quote_inside_a_block_is_parted_from_it() -> None:
    document = recognised("\n".join([*RIGHT[:6], *QUOTED, *RIGHT[6:]]) + "\n")
    (quote,) = document.select("q")
    assert quote.hull.of(document.text).split("\n") == QUOTED
    assert [block.of(document.text).split("\n")[0] for block in document.blocks] == [
        RIGHT[0],
        RIGHT[6],
        QUOTED[0],
    ]


def test_a_pull_quote_in_one_of_two_columns_left_row_by_row_is_parted_from_it() -> None:
    right = [*RIGHT[:6], *QUOTED, *RIGHT[6:]]
    left = [*LEFT, "و هنوز هم در همان شهر زندگی می‌کند", "و به کسی چیزی نگفته است از آن", "روزها"]
    rows = [line for pair in zip(right, left, strict=True) for line in pair]
    document = recognised("\n\n".join(rows) + "\n")
    (quote,) = document.select("q")
    assert [span.of(document.text) for span in quote.spans] == QUOTED


def test_a_short_line_below_a_pull_quote_is_none_of_it() -> None:
    block = "\n".join([*RIGHT[:6], *QUOTED, "و بس.", *RIGHT[6:]])
    document = recognised("\n\n".join([block, "\n".join(LEFT), "\n".join(RIGHT[2:])]) + "\n")
    (quote,) = document.select("q")
    assert quote.hull.of(document.text).split("\n") == QUOTED


def test_columns_that_blanks_keep_in_their_places_are_told_by_the_gutter() -> None:
    rows = [f"{left:<50}{right}" for left, right in zip(LEFT[:5], RIGHT[:5], strict=True)]
    rows += [" " * 50 + RIGHT[5], LEFT[5], " " * 50 + RIGHT[6], LEFT[6], *LEFT[7:]]
    document = recognised("\n".join(rows) + "\n")
    read = [" ".join(block.of(document.text).split()) for block in document.blocks]
    assert read in (RIGHT[:7] + LEFT, LEFT + RIGHT[:7])


def _seen(line: str) -> int:
    return len(line) - line.count("\N{ZERO WIDTH NON-JOINER}")


def test_columns_that_keep_their_places_on_the_page_are_read_from_the_right() -> None:
    rows = [
        " " * (45 - _seen(left)) + left + " " * (45 - _seen(right)) + right
        for left, right in zip(LEFT, RIGHT, strict=True)
    ]
    document = recognised("\n".join([*rows[:4], "", *rows[4:]]) + "\n")
    read = [" ".join(block.of(document.text).split()) for block in document.blocks]
    assert read == RIGHT + LEFT


def test_paragraphs_of_a_line_each_are_no_columns() -> None:
    paragraphs = [f"{line} {other}." for line, other in zip(RIGHT, LEFT, strict=True)]
    document = recognised("\n\n".join(paragraphs + RIGHT) + "\n")
    assert not [d for d in document.decisions if d.rule.id == "blocks.column"]
