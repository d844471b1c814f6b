"""Nothing lost, whatever the text, the claims, the order of the blocks, and the XML editor."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from lxml import etree

import tei
from tei.encoding import encode, serialize
from tei.model import Annotation, Document, Rule, Span
from tei.restoration import restore
from tests.strategies import documents, witness

TEXT = "{http://www.tei-c.org/ns/1.0}text"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def as_it_is(data: bytes) -> bytes:
    return data


def formatted(data: bytes) -> bytes:
    """What `xmllint --format` does."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
    return etree.tostring(etree.fromstring(data, parser), pretty_print=True, encoding="UTF-8")


def indented_against_its_wish(data: bytes) -> bytes:
    """What an editor does that does not know `xml:space`."""
    root = etree.fromstring(data)
    for text in root.iter(TEXT):
        del text.attrib[PRESERVE]
    indent(root, "\n")
    return etree.tostring(root, encoding="UTF-8")


def indent(element: etree._Element, margin: str) -> None:
    """Put every child on a line of its own wherever there are only blanks, or nothing."""
    inner = margin + "    "
    if len(element):
        element.text = element.text if (element.text or "").strip(" \t\r\n") else inner
    for child in element:
        indent(child, inner)
        last = child.getnext() is None
        if not (child.tail or "").strip(" \t\r\n"):
            child.tail = margin if last else inner


def wrapped(data: bytes) -> bytes:
    """What re-wrapping at blanks does: any blank may become a line's end and an indent."""
    root = etree.fromstring(data)
    for text in root.iter(TEXT):
        for element in text.iter():
            element.text = element.text and re.sub(" ", "\n      ", element.text)
            element.tail = element.tail and re.sub(" ", "\n  ", element.tail)
    return etree.tostring(root, encoding="UTF-8")


EDITORS = [as_it_is, formatted, indented_against_its_wish, wrapped]


@pytest.mark.parametrize("edit", EDITORS, ids=lambda edit: edit.__name__)
@given(documents())
def test_the_source_comes_back_after(edit: Callable[[bytes], bytes], document: Document) -> None:
    data = edit(serialize(encode(document)))
    assert restore(etree.ElementTree(etree.fromstring(data))) == document.text.encode()


def test_a_point_between_a_blank_and_a_name_loses_neither() -> None:
    rule = Rule("rule", "decides")
    claims = (
        Annotation("name", (Span(2, 3),), rule),
        Annotation("gap", (Span(2, 2),), rule),
    )
    given = Document(witness("a a"), "en", (Span(0, 3),), claims)
    for edit in EDITORS:
        data = edit(serialize(encode(given)))
        assert restore(etree.ElementTree(etree.fromstring(data))) == b"a a"


@settings(max_examples=50)
@given(documents())
def test_no_check_of_ours_finds_fault_with(document: Document) -> None:
    assert tei.validate(encode(document)) == []


@given(documents())
def test_every_document_is_valid(interview: etree.RelaxNG, document: Document) -> None:
    data = serialize(encode(document))
    assert interview.validate(etree.fromstring(data)), (interview.error_log, data.decode())
