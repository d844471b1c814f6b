from __future__ import annotations

import pytest
from hypothesis import given
from lxml import etree

from tei.encoding import encode
from tei.model import Document
from tei.rendering.stylesheets import result
from tei.rendering.whitespace import is_settled
from tei.resources import stylesheets
from tests.indenting import indented
from tests.strategies import documents
from tests.transcripts import SEED, tei


@given(documents())
def test_what_is_settled_is_left_as_it_is(document: Document) -> None:
    tree = encode(document, lambda _: None)
    if is_settled(tree):
        settled = etree.XSLT(etree.parse(stylesheets() / "space.xsl"))(tree)
        assert flat(settled) == flat(tree)


def flat(tree: etree._ElementTree) -> bytes:
    return etree.tostring(result(stylesheets() / "flat.xsl", tree), method="c14n")


def test_what_an_editor_indented_is_not_settled() -> None:
    assert not is_settled(indented(etree.parse(SEED)))


@pytest.mark.parametrize(
    "speech",
    [
        "<seg>یک  دو</seg>",
        "<seg>یک\n دو</seg>",
        "<seg>یک\nدو</seg>",
        "<seg> یک</seg>",
        "<seg>یک </seg>",
        "<seg>یک <lb/>دو</seg>",
        "<seg>یک<lb/> دو</seg>",
        "<seg><hi> یک</hi></seg>",
        "<seg>یک <note type='editorial'>؟</note> دو</seg>",
        "<seg>یک</seg> <seg>دو</seg>",
        "<seg>یک<!-- ؟ --> دو <!-- ؟ --></seg>",
    ],
)
def test_white_space_that_says_nothing_is_found(speech: str) -> None:
    assert not is_settled(tei(f'<u who="#a">{speech}</u>'))


def test_blanks_between_words_and_line_breaks_between_turns_are_settled() -> None:
    turn = '<u who="#a"><seg>یک <hi>دو</hi> سه</seg></u>'
    assert is_settled(tei(f"\n{turn}\n<lb/>\n{turn}\n"))
