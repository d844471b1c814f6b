"""Authority files: TEI, CSV and JSON, their faults, and what they do to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei import authorities
from tei.config import Config
from tei.diagnostics import Position, TeiError
from tei.model import Document, Span, Witness
from tei.recognisers import names

if TYPE_CHECKING:
    from pathlib import Path

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
<listPerson>
<person xml:id="soleimani"><persName><forename>قاسم</forename> <surname>سلیمانی</surname></persName>
<idno type="wikidata">Q794</idno></person>
<person xml:id="khomeini"><persName>روح‌الله موسوی خمینی</persName></person>
</listPerson>
<listPlace><place xml:id="mehran"><placeName>مهران</placeName></place></listPlace>
</standOff></TEI>
"""
CSV = """id,kind,name,forms,wikidata
soleimani,person,قاسم سلیمانی,حاج قاسم;سلیمانی,Q794
"""
JSON = """[
 {"id": "soleimani", "kind": "person", "forename": "قاسم", "surname": "سلیمانی", "wikidata": "Q794"}
]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    authorities.load.cache_clear()


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def recognised(text: str, *files: Path) -> Document:
    witness = Witness("t", "t.txt", text, "UTF-8", "")
    document = Document(witness, "fa", (Span(0, len(text)),))
    return names.recognise(document, Config(authority=tuple(map(str, files))))


def faults(path: Path) -> list[tuple[str, int]]:
    found = authorities.load(path).diagnostics
    return [(d.code, d.where.line) for d in found if isinstance(d.where, Position)]


@pytest.mark.parametrize(("name", "content"), [("a.xml", TEI), ("a.csv", CSV), ("a.json", JSON)])
def test_a_listed_person_gets_its_id_and_its_numbers(
    tmp_path: Path, name: str, content: str
) -> None:
    result = recognised("با سردار قاسم سلیمانی رفتیم", written(tmp_path, name, content))
    assert [a.get("ref") for a in result.select("persName")] == ["#soleimani"]
    (entity,) = result.entities
    assert entity.idnos == (("wikidata", "Q794"),)
    (claim,) = result.select("persName")
    assert claim.rule.human
    assert claim.hull.of(result.text) == "سردار قاسم سلیمانی"


@pytest.mark.parametrize(
    "spelling",
    ["روح الله موسوی خمینی", "روحالله موسوی خمینی", "روح‌الله موسوي خميني", "روح‌اللهِ موسوی خمینی"],
)
def test_a_listed_form_is_found_in_any_spelling(tmp_path: Path, spelling: str) -> None:
    result = recognised(f"نامه {spelling} رسید", written(tmp_path, "a.xml", TEI))
    assert [a.get("ref") for a in result.select("persName")] == ["#khomeini"]


def test_a_listed_place_outranks_what_the_rules_make_of_it(tmp_path: Path) -> None:
    result = recognised("در مهران بودیم", written(tmp_path, "a.xml", TEI))
    assert [(a.element, a.get("ref")) for a in result.annotations] == [("placeName", "#mehran")]


def test_a_person_known_by_title_and_a_listed_one_are_united(tmp_path: Path) -> None:
    text = "قاسم سلیمانی آمد و سردار سلیمانی گفت"
    result = recognised(text, written(tmp_path, "a.xml", TEI))
    assert [a.get("ref") for a in result.select("persName")] == ["#soleimani", "#soleimani"]


def test_entries_with_faults_are_reported_by_line_and_the_rest_is_used(tmp_path: Path) -> None:
    content = (
        "id,kind,name,wikidata\n"
        "a,person,قاسم سلیمانی,\n"
        "a,person,علی اکبر ولایتی,\n"
        "b,person,,\n"
        "c,person,آ,\n"
        "d,planet,مریخ,\n"
        '1,person,"محمد جواد ظریف,\n'
        "2 x,person,محمد خاتمی,\n"
        "e,person\n"
        "f,person,علی لاریجانی,Q1\n"
    )
    path = written(tmp_path, "a.csv", content)
    assert sorted(faults(path), key=lambda fault: fault[1]) == [
        ("TEI252", 3),
        ("TEI253", 4),
        ("TEI254", 5),
        ("TEI255", 6),
        ("TEI251", 7),
        ("TEI256", 8),
        ("TEI251", 9),
    ]
    result = recognised("علی لاریجانی و قاسم سلیمانی", path)
    assert [a.get("ref") for a in result.select("persName")] == ["#f", "#a"]


def test_broken_xml_is_reported_by_line_and_the_rest_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, "a.xml", TEI.replace("</surname></persName>", "</persName>", 1))
    assert [code for code, _ in faults(path)] == ["TEI251"]
    result = recognised("در مهران بودیم", path)
    assert [a.get("ref") for a in result.select("placeName")] == ["#mehran"]


def test_faults_of_tei_entries_are_reported_by_line_and_the_rest_is_used(tmp_path: Path) -> None:
    people = (
        '<person xml:id="soleimani"><persName>علی لاریجانی</persName></person>\n'
        '<person xml:id="b"><persName/></person>\n'
        '<person xml:id="c"><persName>آ</persName></person>\n'
        "<person><persName>محسن رضایی</persName></person>\n</listPerson>"
    )
    path = written(tmp_path, "a.xml", TEI.replace("</listPerson>", people, 1))
    assert faults(path) == [("TEI252", 7), ("TEI253", 8), ("TEI254", 9), ("TEI256", 10)]
    result = recognised("قاسم سلیمانی در مهران بود", path)
    assert [a.get("ref") for a in result.select("persName", "placeName")] == [
        "#soleimani",
        "#mehran",
    ]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_may_part_its_cells_otherwise(tmp_path: Path, delimiter: str) -> None:
    content = "id,kind,name\nali,person,علی لاریجانی\n".replace(",", delimiter)
    path = written(tmp_path, "a.csv", content)
    assert faults(path) == []
    result = recognised("علی لاریجانی آمد", path)
    assert [a.get("ref") for a in result.select("persName")] == ["#ali"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", ""), ("a.csv", "نام\nعلی لاریجانی\n"), ("a.json", "[]"), ("a.xml", "<TEI/>")],
)
def test_a_file_without_entities_is_reported(tmp_path: Path, name: str, content: str) -> None:
    assert faults(written(tmp_path, name, content)) == [("TEI251", 1)]


def test_broken_json_is_reported_by_line_and_the_rest_is_used(tmp_path: Path) -> None:
    content = '[\n{"id": "a", "name": "قاسم سلیمانی"},\n{"id": "b" "name": "x"},\n'
    path = written(tmp_path, "a.json", content + '{"id": "c", "name": "علی لاریجانی"}]')
    assert faults(path) == [("TEI251", 3)]
    assert authorities.load(path).rows


def test_the_cache_gives_back_what_was_read_with_its_faults(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", CSV + "x,person,,,\n")
    first = authorities.load(path)
    authorities.load.cache_clear()
    assert authorities.load(path) == first
    assert list((tmp_path / "cache").rglob("*.pickle"))


@pytest.mark.parametrize("name", ["missing.csv", "people.doc"])
def test_a_file_that_cannot_be_used_stops_with_a_diagnostic(tmp_path: Path, name: str) -> None:
    with pytest.raises(TeiError, match="TEI250"):
        authorities.load(tmp_path / name)
