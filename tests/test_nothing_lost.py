"""Whatever a document holds, no view of it loses what the view is for."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given
from lxml import etree, html

from tei.encoding import encode, serialize
from tei.model import Document
from tei.rendering import render
from tei.restoration import SourceBlock, source_blocks
from tests.indenting import indented
from tests.strategies import documents

NOT_PRINTED = """//*[@class = 'regular' or @class = 'editorial' or @class = 'citation']
    | //*[contains(@class, 'beside')] | //*[@class = 'speaker'][*[contains(@class, 'supplied')]]"""
"""What the page adds to what was printed."""


def tree_of(document: Document) -> etree._ElementTree:
    """Return the TEI as it is when it has been to a file and back."""
    return etree.fromstring(serialize(encode(document))).getroottree()


def blocks(tree: etree._ElementTree) -> list[SourceBlock]:
    return list(source_blocks(tree, tree.findtext(".//{*}idno[@type='newline']") or "LF"))


@given(documents())
def test_the_source_view_is_the_source_in_reading_order(document: Document) -> None:
    tree = tree_of(document)
    assert render(tree, "text", view="source") == "".join(block.text for block in blocks(tree))


@given(documents())
def test_an_indented_file_looks_the_same(document: Document) -> None:
    tree = tree_of(document)
    for to, view in (("text", "source"), ("text", "reading"), ("html", "reading")):
        assert render(indented(tree), to, view=view) == render(tree, to, view=view)


@given(documents())
def test_every_record_stands_where_it_says(document: Document) -> None:
    tree = tree_of(document)
    records = json.loads(render(tree, "json"))
    for name in ("turns", "names", "changes", "quotes", "furniture"):
        for record in records[name]:
            printed = " ".join(document.text[start:end] for start, end in record["spans"])
            assert squeezed(printed) == squeezed(record["text"])


@given(documents())
def test_every_word_is_in_the_page(document: Document) -> None:
    tree = tree_of(document)
    page: Any = html.fromstring(render(tree))
    for added in page.xpath(NOT_PRINTED):
        added.drop_tree()
    shown = page.find("body/main").text_content()
    for block in blocks(tree):
        for word in re.findall(r"\w+", block.text):
            assert word in shown


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", "", text)
