from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei.validation import relaxng
from tests.relaxng.grammars import found, schema

DIV = """
<grammar>
  <start><ref name="div"/></start>
  <define name="div"><element name="div">
    <zeroOrMore><attribute><anyName/></attribute></zeroOrMore>
    <zeroOrMore><choice><ref name="div"/><ref name="p"/></choice></zeroOrMore>
  </element></define>
  <define name="p"><element name="p"><text/></element></define>
</grammar>"""

TWO_SORTS = """
<grammar>
  <start><choice><ref name="one"/><ref name="two"/></choice></start>
  <define name="one"><element name="div">
    <choice><element name="a"><empty/></element><ref name="one"/></choice>
  </element></define>
  <define name="two"><element name="div">
    <choice><element name="b"><empty/></element><ref name="two"/></choice>
  </element></define>
</grammar>"""

DEEP = 10_000


def nested(folder: Path, pattern: str, innermost: str) -> list[str]:
    """Return the codes of what is found in a document deeper than lxml's parser goes."""
    builder = etree.TreeBuilder()
    for _ in range(DEEP):
        builder.start("div", {})
    builder.start(innermost, {})
    builder.end(innermost)
    for _ in range(DEEP):
        builder.end("div")
    tree = etree.ElementTree(builder.close())
    findings = relaxng.validate(tree, schema(folder, pattern), "it.xml")
    return [finding.code for finding in findings]


def test_depth_does_not_matter(tmp_path: Path) -> None:
    assert nested(tmp_path, DIV, "p") == []
    assert nested(tmp_path, DIV, "q") == ["TEI520"]


def test_depth_does_not_matter_where_an_element_may_be_two(tmp_path: Path) -> None:
    assert nested(tmp_path, TWO_SORTS, "a") == []
    assert nested(tmp_path, TWO_SORTS, "b") == []
    assert nested(tmp_path, TWO_SORTS, "p") == ["TEI520"]


def test_many_siblings_and_many_attributes_are_read(tmp_path: Path) -> None:
    attributes = " ".join(f'a{i}=""' for i in range(10_000))
    assert found(tmp_path, DIV, f"<div {attributes}>" + "<p/>" * 100_000 + "</div>") == []


def test_many_errors_are_all_told(tmp_path: Path) -> None:
    findings = found(tmp_path, DIV, "<div>" + "<p><p/></p>" * 2_000 + "</div>")
    assert len(findings) == 2_000


def test_of_a_start_tag_full_of_errors_not_all_are_told(tmp_path: Path) -> None:
    attributes = " ".join(f'a{i}=""' for i in range(10_000))
    findings = found(tmp_path, DIV, f"<div><p {attributes}/></div>")
    assert len(findings) == 25
