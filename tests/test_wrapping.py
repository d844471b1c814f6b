from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tei.rendering.wrapping import wrapped


def test_breaks_lines_at_blanks() -> None:
    assert wrapped("one two three\n\nfour five", 10) == "one two\nthree\n\nfour five"


def test_a_wide_word_has_a_line_of_its_own() -> None:
    assert wrapped("a incomprehensible b", 10) == "a\nincomprehensible\nb"


def test_zwnj_and_marks_take_no_room() -> None:
    assert wrapped("می‌روم خانه", 10) == "می‌روم خانه"
    assert wrapped("میxروم خانه", 10) == "میxروم\nخانه"


@given(st.text(alphabet="ab می‌\n", max_size=80), st.integers(10, 30))
def test_loses_and_adds_no_word(text: str, width: int) -> None:
    assert wrapped(text, width).split() == text.split()
