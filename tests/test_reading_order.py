"""Reading order: what is put in order, what speaks for an order, and what becomes of the blocks."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from tei.model import Document, Span, Witness
from tei.structure import geometry
from tei.structure.continuations import affinity, beginning, left_vector, right_vector
from tei.structure.evidence import Evidence
from tei.structure.orders import PAGE, Candidate, best_order, enough
from tei.structure.passages import lengths, passages, runs, tiled
from tei.structure.stacks import stacks
from tei.structure.states import follows
from tei.structure.words import words
from training.pages import Paragraph, pages

FIRST, SECOND = "خیر.\n", "من این کتاب را سال‌ها پیش در همین شهر خوانده بودم.\n\n"
THIRD = "بله، آن را به دوستم دادم.\n"
BLOCKS = FIRST + SECOND + THIRD
COLUMNS = """as the people of the river did, who built the wooden bridge themselves.

Why did the wooden bridge over the river take so many years to build?

Because a wooden bridge needs builders, and the river took two of them away.

I was born in a small town by the sea, and then my father found work in the capital.

Did you like the capital?

Not at first. It was loud, and I knew nobody. Later I came to love the capital
"""


def document(text: str) -> Document:
    found = [n for n in range(1, len(text)) if text.startswith("\n\n", n - 2)]
    tiles = tuple(Span(a, b) for a, b in pairwise([0, *found, len(text)]))
    return Document(Witness("x", "x.txt", text, "UTF-8", ""), "fa", tiles)


def test_each_paragraph_of_a_block_is_a_passage() -> None:
    page = document(BLOCKS)
    parts = passages(page.text, stacks(page), PAGE)
    assert [part.blocks[0].of(BLOCKS) for part in parts] == [FIRST, SECOND, THIRD]
    assert all(a.blocks[0].end == b.blocks[0].start for a, b in pairwise(parts))


def test_where_there_are_too_many_paragraphs_blocks_are_put_in_order() -> None:
    page = document(BLOCKS)
    assert len(passages(page.text, stacks(page), 2)) == 2


def test_passages_of_a_block_that_follow_one_another_stay_one_block() -> None:
    page = document(BLOCKS)
    parts = passages(page.text, stacks(page), PAGE)
    whole = runs(parts, [2, 0, 1], page.blocks)
    assert whole == [(2, 3), (0, 2)]
    assert tiled(page.blocks, parts, whole) == list(page.blocks)


def test_an_order_that_parts_a_block_cuts_it() -> None:
    page = document(BLOCKS)
    parts = passages(page.text, stacks(page), PAGE)
    parted = runs(parts, [0, 2, 1], page.blocks)
    assert parted == [(0, 1), (2, 3), (1, 2)]
    tiles = tiled(page.blocks, parts, parted)
    assert [tile.of(BLOCKS) for tile in tiles] == [FIRST, SECOND, THIRD]


def test_a_passage_is_as_long_as_its_lines() -> None:
    page = document("یک خط از متن\nو خط دیگر.\n\nخط آخر.\n")
    assert sum(lengths(page, passages(page.text, stacks(page), PAGE))) == 3


def test_columns_from_the_wrong_side_are_turned() -> None:
    page = document(COLUMNS)
    page = Document(page.witness, "en", page.blocks)
    parts = passages(page.text, stacks(page), PAGE)
    order = best_order(Evidence(page, parts, {(5, 0)}, {}), [4, 2, 4, 6, 2, 4], [False] * 6)
    assert order.path == (3, 4, 5, 0, 1, 2)
    assert order.kind == "turned"


def test_columns_side_by_side_have_no_order_that_could_stand() -> None:
    found = {name: Candidate(name, (), (0,), 0.0, 0.0) for name in ("same", "columns")}
    assert enough([found["same"]]) > enough([found["columns"]]) == 0


PIECES = [
    "که هنوز آن را به یاد دارم.\n\nآن سال‌ها در تبریز چه می‌کردید؟\n\nدر تبریز در کارگاه عمویم",
    "کار می‌کردم و شب‌ها درس می‌خواندم. عمویم به من یاد داد که هیچ گرهی را نباید",
    "سرسری زد. این را هنوز می‌گویم.\n\nپس از تبریز به تهران رفتید؟\n\nبله، دو سال بعد به",
    "تهران رفتم و در دانشگاه تهران حقوق خواندم. اما دلم پیش رنگ و پشم بود و درس را",
    "رها کردم و به کارگاه برگشتم. پدرم تا سال‌ها با من حرف نمی‌زد.",
]


def test_a_page_cut_in_five_is_put_together() -> None:
    page = document("\n\n".join(PIECES[n] for n in (3, 1, 4, 2, 0)) + "\n")
    parts = passages(page.text, stacks(page), PAGE)
    starts = [part.paragraphs[0].text for part in parts]
    path = [starts.index(text) for piece in PIECES for text in piece.split("\n\n")]
    evidence = Evidence(page, parts, set(), {})
    cut = [(a, b) for a, b in pairwise(path) if b != a + 1]
    evidence.links |= dict.fromkeys(cut, 10.0)  # as if a model knew more than ours
    order = best_order(evidence, [6.0] * len(parts), [False] * len(parts))
    assert (order.kind, list(order.path)) == ("pieces", path)


def test_what_has_more_lines_than_a_page_keeps_its_order() -> None:
    page = document(COLUMNS)
    parts = passages(page.text, stacks(page), PAGE)
    order = best_order(Evidence(page, parts, {(5, 0)}, {}), [40, 20, 40, 60, 20, 40], [False] * 6)
    assert (order.kind, order.margin) == ("same", 0.0)


def test_of_more_than_a_page_the_order_of_the_file_stands() -> None:
    page = document("یک جمله کوتاه.\n\n" * (PAGE + 1))
    parts = passages(page.text, stacks(page), PAGE)
    order = best_order(Evidence(page, parts, set(), {}), [1.0] * len(parts), [False] * len(parts))
    assert (order.kind, order.margin) == ("same", 0.0)


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        (geometry.turned(40, 40), geometry.turned(20, 60)),
        (geometry.turned(60, 20), geometry.turned(20, 60)),
        (geometry.three(40, 40, 30), geometry.three(40, 10, 60)),
        (geometry.three(40, 40, 40), geometry.three(40, 40, 70)),
        (geometry.foot(20, 20, 40), geometry.foot(5, 5, 70)),
        (geometry.foot(30, 10, 80), geometry.foot(2, 38, 80)),
    ],
)
def test_columns_are_equally_long_save_the_last(likely: float, unlikely: float) -> None:
    assert likely > unlikely


def test_the_words_that_go_on_are_nearer_than_others() -> None:
    left = left_vector("fa", words("شورای شهر برای تکمیل پل بودجه‌ای در نظر"))
    right, other = (right_vector("fa", words(text)) for text in ("گرفت و کار آغاز شد", "چرا پل"))
    assert affinity(left, right) > affinity(left, other)


def test_a_beginning_sounds_like_one() -> None:
    assert beginning("fa", words("به نظر من این")) > 0 > beginning("fa", words("را انجام دادند و"))


def test_a_language_without_a_model_has_no_opinion() -> None:
    assert left_vector("gl", ["de"]) == ()
    assert beginning("gl", ["de"]) == 0.0


def test_pages_that_are_made_hold_every_piece_once() -> None:
    said = [Paragraph(f"جمله شماره {n} از این گفت‌وگو است. " * 6, n % 2 == 0) for n in range(40)]
    made = pages(said, "x", 20, random.Random(1))
    assert len(made) == 20
    for page in made:
        pieces = sorted(page.starts)
        assert len(set(pieces)) == len(pieces)
        assert all(not page.text[start].isspace() for start in pieces)
    assert any(list(page.starts) != sorted(page.starts) for page in made)


def test_an_answer_that_a_full_line_hides_is_not_a_question() -> None:
    hidden = "■ در ارکسترهای آذری، همیشه خواننده\nنوازندهٔ قاوال هم هست، چرا چنین است؟\n"
    answer = "نواختن به خواننده کمک می‌کند تا ریتم\nرا حفظ کند و با همهٔ گروه همراه شود."
    page = document(f"{hidden}{answer}\n\n■ میزان آشنایی شما با آواز ایرانی تا چه\nاندازه است؟\n")
    parts = passages(page.text, stacks(page), PAGE)
    first, second = Evidence(page, parts, set(), {}).edges
    assert follows(first.asked, second.speech) > 0 > follows(second.asked, first.speech)
