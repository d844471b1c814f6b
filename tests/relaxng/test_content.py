from __future__ import annotations

from pathlib import Path

import pytest

from tests.relaxng.grammars import HEAD, is_valid

A, B, C = (f'<element name="{name}"><empty/></element>' for name in "abc")


def root(content: str) -> str:
    return f'<element name="r">{content}</element>'


@pytest.mark.parametrize(
    ("content", "valid", "invalid"),
    [
        (f"<group>{A}{B}</group>", ["<a/><b/>"], ["<b/><a/>", "<a/>", "", "<a/><b/><b/>"]),
        (f"<choice>{A}{B}</choice>", ["<a/>", "<b/>"], ["", "<a/><b/>"]),
        (f"<interleave>{A}{B}</interleave>", ["<a/><b/>", "<b/><a/>"], ["<a/>", "<a/><b/><a/>"]),
        (f"<optional>{A}</optional>", ["", "<a/>"], ["<a/><a/>", "<b/>"]),
        (f"<zeroOrMore>{A}</zeroOrMore>", ["", "<a/>", "<a/><a/>"], ["<a/><b/>"]),
        (f"<oneOrMore>{A}</oneOrMore>", ["<a/>", "<a/><a/>"], [""]),
        (f"<oneOrMore>{A}{B}</oneOrMore>", ["<a/><b/><a/><b/>"], ["<a/><b/><a/>"]),
        (f"<mixed>{A}</mixed>", ["<a/>", "one<a/>two"], ["one", "<a/><a/>"]),
        ("<text/>", ["", "text", "<!-- a comment -->te<?and more?>xt"], ["<a/>"]),
        ("<empty/>", ["", " \n", "<!-- a comment -->"], ["text", "<a/>", "\u00a0"]),
        (f"<choice>{A}<notAllowed/></choice>", ["<a/>"], [""]),
        (f"<group>{A}<text/></group>", ["<a/>text", "<a/>"], ["text<a/>", "text"]),
        (f"<choice><text/>{A}</choice>", ["text", "<a/>"], ["text<a/>", "<a/>text"]),
        ("<value>on</value>", ["on", " on\n"], ["off", "", "o n"]),
        ('<value type="string">on</value>', ["on"], [" on", "ON"]),
        ('<value type="integer">1</value>', ["1", "01", "+1"], ["2", "1.0"]),
        ('<data type="integer"/>', ["1", " 2 ", "1<!-- a comment -->2"], ["", "one", "1<a/>"]),
        (
            '<data type="integer"><except><value type="integer">1</value></except></data>',
            ["2"],
            ["1", "01"],
        ),
        (
            '<list><oneOrMore><data type="integer"/></oneOrMore></list>',
            ["1", " 1 2\n3"],
            ["", "1 x"],
        ),
        (
            "<list><oneOrMore><choice><value>x</value>"
            '<group><value>y</value><data type="integer"/></group></choice></oneOrMore></list>',
            ["x", "x y 1 x", "y 1"],
            ["y", "1 y", "x y", ""],
        ),
        (
            '<list><oneOrMore><choice><value>x</value><data type="integer"/></choice>'
            "</oneOrMore></list>",
            ["x", "x 1 1 x"],
            ["y", "1 y", ""],
        ),
        ("<list><value>x</value><data type='integer'/></list>", ["x 1"], ["x", "1 x", "x 1 1"]),
        ('<list><data type="token"/></list>', ["a\u00a0b"], ["a b"]),
        (f"<choice><data type='integer'/>{A}</choice>", ["1", "<a/>", " <a/> "], ["1<a/>", "x"]),
    ],
)
def test_content_is_what_the_pattern_says(
    tmp_path: Path, content: str, valid: list[str], invalid: list[str]
) -> None:
    for inside in valid:
        assert is_valid(tmp_path, root(content), f"<r>{inside}</r>"), inside
    for inside in invalid:
        assert not is_valid(tmp_path, root(content), f"<r>{inside}</r>"), inside


@pytest.mark.parametrize(
    ("content", "valid", "invalid"),
    [
        ('<attribute name="x"/>', ['x=""', 'x="1"'], ["", 'y=""']),
        ('<optional><attribute name="x"/></optional>', ["", 'x="1"'], ['y="1"']),
        (
            '<choice><attribute name="x"/><attribute name="y"/></choice>',
            ['x=""', 'y=""'],
            ["", 'x="" y=""'],
        ),
        (
            '<choice><attribute name="x"><value>1</value></attribute>'
            '<group><attribute name="x"><value>2</value></attribute><attribute name="y"/></group>'
            "</choice>",
            ['x="1"', 'x="2" y=""'],
            ['x="2"', 'x="1" y=""', 'x="3"'],
        ),
        (
            '<zeroOrMore><attribute><nsName ns="urn:n"/></attribute></zeroOrMore>',
            ["", 'xmlns:n="urn:n" n:x="" n:y=""'],
            ['x=""'],
        ),
        (
            '<oneOrMore><attribute><anyName><except><name ns="">x</name></except></anyName>'
            "</attribute></oneOrMore>",
            ['y=""', 'y="" z=""'],
            ["", 'x=""', 'y="" x=""'],
        ),
        (
            '<interleave><attribute name="x"/>'
            '<optional><attribute name="y"/></optional></interleave>',
            ['x=""', 'y="" x=""'],
            ['y=""'],
        ),
        (
            '<attribute name="x"><data type="QName"/></attribute>',
            ['x="a"', 'x="xml:a"'],
            ['x="b:a"'],
        ),
    ],
)
def test_attributes_are_what_the_pattern_says(
    tmp_path: Path, content: str, valid: list[str], invalid: list[str]
) -> None:
    for attributes in valid:
        assert is_valid(tmp_path, root(content + "<empty/>"), f"<r {attributes}/>"), attributes
    for attributes in invalid:
        assert not is_valid(tmp_path, root(content + "<empty/>"), f"<r {attributes}/>"), attributes


def test_an_attribute_may_decide_what_the_content_is(tmp_path: Path) -> None:
    pattern = root(
        f'<choice><group><attribute name="x"/>{A}</group>'
        f'<group><attribute name="y"/>{B}</group></choice>'
    )
    assert is_valid(tmp_path, pattern, '<r x=""><a/></r>')
    assert not is_valid(tmp_path, pattern, '<r x=""><b/></r>')
    assert is_valid(tmp_path, pattern, '<r y=""><b/></r>')


def test_a_value_that_is_a_qualified_name_is_compared_by_namespace(tmp_path: Path) -> None:
    pattern = '<element name="r" xmlns:p="urn:n"><value type="QName">p:x</value></element>'
    assert is_valid(tmp_path, pattern, '<r xmlns:q="urn:n">q:x</r>')
    assert not is_valid(tmp_path, pattern, '<r xmlns:p="urn:m">p:x</r>')


@pytest.mark.parametrize(
    ("names", "valid", "invalid"),
    [
        ('<name ns="urn:n">x</name>', ['<x xmlns="urn:n"/>'], ["<x/>"]),
        ("<anyName/>", ["<x/>", '<y xmlns="urn:n"/>'], []),
        ('<anyName><except><nsName ns=""/></except></anyName>', ['<y xmlns="urn:n"/>'], ["<x/>"]),
        ('<nsName ns="urn:n"><except><name ns="urn:n">x</name></except></nsName>',
         ['<y xmlns="urn:n"/>'], ['<x xmlns="urn:n"/>', "<y/>"]),
        ("<choice><name>x</name><name>y</name></choice>", ["<x/>", "<y/>"], ["<z/>"]),
    ],
)  # fmt: skip
def test_a_name_class_has_the_names_it_says(
    tmp_path: Path, names: str, valid: list[str], invalid: list[str]
) -> None:
    pattern = root(f"<element>{names}<empty/></element>")
    for child in valid:
        assert is_valid(tmp_path, pattern, f"<r>{child}</r>"), child
    for child in invalid:
        assert not is_valid(tmp_path, pattern, f"<r>{child}</r>"), child


def test_a_name_that_may_be_two_elements_is_tried_as_both(tmp_path: Path) -> None:
    pattern = root(
        f'<choice><group><element name="x">{A}</element>{B}</group>'
        f'<group><element name="x">{B}</element>{A}</group></choice>'
    )
    assert is_valid(tmp_path, pattern, "<r><x><a/></x><b/></r>")
    assert is_valid(tmp_path, pattern, "<r><x><b/></x><a/></r>")
    assert not is_valid(tmp_path, pattern, "<r><x><a/></x><a/></r>")
    assert not is_valid(tmp_path, pattern, "<r><x><c/></x><a/></r>")


def test_elements_of_one_name_are_told_apart_by_attributes_text_and_comments(
    tmp_path: Path,
) -> None:
    pattern = root(
        '<choice><element name="x"><attribute name="n"/><data type="integer"/></element>'
        f'<element name="x"><mixed>{A}</mixed></element></choice>'
    )
    assert is_valid(tmp_path, pattern, '<r><x n="">1<!-- and -->2</x></r>')
    assert is_valid(tmp_path, pattern, "<r><x>one<!-- and -->two<a/>three</x></r>")
    assert not is_valid(tmp_path, pattern, "<r><x>1</x></r>")
    assert not is_valid(tmp_path, pattern, '<r><x n="">x</x></r>')


def test_a_grammar_in_a_grammar_has_its_own_names(tmp_path: Path) -> None:
    pattern = f"""
        <grammar>
          <start><element name="r">
            <grammar>
              <start><group><ref name="x"/><parentRef name="x"/></group></start>
              <define name="x">{A}</define>
            </grammar>
          </element></start>
          <define name="x">{B}</define>
        </grammar>"""
    assert is_valid(tmp_path, pattern, "<r><a/><b/></r>")
    assert not is_valid(tmp_path, pattern, "<r><b/><a/></r>")


@pytest.mark.parametrize(
    ("way", "valid", "invalid"),
    [
        ("choice", ["<a/>", "<b/>"], ["<a/><b/>"]),
        ("interleave", ["<a/><b/>", "<b/><a/>"], ["<a/>"]),
    ],
)
def test_definitions_of_one_name_are_combined(
    tmp_path: Path, way: str, valid: list[str], invalid: list[str]
) -> None:
    pattern = f"""
        <grammar>
          <start><element name="r"><ref name="x"/></element></start>
          <div><define name="x" combine="{way}">{A}</define></div>
          <define name="x">{B}</define>
        </grammar>"""
    for inside in valid:
        assert is_valid(tmp_path, pattern, f"<r>{inside}</r>"), inside
    for inside in invalid:
        assert not is_valid(tmp_path, pattern, f"<r>{inside}</r>"), inside


def test_an_include_brings_definitions_and_replaces_some(tmp_path: Path) -> None:
    (tmp_path / "more.rng").write_text(
        f"""<grammar {HEAD}>
          <start><element name="r"><ref name="x"/><ref name="y"/></element></start>
          <define name="x">{A}</define>
          <define name="y">{A}</define>
        </grammar>"""
    )
    pattern = f"""
        <grammar ns="urn:n">
          <include href="more.rng"><define name="y">{B}</define></include>
        </grammar>"""
    assert is_valid(tmp_path, pattern, '<r xmlns="urn:n"><a/><b/></r>')
    assert not is_valid(tmp_path, pattern, '<r xmlns="urn:n"><a/><a/></r>')
    assert not is_valid(tmp_path, pattern, "<r><a/><b/></r>")


def test_an_external_pattern_takes_its_namespace_from_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "other.rng").write_text(f'<element name="x" {HEAD}><empty/></element>')
    pattern = root('<externalRef href="other.rng" ns="urn:n"/>')
    assert is_valid(tmp_path, pattern, '<r><x xmlns="urn:n"/></r>')
    assert not is_valid(tmp_path, pattern, "<r><x/></r>")


def test_annotations_change_nothing(tmp_path: Path) -> None:
    pattern = root(f'<a:documentation>words</a:documentation>{A}<x xmlns="urn:n" y="z"/>')
    assert is_valid(tmp_path, pattern, "<r><a/></r>")


def test_an_entity_that_was_not_expanded_counts_as_text(tmp_path: Path) -> None:
    from lxml import etree

    from tei.validation import relaxng
    from tests.relaxng.grammars import schema

    parser = etree.XMLParser(resolve_entities=False)
    document = b'<!DOCTYPE r [<!ENTITY e "text">]><r>&e;</r>'
    tree = etree.ElementTree(etree.fromstring(document, parser))
    words, nothing = schema(tmp_path, root("<text/>")), schema(tmp_path, root("<empty/>"), "n.rng")
    assert not list(relaxng.validate(tree, words, "it.xml"))
    assert [d.code for d in relaxng.validate(tree, nothing, "it.xml")] == ["TEI529"]
