"""What the encoder makes of claims: trees written as literals."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from lxml import etree

from tei.diagnostics import Diagnostic
from tei.encoding import encode
from tei.model import Annotation, Decision, Document, Entity, Participant, Rule, Span
from tests.strategies import witness

RULE = Rule("rule", "decides")
FIELDS = {"id", "regular", "comment", "evidence", "certainty", "rule"}
HUMAN = Rule("mina", "Mina Karimi", human=True)


def claim(element: str, *spans: tuple[int, int], **more: Any) -> Annotation:
    """Return a claim; a keyword that is no field of it is an attribute of the element."""
    fields = {key: more.pop(key) for key in FIELDS & more.keys()}
    attributes = tuple((name, str(value)) for name, value in more.items())
    rule = fields.pop("rule", RULE)
    stretches = tuple(Span(start, end) for start, end in spans)
    return Annotation(element, stretches, rule, attributes=attributes, **fields)


def document(text: str, *claims: Annotation, cuts: str = "", order: str = "") -> Document:
    """Return a document: `cuts` are offsets between its blocks, `order` their places in reading."""
    edges = [0, *map(int, cuts.split()), len(text)]
    blocks = [Span(a, b) for a, b in pairwise(edges)]
    ordered = [blocks[int(n) - 1] for n in order.split()] or blocks
    return Document(witness(text), "en", tuple(ordered), claims)


def body(given: Document, report: list[Diagnostic] | None = None) -> str:
    """Return what stands in the body, without what every element has: who decided, which block."""
    found: list[Diagnostic] = [] if report is None else report
    root = encode(given, found.append).getroot()
    division = root.find("{*}text/{*}body/{*}div")
    assert division is not None
    for element in division.iter("{*}*"):
        for name in ("resp", "cert", "source"):
            element.attrib.pop(name, "")
        if element.tag.endswith("milestone"):
            element.attrib.clear()
            element.tag = "{http://www.tei-c.org/ns/1.0}block"
    etree.cleanup_namespaces(root)
    inner = etree.tostring(division, encoding="unicode").partition(">")[2]
    return inner.replace("</div>", "").replace("\n", "").strip()


def words(element: etree._Element) -> list[str]:
    return " ".join(str(text) for text in element.itertext()).split()


class TestText:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a b", "<block/><p>a b</p>"),
            ("a  b", '<block/><p>a<space quantity="2" unit="chars"/>b</p>'),
            ("a\t\tb", '<block/><p>a<space quantity="2" unit="tab"/>b</p>'),
            ("a \nb", '<block/><p>a<space quantity="1" unit="chars"/><lb/>b</p>'),
            ("a\r\nb\nc\r\n", '<block/><p>a<lb/>b<lb type="LF"/>c</p><lb/>'),
            ("a\fb", '<block/><p>a<pb rend="formfeed"/>b</p>'),
            ("a\x07", '<block/><p>a<g ref="#x0007"/></p>'),
            ("", "<block/>"),
        ],
    )
    def test_white_space_is_kept(self, text: str, expected: str) -> None:
        assert body(document(text)) == expected

    def test_blocks_stand_in_reading_order(self) -> None:
        assert body(document("two\none\n", cuts="4", order="2 1")) == (
            "<block/><p>one</p><lb/><block/><p>two</p><lb/>"
        )

    def test_a_paragraph_runs_over_a_seam(self) -> None:
        text = "of it\nOne half\n"
        turn = claim("u", (6, 14), (0, 5), who="#a")
        assert body(document(text, turn, cuts="6", order="2 1")) == (
            '<block/><u xml:id="u1" who="#unknown"><seg xml:id="u1.1">One half<lb/><block/>of it'
            "</seg></u><lb/>"
        )


class TestOutOfFlow:
    def test_furniture_stands_before_the_paragraph_it_would_interrupt(self) -> None:
        text = "One half\n12\nof it\n"
        turn = claim("u", (0, 8), (12, 17), who="")
        folio = claim("fw", (9, 11), type="pageNum")
        assert body(document(text, turn, folio, cuts="9 12")) == (
            '<block/><fw type="pageNum">12</fw><lb/><block/><u xml:id="u1" who="#unknown">'
            '<seg xml:id="u1.1">One half<lb/><block/>of it</seg></u><lb/>'
        )

    def test_furniture_between_paragraphs_stays_inside_the_turn(self) -> None:
        text = "One.\n12\nTwo.\n"
        turn = claim("u", (0, 4), (8, 12), who="")
        claims = [turn, claim("seg", (0, 4)), claim("seg", (8, 12)), claim("fw", (5, 7))]
        assert "<seg" in body(document(text, *claims, cuts="5 8")).partition("<fw>")[0]


class TestNesting:
    def test_parts_stand_inside_the_name(self) -> None:
        name = claim("persName", (0, 9))
        parts = [claim("roleName", (0, 2)), claim("surname", (3, 9))]
        assert body(document("Dr Karimi spoke", *parts, name)) == (
            "<block/><p><persName><roleName>Dr</roleName> <surname>Karimi</surname></persName>"
            " spoke</p>"
        )

    def test_a_spelling_stands_inside_a_name(self) -> None:
        spelling = claim("choice", (0, 4), regular="B-cd")
        assert body(document("Bcde f", claim("name", (0, 4)), spelling)) == (
            "<block/><p><name><choice><orig>Bcde</orig><reg>B-cd</reg></choice></name> f</p>"
        )

    def test_crossing_claims_are_split_and_linked(self) -> None:
        found: list[Diagnostic] = []
        claims = [claim("q", (0, 5)), claim("seg", (2, 7), id="x")]
        assert body(document("ab cd ef", *claims), found) == (
            '<block/><p><q>ab <seg xml:id="x" next="#x.2">cd</seg></q> '
            '<seg xml:id="x.2" prev="#x">e</seg>f</p>'
        )
        assert [d.code for d in found] == ["TEI301"]

    def test_a_spelling_is_divided_with_its_text(self) -> None:
        claims = [claim("name", (0, 2)), claim("choice", (0, 4), regular="ab cd")]
        assert body(document("abcd", *claims)) == (
            '<block/><p><name>ab</name><space quantity="0" unit="chars"/>'
            '<choice><orig>cd</orig><reg><space quantity="1" unit="chars"/>cd</reg></choice></p>'
        )

    @pytest.mark.parametrize(
        "stronger",
        [{"certainty": 0.9}, {"certainty": 0.1, "rule": HUMAN}],
        ids=["the surer", "a human"],
    )
    def test_of_two_that_cross_the_weaker_is_cut(self, stronger: dict[str, object]) -> None:
        claims = [claim("name", (0, 5), certainty=0.5), claim("date", (3, 8), **stronger)]
        assert body(document("ab cd ef", *claims)) == (
            '<block/><p><name xml:id="name1" next="#name2">ab</name> '
            '<date><name xml:id="name2" prev="#name1">cd</name> ef</date></p>'
        )

    def test_touching_elements_are_kept_apart(self) -> None:
        claims = [claim("name", (0, 1)), claim("date", (1, 2))]
        assert body(document("ab", *claims)) == (
            '<block/><p><name>a</name><space quantity="0" unit="chars"/><date>b</date></p>'
        )


class TestRefusals:
    @pytest.mark.parametrize(
        ("refused", "why"),
        [
            (claim("blink", (0, 1)), "it is no element of a transcript"),
            (claim("name", (0, 99)), "it is about no such text"),
            (claim("name", (2, 3)), "it holds nothing but white space"),
            (claim("name", (1, 1)), "it is about no text"),
            (claim("gap", (0, 2)), "it would hide what the source has"),
            (claim("note", (0, 2), type="editorial"), "it would hide what the source has"),
            (claim("choice", (0, 2)), "a spelling needs both"),
            (claim("choice", (2, 5), regular="x"), "its text has blanks at an edge"),
            (claim("choice", (0, 2), regular="\x00"), "XML cannot hold its text"),
            (claim("name", (0, 2), **{"a b": "c"}), "an attribute is wrong"),
            (claim("pc", (0, 5)), "it holds more than plain characters"),
        ],
        ids=lambda value: getattr(value, "element", None),
    )
    def test_a_claim_that_cannot_be_encoded_is_told(self, refused: Annotation, why: str) -> None:
        found: list[Diagnostic] = []
        shown = body(document("ab cd ef", refused), found)
        assert shown == "<block/><p>ab cd ef</p>"
        assert [d.code for d in found] == ["TEI302"]
        assert why in found[0].message

    def test_what_is_claimed_twice_is_encoded_once(self) -> None:
        found: list[Diagnostic] = []
        twice = [claim("name", (0, 2)), claim("name", (0, 2))]
        assert body(document("ab", *twice), found) == "<block/><p><name>ab</name></p>"
        assert "the same is already claimed" in found[0].message

    def test_a_pointer_to_nothing_is_dropped_and_told(self) -> None:
        found: list[Diagnostic] = []
        assert body(document("ab", claim("name", (0, 2), ref="#p9")), found) == (
            "<block/><p><name>ab</name></p>"
        )
        assert [d.code for d in found] == ["TEI303"]


class TestPoints:
    def test_a_gap_stands_inside_the_name_that_is_cut_off(self) -> None:
        cut = claim("gap", (7, 7), reason="truncated")
        assert body(document("said Dr\n", claim("persName", (5, 7)), cut)) == (
            '<block/><p>said <persName>Dr<gap reason="truncated"/></persName></p><lb/>'
        )

    def test_an_editorial_note_stands_at_the_end_of_the_paragraph(self) -> None:
        note = claim("note", (7, 7), type="editorial", comment="Breaks off.")
        assert body(document("said Dr\n", claim("persName", (5, 7)), note)) == (
            '<block/><p>said <persName>Dr</persName><note type="editorial">Breaks off.</note></p>'
            "<lb/>"
        )


class TestStandOff:
    def test_entities_and_reasons(self) -> None:
        given = document(
            "Karimi spoke",
            claim("persName", (0, 6), ref="#p1", evidence="a title stands before it"),
        ).with_claims(
            participants=[Participant("a", "speaker", (("surname", "Karimi"),))],
            entities=[Entity("p1", "person", (("surname", "Karimi"),), (("VIAF", "7"),))],
            decisions=[Decision(Span(0, 12), RULE, 0.7, "it comes first in the file")],
        )
        root = encode(given).getroot()
        texts = [words(e) for e in root.iter("{*}person", "{*}certainty")]
        assert texts == [
            ["Karimi"],
            ["Karimi", "7"],
            ["a", "title", "stands", "before", "it"],
            ["it", "comes", "first", "in", "the", "file"],
        ]
        targets = [e.get("target") for e in root.iter("{*}certainty")]
        assert targets == ["#persName1", "#block1"]

    def test_a_place_points_to_its_register_by_a_declared_prefix(self) -> None:
        place = Entity("pl1", "place", (("placeName", "Leeds"),), (("geonames", "2644688"),))
        root = encode(document("Leeds").with_claims(entities=[place])).getroot()
        name, prefix = root.find(".//{*}placeName"), root.find(".//{*}prefixDef")
        assert name is not None
        assert prefix is not None
        assert name.get("ref") == f"{prefix.get('ident')}:2644688"

    def test_an_element_that_is_numbered_takes_no_pointer_from_an_entity(self) -> None:
        claims = [
            claim("p", (0, 6), evidence="nobody speaks"),
            claim("persName", (0, 6), ref="#p1"),
        ]
        entity = Entity("p1", "person", (("surname", "Karimi"),))
        given = document("Karimi", *claims).with_claims(entities=[entity])
        assert '<persName ref="#p1">' in body(given)

    def test_a_persons_decision_bears_their_name(self) -> None:
        root = encode(document("ab", claim("name", (0, 2), rule=HUMAN))).getroot()
        statement = root.find(".//{*}respStmt")
        assert statement is not None
        assert words(statement)[-2:] == ["Mina", "Karimi"]
        assert root.find(".//{*}application[@ident='tei.mina']") is None
