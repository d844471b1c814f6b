"""What libxml2 rules out, Saxon would not have found; and of most documents it rules out all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.resources import schemas
from tei.validation import schematron
from tei.validation.schematron.both import in_both, parts
from tei.validation.schematron.relevance import may_fire
from tei.validation.survey import surveyed
from tei.xmlsource import parse
from tests.transcripts import SEED

DOCUMENT = (
    b'<t:u xmlns:t="urn:t" n="2" who="#a"><t:a n="1">one<t:b/></t:a><t:a>two <t:b n="2">b</t:b>'
    b'</t:a><b who="#b #c" n="one"> </b></t:u>'
)
SCHEMA = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
    '<ns prefix="t" uri="urn:t"/>{}</schema>'
)


@pytest.mark.parametrize(
    ("expression", "same"),
    [
        ("normalize-space(@who)", "normalize-space(@who)"),
        ("@type eq 'a or b'", "@type='a or b'"),
        ("count(t:a) gt 1", "count(t:a)>1"),
        ("string-length(normalize-space(.)) >= 3", "string-length(normalize-space(.)) >= 3"),
        ("not(self::t:a) and (t:b or ../t:b)", "not(self::t:a) and (t:b or ../t:b)"),
    ],
)
def test_what_means_the_same_is_asked_in_xpath_1(expression: str, same: str) -> None:
    assert in_both(expression) == same


@pytest.mark.parametrize(
    "expression",
    [
        "matches(@n, 'a')",
        "$known",
        "@n = @m",
        "@n > 1",
        "@n < '2'",
        "normalize-space(t:a)",
        "position() = 1",
        "current()/@n = 'a'",
        "t:a ! @n = 'b'",
        "id(@who)",
        "t:own(.)",
    ],
)
def test_what_may_mean_something_else_is_left_to_saxon(expression: str) -> None:
    assert in_both(expression) is None


def test_a_joint_in_brackets_or_quotes_joins_nothing_outside() -> None:
    assert parts("a or (b or c)[d or e] or 'x or y'", "or") == [
        "a ",
        " (b or c)[d or e] ",
        " 'x or y'",
    ]
    assert parts("a|b[c|d]", "|") == ["a", "b[c|d]"]


@pytest.mark.parametrize(
    ("context", "names", "fires"),
    [
        ("t:a", {"b"}, False),
        ("t:l//t:a", {"a"}, False),
        ("t:a | t:b", {"b"}, True),
        ("(t:c | t:b)/t:a", {"a", "b"}, True),
        ("(t:c | t:d)/t:a", {"a", "b"}, False),
        ("t:*[@n]", {"a"}, False),
        ("t:*[@n]", {"a", "@n"}, True),
        ("t:*[@n or @m]", {"a", "@m"}, True),
        ("t:*[@n = 'x' or @m]", {"a", "@m"}, True),
        ("t:*[@n eq 'x']", {"a", "@m"}, False),
        ("t:a[t:b[@n]]", {"a"}, True),
        ("@who", {"a"}, False),
        ("node()", set(), True),
        ("/*[ count( //t:c ) gt 1 ]", {"a"}, False),
        ("/*[ count( //t:c ) gt 1 ]", {"a", "c"}, True),
        ("/*[ count( //t:c ) lt 1 ]", {"a"}, True),
    ],
)
def test_a_rule_needs_the_names_in_its_context(context: str, names: set[str], fires: bool) -> None:
    rule = f'<rule context="{context}"><assert test="t:z"/></rule>'
    pattern = etree.fromstring(
        f'<pattern xmlns="http://purl.oclc.org/dsdl/schematron">{rule}</pattern>'
    )
    assert may_fire(pattern, names) is fires


@pytest.mark.parametrize(
    ("condition", "tells"),
    [
        ("ancestor::t:l or ancestor::t:lg", False),
        ("(ancestor::t:a | parent::t:l) and not(t:b)", True),
        ("(ancestor::t:l | parent::t:lg) and not(t:b)", False),
        ("not(ancestor::t:l)", True),
        ("count(t:l) = 0", True),
        ("t:a/@n and t:a/@m", False),
        ("..//t:b", True),
        ("1", True),
        ("t:l[1] = 2", True),
    ],
)
def test_a_report_needs_the_elements_it_is_about(condition: str, tells: bool) -> None:
    rule = f'<rule context="t:a"><report test="{condition}">x</report></rule>'
    pattern = etree.fromstring(
        f'<pattern xmlns="http://purl.oclc.org/dsdl/schematron">{rule}</pattern>'
    )
    assert may_fire(pattern, frozenset({"a", "b", "@n"})) is tells


def test_a_page_without_faults_needs_no_saxon() -> None:
    without = ("-TEI-pointers-", "-milestone-block-", "-q-pullquote-")
    path = schemas() / "interview.sch"
    assert schematron.load(path, without=without, about=_about(SEED)).patterns == ()


def test_of_several_parts_one_is_enough_to_rule_a_test_out(tmp_path: Path) -> None:
    rule = '<rule context="t:u"><report test="t:c and matches(@n, \'2\')">c</report></rule>'
    assert _told(tmp_path, [rule], filtered=True) == []
    rule = '<rule context="t:u"><assert test="t:a or matches(@n, \'2\')">c</assert></rule>'
    assert _told(tmp_path, [rule], filtered=True) == []


def _about(document: Path | bytes) -> tuple[etree._ElementTree, frozenset[str]]:
    tree = parse(document)
    return tree, surveyed(tree).names


def _told(folder: Path, rules: list[str], *, filtered: bool) -> list[tuple[int, str]]:
    path = folder / "rules.sch"
    body = "".join(f"<pattern>{rule}</pattern>" for rule in rules)
    path.write_text(SCHEMA.format(body), encoding="utf-8")
    found = schematron.load(path, about=_about(DOCUMENT) if filtered else None)
    return sorted((f.element, f.message) for f in schematron.check(DOCUMENT.decode(), found))


STEPS = st.sampled_from(
    [
        "t:a",
        "t:b",
        "b",
        "@n",
        "@who",
        "*",
        ".",
        "..",
        "text()",
        "ancestor::t:u",
        "t:a/t:b",
        ".//t:b",
        "parent::t:a",
        "self::t:a",
        "following-sibling::*",
        "preceding-sibling::t:a[@n]",
        "t:*[1]",
    ]
)
ONE = st.sampled_from(["@n", "@who", "."])
COMPARED = st.builds(
    "{} {} {}".format,
    STEPS.filter(lambda step: step != "text()"),
    st.sampled_from(["=", "!="]),
    st.sampled_from(["'1'", "'2'", "'one'", "''"]),
)
COUNTED = st.builds(
    "count({}) {} {}".format,
    STEPS,
    st.sampled_from(["=", "!=", ">", ">=", "gt", "le", "eq"]),
    st.sampled_from(["0", "1", "2"]),
)
STRINGS = st.one_of(
    st.builds("normalize-space({})".format, ONE),
    st.builds("starts-with({}, '#')".format, ONE),
    st.builds("contains({}, 'n')".format, ONE),
    st.builds("string-length({}) > 1".format, ONE),
    st.builds("number({}) >= 1".format, ONE),
    st.builds("translate({}, '12', '') = ''".format, ONE),
)
TESTS = st.recursive(
    st.one_of(STEPS, COMPARED, COUNTED, STRINGS),
    lambda inner: st.one_of(
        st.builds("not({})".format, inner),
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("*[{}]".format, inner),
    ),
    max_leaves=4,
)
CONTEXTS = st.sampled_from(
    ["t:a", "t:*[@n]", "b | t:b", "*[@who]", "t:u//t:b", "@n", "t:a[t:b]", "/*", "t:a[not(@n)]"]
)
RULES = st.builds(
    lambda context, kind, test: (
        f'<rule context="{context}"><{kind} test="{test.replace("<", "&lt;")}">x</{kind}></rule>'
    ),
    CONTEXTS,
    st.sampled_from(["assert", "report"]),
    TESTS,
)


@settings(max_examples=20)
@given(st.lists(RULES, min_size=20, max_size=40))
def test_what_is_ruled_out_saxon_does_not_find(
    tmp_path_factory: pytest.TempPathFactory, rules: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("rules")
    everything = _told(folder, rules, filtered=False)
    assert _told(folder, rules, filtered=True) == everything
