from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.diagnostics import Position
from tei.validation import relaxng
from tests.relaxng.grammars import found, schema

PATTERN = """
<element name="r"><zeroOrMore><element name="x">
  <optional><attribute name="n"/></optional><empty/>
</element></zeroOrMore></element>"""


@pytest.mark.parametrize(
    ("document", "line", "column"),
    [
        ("<r><y/></r>", 1, 4),
        ("<r>\n\n  <x\n   m=''/></r>", 3, 3),
        ("<r>کتاب<!-- یک --><x m=''/></r>", 1, 4),
        ("<r><x/><!--\n--><x m=''/></r>", 2, 4),
        ("<r a='>' b=\"'\">\n  text</r>", 1, 1),
        ("<r>\n\n  text</r>", 3, 3),
        ("<r><x n='>'/>\n text</r>", 2, 2),
        ("<r><x></x> text</r>", 1, 12),
        ("<r><x>text</x></r>", 1, 7),
        ("<r>\r\n<y/></r>", 2, 1),
    ],
)
def test_a_finding_says_where_it_is(tmp_path: Path, document: str, line: int, column: int) -> None:
    assert found(tmp_path, PATTERN, document)[0].where == Position(line, column)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1256"])
def test_columns_are_code_points_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    letters = "é" if encoding == "ISO-8859-1" else "کتاب"
    document = f'<?xml version="1.0" encoding="{encoding}"?>\n<r><!--{letters}--><y/></r>'
    findings = found(tmp_path, PATTERN, document.encode(encoding))
    assert findings[0].where == Position(2, 11 + len(letters))


def test_text_behind_a_comment_has_a_line(tmp_path: Path) -> None:
    findings = found(tmp_path, PATTERN, "<r><x/>\n<!-- a comment -->text</r>")
    assert findings[0].where == Position(2)


def test_without_the_source_only_lines_are_known(tmp_path: Path) -> None:
    tree = etree.ElementTree(etree.fromstring("<r>\n<y/></r>"))
    findings = list(relaxng.validate(tree, schema(tmp_path, PATTERN), "it.xml"))
    assert [finding.where for finding in findings] == [Position(2)]


def test_a_tree_that_was_never_a_file_has_no_places(tmp_path: Path) -> None:
    root = etree.Element("r")
    etree.SubElement(root, "y")
    tree = etree.ElementTree(root)
    findings = list(relaxng.validate(tree, schema(tmp_path, PATTERN), "it.xml"))
    assert [finding.where for finding in findings] == [None]


def test_lines_beyond_sixty_five_thousand_are_known(tmp_path: Path) -> None:
    findings = found(tmp_path, PATTERN, "<r>" + "\n" * 70_000 + "<y/></r>")
    assert findings[0].where == Position(70_001, 1)


def test_elements_after_one_that_was_tried_as_several_have_their_place(tmp_path: Path) -> None:
    pattern = """
        <element name="r"><oneOrMore><choice>
          <element name="x"><element name="a"><empty/></element></element>
          <element name="x"><element name="b"><empty/></element></element>
        </choice></oneOrMore></element>"""
    findings = found(tmp_path, pattern, "<r>\n<x><a/></x>\n<x><b/></x>\n<y/></r>")
    assert findings[0].where == Position(4, 1)
