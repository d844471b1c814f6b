"""Documents that hypothesis makes: any text, any tiling, any order, any overlapping claims."""

from __future__ import annotations

import hashlib
from itertools import pairwise

from hypothesis import strategies as st

from tei.encoding.vocabulary import POINTS, VOCABULARY
from tei.model import Annotation, Document, Rule, Span, Witness

ELEMENTS = sorted(e for e in VOCABULARY if e not in ("foreign", "time", "addName", "nameLink"))
TYPES = {"q": ["pullquote"], "note": ["speaker", "editorial"], "fw": ["header", "pageNum"]}

blanks = st.sampled_from([" ", "  ", "\t", "\n", "\r\n", "\r", "\f", "\n\n", " \n"])
letters = st.sampled_from(["a", "Z", "۶۱", "می‌شود", "كتاب", "◀", "«", "»", "&", "<", "]]>", "é"])
_MARKS = [0x200C, 0x200F, 0x202B, 0xFEFF, 0x00AD, 0x0301]
_OTHER_BLANKS = [0x00A0, 0x2028, 0x0085, 0x000B]
_UNWRITABLE = [0x0000, 0x0007, 0xFFFE]
_UNASSIGNED = [0xE000, 0x0378, 0x1F600]
oddities = st.sampled_from([*_MARKS, *_OTHER_BLANKS, *_UNWRITABLE, *_UNASSIGNED]).map(chr)
texts = st.lists(
    st.one_of(letters, letters, blanks, oddities, st.characters(exclude_categories=["Cs"])),
    max_size=40,
).map("".join)


def witness(text: str) -> Witness:
    """Return the witness that a UTF-8 file with this text would be."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Witness("a", "a.txt", text, "UTF-8", digest)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document: a text in blocks of any order with claims that may cross."""
    text = draw(texts)
    cuts = draw(st.sets(st.integers(0, len(text)), max_size=4)) | {0, len(text)}
    edges = sorted(cuts) if len(cuts) > 1 else [0, 0]
    blocks = [Span(a, b) for a, b in pairwise(edges)]
    order = tuple(draw(st.permutations(blocks)))
    claims = tuple(draw(st.lists(claims_about(len(text)), max_size=10)))
    return Document(witness(text), "fa", order, claims)


@st.composite
def claims_about(draw: st.DrawFn, end: int) -> Annotation:
    """Draw a claim of any element about one to three stretches of a text."""
    element = draw(st.sampled_from(ELEMENTS))
    spans = tuple(draw(st.lists(spans_of(end, element), min_size=1, max_size=3)))
    kind = draw(st.sampled_from([None, None, *TYPES.get(element, [])]))
    attributes: list[tuple[str, str]] = [("type", kind)] if kind else []
    if element == "u":
        attributes.append(("who", draw(st.sampled_from(["", "#nobody"]))))
    return Annotation(
        element,
        spans,
        Rule("rule.drawn", "drawn", human=False),
        draw(st.sampled_from([0.1, 0.5, 1.0])),
        tuple(attributes),
        id=draw(st.sampled_from([None, None, None, "a", "u1"])),
        regular=draw(st.sampled_from(["", "می‌شود", "a b"])) if element == "choice" else None,
        evidence=draw(st.sampled_from(["", "why"])),
    )


def spans_of(end: int, element: str) -> st.SearchStrategy[Span]:
    """Return spans up to `end`, seldom points save for elements that are about points."""
    pairs = st.tuples(st.integers(0, end), st.integers(0, end))
    whole = pairs.map(lambda pair: Span(min(pair), max(pair)))
    return st.one_of(whole, pairs.map(lambda p: Span(p[0], p[0]))) if element in POINTS else whole
