"""The words of a text: where they begin and end, and how they are folded."""

from __future__ import annotations

import pytest

from tei.names.words import fold, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("می‌شود", ["می‌شود"]),
        ("ایتالیا\u200c رفت", ["ایتالیا", "رفت"]),
        ("\u202bسردار\u202c \u200fسلیمانی", ["سردار", "سلیمانی"]),
        ("مخصوصاً، ۶۱", ["مخصوصاً", "،", "۶۱"]),
        ("O’Brien 1.2.3", ["O", "’", "Brien", "1.2.3"]),
    ],
)
def test_what_nobody_sees_stands_in_a_word_or_nowhere(text: str, expected: list[str]) -> None:
    assert [text[w.start : w.end] for w in words(text)] == expected


@pytest.mark.parametrize(
    ("printed", "folded"),
    [("كتابي", "کتابی"), ("روح‌اللهِ", "روحالله"), ("تأثیر", "تاثیر"), ("۶۱", "61"), ("ﻣﻬﺮ", "مهر")],
)
def test_folding_hides_what_is_written_in_more_than_one_way(printed: str, folded: str) -> None:
    assert fold(printed) == folded
