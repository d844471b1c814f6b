"""Schematron rules, transpiled to XSLT, say of a document what ISO/IEC 19757-3 says they say."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tei.diagnostics import Position, Severity, TeiError
from tei.resources import schemas
from tei.saxon import SaxonError, run
from tei.validation import schematron, validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tei.validation.finding import Finding

    type Check = Callable[..., list[Finding]]

XSL = "http://www.w3.org/1999/XSL/Transform"
DOCUMENT = (
    '<?xml-model href="a.sch"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'
    '<u who="#a">سلام</u><u><hi n="1" ref="x"/></u></TEI>'
)


@pytest.fixture
def check(tmp_path: Path) -> Check:
    def run_rules(
        body: str, document: str = DOCUMENT, head: str = 'queryBinding="xslt2"', phase: str = ""
    ) -> list[Finding]:
        path = tmp_path / "rules.sch"
        path.write_text(
            f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" {head}>'
            f'<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>\n{body}</schema>',
            encoding="utf-8",
        )
        rules = schematron.load(path, phase or None)
        return list(schematron.check(document, rules))

    return run_rules


def _always(context: str, message: str = "here", attributes: str = "") -> str:
    return f'<rule context="{context}"><report test="true()" {attributes}>{message}</report></rule>'


def test_the_first_rule_of_a_pattern_that_matches_is_the_only_one(check: Check) -> None:
    rules = _always("t:u[@who]", "with who") + _always("t:u", "other")
    found = check(f"<pattern>{rules}</pattern>")
    assert [(f.element, f.message) for f in found] == [(1, "with who"), (2, "other")]


def test_every_pattern_is_tried_on_every_node(check: Check) -> None:
    found = check(f"<pattern>{_always('t:hi')}</pattern>" * 3)
    assert [f.element for f in found] == [3, 3, 3]


def test_an_assert_tells_what_does_not_hold_and_a_report_what_does(check: Check) -> None:
    tests = '<assert test="@who">no who</assert><report test="@who">has who</report>'
    found = check(f'<pattern><rule context="t:u">{tests}</rule></pattern>')
    assert [(f.element, f.message) for f in found] == [(1, "has who"), (2, "no who")]


@pytest.mark.parametrize(
    ("context", "elements"),
    [("@who | @ref", [1, 3]), ("/", [0]), ("t:u/text()", [1]), ("processing-instruction()", [0])],
)
def test_a_context_may_be_any_kind_of_node(check: Check, context: str, elements: list[int]) -> None:
    found = check(f"<pattern>{_always(context)}</pattern>")
    assert [f.element for f in found] == elements


def test_a_message_has_names_and_values_in_it_and_its_blanks_made_one(check: Check) -> None:
    message = '\n <name/>  of <name path=".."/>: <emph><value-of select="., \'b\'"/></emph>\t.'
    [found] = check(f"<pattern>{_always('@who', message)}</pattern>")
    assert found.message == "who of u: #a b ."


def test_rules_are_made_once_and_anew_when_they_change(check: Check, tmp_path: Path) -> None:
    check(f"<pattern>{_always('t:hi')}</pattern>")
    path = tmp_path / "rules.sch"
    first = schematron.load(path)
    assert schematron.load(path) is first
    os.utime(path, ns=(1, 1))
    assert schematron.load(path) is not first


@pytest.mark.parametrize(
    ("attributes", "severity"),
    [
        ("", Severity.ERROR),
        ('role="fatal"', Severity.ERROR),
        ('role="nonfatal"', Severity.WARNING),
        ('role="WARN"', Severity.WARNING),
        ('flag="warning"', Severity.WARNING),
        ('role="information"', Severity.INFO),
    ],
)
def test_a_role_is_a_severity(check: Check, attributes: str, severity: Severity) -> None:
    [found] = check(f"<pattern>{_always('t:TEI', attributes=attributes)}</pattern>")
    assert found.severity is severity


def test_variables_are_of_the_schema_the_pattern_or_the_rule(check: Check) -> None:
    found = check(
        '<let name="one" value="1"/><pattern><let name="all" value="//t:u"/>'
        '<let name="count" value="count($all)"/><rule context="t:u">'
        '<let name="third" value="$one + $count"/>'
        '<report test="$third = 3"><value-of select="$count, $third"/></report></rule></pattern>'
    )
    assert [f.message for f in found] == ["2 3", "2 3"]


def test_keys_and_functions_of_xslt_may_be_used(check: Check) -> None:
    found = check(
        f'<xsl:key xmlns:xsl="{XSL}" name="who" match="t:u" use="@who"/>'
        f'<xsl:function xmlns:xsl="{XSL}" name="t:count"><xsl:param name="x"/>'
        '<xsl:sequence select="count($x)"/></xsl:function>'
        "<pattern><rule context=\"t:TEI\"><report test=\"t:count(key('who', '#a')) = 1\">one"
        "</report></rule></pattern>"
    )
    assert [f.message for f in found] == ["one"]


def test_abstract_patterns_are_filled_in(check: Check) -> None:
    found = check(
        '<pattern abstract="true" id="lacks"><rule context="$who">'
        '<assert test="$what">lacks <value-of select="\'$what\'"/></assert></rule></pattern>'
        '<pattern is-a="lacks"><param name="who" value="t:u"/><param name="what" value="@who"/>'
        "</pattern>"
    )
    assert [(f.element, f.message) for f in found] == [(2, "lacks @who")]


def test_abstract_rules_are_extended_with_all_they_extend(check: Check) -> None:
    found = check(
        '<pattern><rule abstract="true" id="a"><report test="true()">a</report></rule>'
        '<rule abstract="true" id="b"><extends rule="a"/><report test="true()">b</report></rule>'
        '<rule context="t:hi"><extends rule="b"/></rule></pattern>'
    )
    assert [(f.element, f.message) for f in found] == [(3, "a"), (3, "b")]


def test_a_part_of_another_file_is_included(check: Check, tmp_path: Path) -> None:
    part = f'<pattern xmlns="http://purl.oclc.org/dsdl/schematron">{_always("t:hi")}</pattern>'
    (tmp_path / "part.sch").write_text(part, encoding="utf-8")
    assert [f.element for f in check('<include href="part.sch"/>')] == [3]


@pytest.mark.parametrize(("phase", "messages"), [("", ["b"]), ("all", ["a"]), ("#ALL", ["a", "b"])])
def test_a_phase_says_which_patterns_are_tried(
    check: Check, phase: str, messages: list[str]
) -> None:
    body = (
        '<phase id="first"><active pattern="b"/></phase>'
        '<phase id="all"><active pattern="a"/></phase>'
        f'<pattern id="a">{_always("t:hi", "a")}</pattern>'
        f'<pattern id="b">{_always("t:hi", "b")}</pattern>'
    )
    found = check(body, head='queryBinding="xslt2" defaultPhase="first"', phase=phase)
    assert [f.message for f in found] == messages


def test_a_diagnostic_of_the_schema_is_the_hint(check: Check) -> None:
    [found] = check(
        f"<pattern>{_always('t:hi', attributes=chr(100) + 'iagnostics=' + chr(34) + 'd' + chr(34))}"
        '</pattern><diagnostics><diagnostic id="d">drop <name/></diagnostic></diagnostics>'
    )
    assert found.hint == "drop hi"


def test_a_finding_without_one_names_its_rule(check: Check) -> None:
    [found] = check(f'<pattern id="p">{_always("t:hi")}</pattern>')
    assert found.hint == "rule p of rules.sch"


def test_a_test_that_cannot_be_tried_stops_nothing_else(check: Check) -> None:
    found = check(
        '<pattern><rule context="t:u"><let name="n" value="xs:integer(.)"/>'
        '<assert test="$n = 1">not one</assert></rule></pattern>'
        f"<pattern>{_always('t:hi')}</pattern>",
        head='queryBinding="xslt2" xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    )
    assert [(f.code, f.element) for f in found] == [("TEI542", 1), ("TEI542", 2), ("TEI541", 3)]
    assert (
        found[0].message == 'a rule could not be tried: Cannot convert string "سلام" to an integer'
    )


@pytest.mark.parametrize(
    ("body", "head", "line", "message"),
    [
        (f"<pattern>\n{_always('ancestor::t:u')}</pattern>", "", 3, "a rule cannot be used: "),
        (f"<pattern>\n{_always('q:u')}</pattern>", "", 3, "a rule cannot be used: "),
        ("<pattern is-a='x'/>", "", 2, "there is no abstract pattern `x`"),
        ("<pattern/>", "queryBinding='stx'", 1, "the query language `stx` is not supported"),
        ("<pattern/>", "defaultPhase='x'", 1, "there is no phase `x`"),
        ("<pattern documents='a.xml'/>", "", 2, "patterns about other documents"),
    ],
)
def test_a_schema_that_cannot_be_used_says_where(
    check: Check, body: str, head: str, line: int, message: str
) -> None:
    with pytest.raises(TeiError) as caught:
        check(body, head=head)
    found = caught.value.diagnostic
    assert (found.code, found.where) == ("TEI504", Position(line))
    assert found.message.startswith(message)


def test_rules_cannot_reach_the_network(check: Check) -> None:
    test = "doc('http://127.0.0.1/a')//*"
    body = f'<pattern><rule context="t:TEI"><assert test="{test}">x</assert></rule></pattern>'
    assert "has been prohibited" in check(body)[0].message


def test_saxon_reads_no_doctype() -> None:
    sheet = f'<xsl:transform version="3.0" xmlns:xsl="{XSL}"/>'
    with pytest.raises(SaxonError, match="DOCTYPE is disallowed"):
        run(sheet, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>')


def test_elements_may_be_nested_as_deep_as_the_parser_allows(check: Check) -> None:
    deep = '<t:u xmlns:t="http://www.tei-c.org/ns/1.0">' * 2000 + "</t:u>" * 2000
    [found] = check(f"<pattern>{_always('t:u[not(*)]')}</pattern>", deep)
    assert found.element == 1999


def test_our_own_rules_find_blocks_that_do_not_tile(check: Check) -> None:
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>'
        '<milestone unit="block" n="1" source="a.txt#char=0,5"/>'
        '<milestone unit="block" n="2" source="a.txt#char=6,9"/></text></TEI>'
    )
    rules = schematron.load(schemas() / "interview.sch")
    messages = [(f.element, f.message.partition(":")[0]) for f in schematron.check(document, rules)]
    assert (3, "Block 2 does not begin where block 1 ends") in messages


def test_the_rules_of_tei_are_all_usable() -> None:
    rules = schematron.load(schemas() / "tei_all" / "tei_all.sch")
    assert len(rules.tests) == 103


def test_the_rules_inside_a_grammar_are_those_of_its_schematron() -> None:
    document = DOCUMENT.replace("<hi", '<hi cert="very"')
    found = [
        [(f.element, f.message) for f in schematron.check(document, schematron.load(path))]
        for path in (schemas() / "interview.sch", schemas() / "interview.rng")
    ]
    assert found[0]
    assert sorted(found[0]) == sorted(found[1])


def test_a_test_inside_an_odd_is_about_the_element_it_specifies(tmp_path: Path) -> None:
    odd = tmp_path / "own.odd"
    odd.write_text(
        '<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="own"><elementSpec ident="hi">'
        '<constraintSpec ident="c" scheme="schematron"><constraint>'
        '<assert xmlns="http://purl.oclc.org/dsdl/schematron" test="@rend">hi has rend</assert>'
        "</constraint></constraintSpec></elementSpec></schemaSpec>",
        encoding="utf-8",
    )
    found = list(schematron.check(DOCUMENT, schematron.load(odd)))
    assert [(f.element, f.message) for f in found] == [(3, "hi has rend")]


INNER = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" '
    'xmlns:sch="http://purl.oclc.org/dsdl/schematron"><sch:ns prefix="t" uri="urn:t"/>\n'
    '<define name="p"><element name="p" ns="urn:t"><sch:pattern><sch:rule context="t:p">{}'
    "</sch:rule></sch:pattern><text/></element></define></grammar>"
)
OUTER = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a" ns="urn:t">'
    '<ref name="p"/></element></start><include href="inner.rng">{}</include></grammar>'
)


def test_rules_of_an_included_grammar_are_tried_unless_it_is_overridden(tmp_path: Path) -> None:
    inner, outer = tmp_path / "inner.rng", tmp_path / "outer.rng"
    inner.write_text(INNER.format('<sch:assert test="@n">no n</sch:assert>'), encoding="utf-8")
    outer.write_text(OUTER.format(""), encoding="utf-8")
    document = b'<a xmlns="urn:t"><p/></a>'
    [found] = validate(document, outer)
    assert (found.code, found.message, found.hint) == (
        "TEI541",
        "no n",
        "rule of line 2 of inner.rng",
    )
    inner.write_text(INNER.format('<sch:assert test="@m">no m</sch:assert>'), encoding="utf-8")
    assert [d.message for d in validate(document, outer)] == ["no m"]
    anew = '<define name="p"><element name="p" ns="urn:t"><text/></element></define>'
    outer.write_text(OUTER.format(anew), encoding="utf-8")
    assert validate(document, outer) == []
