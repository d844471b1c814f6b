"""Sorted tables and phrases: what is found in them, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.names.phrases import Gazetteer, Phrases, compiled
from tei.names.tables import Table
from tei.names.words import words

KEYS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=6)


@given(st.dictionaries(KEYS, st.text("ab|", max_size=3), max_size=30), KEYS)
def test_a_table_finds_what_a_dictionary_finds(rows: dict[str, str], other: str) -> None:
    table = Table("".join(sorted(f"{key}\t{line}\n" for key, line in rows.items())).encode())
    for key in (*rows, other):
        assert table.get(key, "none") == rows.get(key, "none")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("وزارت امور خارجه", 3),
        ("وزارت امورخارجه", 2),
        ("وزارتامور خارجه بود", 2),
        ("وزارت بود", 1),
        ("وزا رت", None),
        ("روح‌الله", 1),
        ("روح الله", 2),
        ("روحالله", 1),
        ("O’Brien", 3),
    ],
)
def test_the_longest_phrase_is_found_whatever_blanks_are_lost(text: str, end: int | None) -> None:
    listed = ["وزارت", "وزارت امور خارجه", "روح‌الله", "O’Brien"]
    passage = list(words(text))
    found = Phrases((phrase, phrase) for phrase in listed).match(passage, 0)
    compiled_too = Gazetteer(compiled((phrase, phrase) for phrase in listed)).match(passage, 0)
    assert found == compiled_too
    assert (found and found[0]) == end


def test_a_final_vowel_may_be_linked_to_the_next_word() -> None:
    places = Gazetteer(compiled([("آفریقا", "Africa"), ("مهدی", "a name")]))
    assert places.match(list(words("آفریقای سیاه")), 0) == (1, "Africa")
    assert places.match(list(words("مهد")), 0) is None
