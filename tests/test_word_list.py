"""The compiled word list gives back what was put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.spelling.known import NOT_KNOWN, THOUGHT, Known, Part
from tei.spelling.lexicon import Entry, Lexicon, compiled

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = st.text(st.sampled_from("ابپتجچدرزژسشعفقکگلمنوهیئآ"), min_size=1, max_size=25)
PLACES = st.lists(
    st.tuples(st.integers(1, 24), st.integers(2, 99).map(lambda n: n / 100)), max_size=3
)
ENTRIES = st.builds(
    Entry, st.integers(0, 9), st.sampled_from(["", "V", "AP", "VDS"]), PLACES.map(tuple)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


@given(entries=st.dictionaries(LETTERS, ENTRIES, min_size=1), other=LETTERS)
def test_every_word_is_found_and_no_other(
    folder: Path, entries: dict[str, Entry], other: str
) -> None:
    path = folder / "list"
    path.write_bytes(compiled(entries))
    lexicon = Lexicon(path)
    assert {word: lexicon.get(word) for word in entries} == entries
    assert (lexicon.get(other) is not None) == (other in entries)


@given(
    entries=st.dictionaries(LETTERS, ENTRIES, min_size=1),
    cluster=st.characters(max_codepoint=126, min_codepoint=48),
)
def test_a_word_has_its_cluster_beside_its_value(
    folder: Path, entries: dict[str, Entry], cluster: str
) -> None:
    path = folder / "clusters"
    first = min(entries)
    path.write_bytes(compiled(entries, {first: cluster}))
    lexicon = Lexicon(path)
    assert {word: lexicon.get(word) for word in entries} == entries
    assert {word for word in entries if lexicon.cluster(word)} == {first}
    assert lexicon.cluster(first) == cluster


def test_a_file_that_is_no_word_list_is_refused(folder: Path) -> None:
    path = folder / "text"
    path.write_text("این فهرست نیست", encoding="utf-8")
    with pytest.raises(ValueError, match="not a compiled word list"):
        Lexicon(path)


def test_a_stretch_is_known_in_steps(folder: Path) -> None:
    path = folder / "steps"
    path.write_bytes(
        compiled(
            {"خانه": Entry(9, "DS", ((2, 0.5),)), "رفت": Entry(6, "V"), "پنجم": Entry(3, "JL")}
        )
    )
    known = Known(Lexicon(path))
    assert known("خانه") == Part("4", "4", "4", 9)
    assert known("پنجم") == Part("2", "0", "0", 3, speech="JL")
    assert known("رفت") == Part("3V", "0", "0", 6)
    assert known("خا") == NOT_KNOWN


def test_a_form_that_only_the_model_thought_of_is_found_but_not_known(folder: Path) -> None:
    path = folder / "forms"
    path.write_bytes(compiled({"خانهها": Entry(0, THOUGHT, ((4, 0.98),))}))
    lexicon = Lexicon(path)
    assert lexicon.get("خانهها") == Entry(0, THOUGHT, ((4, 0.98),))
    assert Known(lexicon)("خانهها") == NOT_KNOWN
