"""Every fault is told once, where it is, by whoever has the last word about it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.encoding import encode, serialize
from tei.model import Document, Span, Witness
from tei.resources import schemas
from tei.validation import validate
from tei.xmlsource import parse
from tests.transcripts import SEED

if TYPE_CHECKING:
    from pathlib import Path

SEED_TEXT = SEED.read_text(encoding="utf-8")


def _changed(old: str, new: str) -> bytes:
    assert old in SEED_TEXT
    return SEED_TEXT.replace(old, new, 1).encode()


def _where(diagnostic: Diagnostic) -> tuple[str, Position | Span | None]:
    return diagnostic.code, diagnostic.where


@pytest.mark.parametrize("schema", [None, "interview", "tei_all"])
def test_the_page_encoded_by_hand_is_valid(schema: str | None) -> None:
    assert validate(SEED, schema) == []


def test_a_misspelt_element_is_told_once_with_its_place_and_mend() -> None:
    data = _changed("<orgName>وزارت", "<orgNam>وزارت").replace(
        "خارجه</orgName></org>".encode(), "خارجه</orgNam></org>".encode()
    )
    [found] = validate(data, file="a.xml")
    line = data[: data.index(b"<orgNam>")].count(b"\n") + 1
    assert (found.severity, found.file) == (Severity.ERROR, "a.xml")
    assert isinstance(found.where, Position)
    assert found.where.line == line
    assert "orgNam" in found.message
    assert "orgName" in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('who="#interviewer" ana', 'who="#interviewr" ana', "TEI552"),
        ('xml:id="u2"', 'xml:id="u1"', "TEI551"),
        (' resp="#spelling.verb-prefix" cert="0.99">می‌شناخت', ">می‌شناخت", "TEI562"),
        ("دیپلماسی خیلی", "دیپلماسی", "TEI561"),
        ("#char=0,307", "#char=0,306", "TEI561"),
    ],
)
def test_what_two_checks_see_is_told_by_the_one_that_explains_it(
    old: str, new: str, code: str
) -> None:
    assert [d.code for d in validate(_changed(old, new)) if d.severity is Severity.ERROR] == [code]


def test_characters_outside_of_every_block_are_told() -> None:
    data = _changed('<div type="interview">', '<div type="interview"><p>سلام</p>')
    [found] = validate(data)
    assert found.message == (
        "the source cannot be restored: there are characters that stand in no block"
    )


def test_places_are_line_and_column_of_the_tag_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(_changed('who="#interviewer" ana', 'who="#x" ana'))
    [found] = validate(file)
    text = file.read_text(encoding="utf-8")
    before = text[: text.index('<u xml:id="u2"')]
    expected = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (found.file, found.where) == (str(file), expected)


def test_what_is_wrong_in_the_text_says_where_it_comes_from() -> None:
    [found] = validate(_changed('<u xml:id="u4" who="#interviewer"', '<u xml:id="u4" who="#a"'))
    assert found.hint is not None
    assert found.hint.endswith("(from 000_64378674147a36bf.txt, characters 2417–2457)")


def test_what_is_wrong_in_the_header_comes_from_nowhere() -> None:
    [found] = validate(
        _changed('<person xml:id="interviewer"', '<person rol="" xml:id="interviewer"')
    )
    assert "characters" not in (found.hint or "")


def test_findings_stand_in_the_order_of_the_document() -> None:
    data = _changed('xml:id="p5"', 'xml:id="p4"').replace(b'who="#interviewee"', b'who="#e"')
    places = [d.where for d in validate(data)]
    assert len(places) == 5
    assert places == sorted(places, key=lambda p: (p.line, p.column))  # type: ignore[union-attr]


def test_a_tree_is_validated_as_it_would_be_written() -> None:
    witness = Witness("a", "a.txt", "سلام", "UTF-8", "0" * 64)
    tree = encode(Document(witness, blocks=(Span(0, 4),)), lambda _: None)
    from_tree, from_bytes = validate(tree), validate(serialize(tree))
    assert [d.code for d in from_tree] == ["TEI561"]
    assert [d.message for d in from_tree] == [d.message for d in from_bytes]


def test_a_tree_with_references_to_entities_is_refused() -> None:
    document = b'<!DOCTYPE TEI [<!ENTITY x "y">]><TEI>&x;</TEI>'
    tree = etree.ElementTree(etree.fromstring(document, etree.XMLParser(resolve_entities=False)))
    with pytest.raises(TeiError, match="TEI111: the entity &x; is not declared"):
        validate(tree)


def test_what_cannot_be_read_raises() -> None:
    with pytest.raises(TeiError, match="TEI115"):
        validate(b"<TEI>")


@pytest.mark.parametrize(
    ("schema", "code", "hint"),
    [
        ("tei_al", "TEI501", "did you mean `tei_all`?"),
        ("gone.rng", "TEI502", "give the path of a file"),
    ],
)
def test_a_schema_that_is_not_there(schema: str, code: str, hint: str) -> None:
    with pytest.raises(TeiError) as caught:
        validate(SEED, schema)
    assert (caught.value.diagnostic.code, caught.value.diagnostic.hint) == (code, hint)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.odd", "<TEI/>", "TEI503"),
        ("a.txt", "?", "TEI503"),
        ("a.xsd", "<a/>", "TEI503"),
        ("a.sch", "<a/>", "TEI504"),
        ("a.rng", "<a/>", "TEI51"),
        ("a.rng", "<a", "TEI51"),
    ],
)
def test_a_file_that_is_no_schema(tmp_path: Path, name: str, content: str, code: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TeiError, match=code):
        validate(SEED, path)


@pytest.mark.parametrize(("suffix", "codes"), [("rng", ["TEI525", "TEI541"]), ("sch", ["TEI541"])])
def test_a_schema_by_path_is_used_with_the_rules_in_it(
    tmp_path: Path, suffix: str, codes: list[str]
) -> None:
    path = shutil.copy(schemas() / f"interview.{suffix}", tmp_path)
    data = _changed("<date calendar", "<date whoo='#a' when='1990' calendar")
    assert [d.code for d in validate(data, path)] == codes


def _naming(*addresses: str) -> str:
    models = "".join(f'<?xml-model href="{address}"?>' for address in addresses)
    return (
        f'{models}<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        "<title/></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>"
        "</fileDesc></teiHeader><text><body><lg><l>سلام</l></lg></body></text></TEI>"
    )


def _codes(path: Path, document: str, schema: str | None = None) -> list[str]:
    path.write_text(document, encoding="utf-8")
    return [d.code for d in validate(path, schema)]


def test_the_schema_that_a_document_names_is_used(tmp_path: Path) -> None:
    (tmp_path / "own.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
        '<rule context="*:lg"><report test="true()">no verse here</report></rule></pattern>'
        "</schema>",
        encoding="utf-8",
    )
    file = tmp_path / "a.xml"
    known = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
    assert _codes(file, _naming("own.sch")) == ["TEI541"]
    assert _codes(file, _naming(known)) == []
    assert _codes(file, _naming(known, "own.sch")) == ["TEI541"]
    assert _codes(file, _naming("own.sch"), "tei_all") == []


def test_a_schema_is_used_for_what_it_is_named_for(tmp_path: Path) -> None:
    rules = '" schematypens="http://purl.oclc.org/dsdl/schematron'
    bad = _naming("tei_all.rng" + rules).replace("<lg>", "<lgg>").replace("</lg>", "</lgg>")
    assert _codes(tmp_path / "a.xml", bad) == []
    assert _codes(tmp_path / "a.xml", bad, "tei_all") == ["TEI520"]


def test_a_schema_that_is_named_and_not_here_is_told(tmp_path: Path) -> None:
    codes = _codes(tmp_path / "a.xml", _naming("https://example.org/own.rng"))
    assert codes[0] == "TEI505"


def test_an_xml_schema_by_path_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "a.xsd"
    path.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>',
        encoding="utf-8",
    )
    assert [d.code for d in validate(b"<b/>", path)] == ["TEI535"]
    assert validate(b"<a/>", path) == []


def test_the_xml_schema_says_only_what_the_grammar_does_not() -> None:
    data = _changed('<u xml:id="u4" who', '<u whoo="#a" xml:id="u4" who')
    assert [d.code for d in validate(data, thorough=True)] == ["TEI525"]


def test_nothing_of_a_document_is_kept_from_one_call_to_the_next() -> None:
    bad = parse(_changed('xml:id="p5"', 'xml:id="p4"'))
    assert validate(bad)
    assert validate(SEED) == []
