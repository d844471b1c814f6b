"""Names, dates, quantities and quotations of any text at all: whole, inside it, not crossing."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.config import Config
from tei.model import Annotation, Document, Span, Witness
from tei.recognisers import dates, names, quantities, quotations

PIECES = st.sampled_from(
    [
        "آقای", "دکتر", "حضرت", "سید", "محمود", "آف", "ظریف", "ایران", "جمهوری", "آذربایجان",
        "وزارت", "امور", "خارجه", "وزیر", "وقت", "اجلاس سران", "سال", "۶۱", "خرداد", "قمری",
        "هزار", "و", "«", "»", "“", "”", "\"", ":", "گفت", "تا", "/", "-", "ـ", "1361.2.3",
        "٩" * 30, "۲۲ بهمن",
        "Mr", ".", "John", "O’Brien", "Ministry", "of", "May", "1985", "s", "th", ",",
    ]
)  # fmt: skip
BLANKS = st.sampled_from([" ", " ", "\n", "\n\n", "\u200c", "", "\r\n", "\f", "\u200f"])
TEXTS = st.one_of(
    st.lists(st.tuples(PIECES, BLANKS), max_size=25).map(lambda ps: "".join(a + b for a, b in ps)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)


@pytest.mark.parametrize("language", ["fa", "en", "und"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_every_claim_lies_in_the_text_and_names_do_not_cross(language: str, text: str) -> None:
    blocks = (Span(0, len(text)),)
    document = Document(Witness("t", "t.txt", text, "UTF-8", ""), language, blocks)
    for recogniser in (names, dates, quantities, quotations):
        document = recogniser.recognise(document, Config())
    for claim in document.annotations:
        assert 0 <= claim.hull.start < claim.hull.end <= len(text)
        assert claim.hull.of(text).strip() == claim.hull.of(text)
        assert 0 <= claim.certainty <= 1
    named = [a for a in document.annotations if a.rule.id.startswith("names.") and a.get("ref")]
    assert not any(crossing(a, b) for a, b in combinations(named, 2))
    assert {(a.get("ref") or "")[1:] for a in named} == {e.id for e in document.entities}


def crossing(one: Annotation, other: Annotation) -> bool:
    inside = one.hull.contains(other.hull) or other.hull.contains(one.hull)
    return one.hull.overlaps(other.hull) and not inside
