"""A network reads six words on either side of a seam, and knows which go on from which."""

from __future__ import annotations

import pytest

from tei.structure.continuations import affinity
from tei.structure.encoders import left_vector, left_words, right_vector, right_words
from tei.structure.words import words

LEFT = (
    "آن‌ها سال گذشته برای دیدن خانواده به",
    "پدرم معلم بود و من هم همیشه می‌خواستم",
    "وزیر خارجه در این دیدار گفت که",
)
RIGHT = ("شهر خود رفتند و یک ماه ماندند", "معلم شوم و درس بدهم", "ایران آماده‌ی گفت‌وگو است")


@pytest.mark.parametrize("own", range(3))
def test_of_several_the_one_that_goes_on_is_nearest(own: int) -> None:
    left = left_vector("fa", words(LEFT[own]))
    found = [affinity(left, right_vector("fa", words(right))) for right in RIGHT]
    assert found.index(max(found)) == own


def test_a_side_ends_with_its_sentence() -> None:
    assert left_words(words("او آمد. ما هم به")) == ["به", "هم", "ما"]
    assert right_words(words("خانه رفتیم. او ماند")) == ["خانه", "رفتیم", "."]
    assert left_words(words("یک دو سه چهار پنج شش هفت")) == list(words("هفت شش پنج چهار سه دو"))
    assert right_words(words("یک دو سه چهار پنج شش هفت")) == list(words("یک دو سه چهار پنج شش"))


def test_nothing_is_read_where_nothing_stands() -> None:
    nothing = right_vector("fa", ())
    assert len(nothing) == len(left_vector("fa", ()))
    assert left_vector("gl", ["de"]) == right_vector("gl", ["de"]) == ()
    assert affinity((), ()) == 0.0
