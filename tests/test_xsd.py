"""XML Schema: the verdict, its place, and its reason from a schema that is built once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei.validation import xsd
from tei.xmlsource import parse

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x"
  elementFormDefault="qualified"><xs:element name="u"><xs:complexType><xs:sequence>
  <xs:element name="seg" type="xs:string"/><xs:element name="n" type="xs:integer" minOccurs="0"/>
  </xs:sequence><xs:attribute name="who" use="required"/></xs:complexType></xs:element></xs:schema>
"""


@pytest.fixture
def schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "u.xsd"
    path.write_text(SCHEMA, encoding="utf-8")
    return path


def _check(schema: Path, content: str, told: tuple[int, ...] = ()) -> list[tuple[int, str]]:
    tree = parse(f'<u xmlns="urn:x" {content}</u>'.encode())
    return [(f.element, f.message) for f in xsd.check(tree, schema, told)]


def test_what_is_valid_is_silent(schema: Path) -> None:
    assert _check(schema, 'who="#a"><seg/>') == []
    assert not (schema.parent / "cache").exists()


def test_what_is_wrong_has_its_element_and_no_namespaces(schema: Path) -> None:
    assert _check(schema, "><seg/><n>سه</n>") == [
        (0, "<u>: The attribute 'who' is required but missing"),
        (2, "<n>: 'سه' is not a valid value of the atomic type 'xs:integer'"),
    ]


def test_the_reason_is_the_hint(schema: Path) -> None:
    [found] = xsd.check(parse(b'<u xmlns="urn:x"><seg/></u>'), schema)
    assert found.hint == "the XML Schema says: missing required attribute 'who'"


@pytest.mark.parametrize(("told", "elements"), [((), [0]), ((0,), []), ((1,), []), ((2,), [0])])
def test_what_the_grammar_told_there_or_one_step_away_is_not_told_again(
    schema: Path, told: tuple[int, ...], elements: list[int]
) -> None:
    assert [e for e, _ in _check(schema, "><seg/>", told)] == elements


def test_a_built_schema_is_kept(schema: Path) -> None:
    _check(schema, "><seg/>")
    [kept] = (schema.parent / "cache" / "tei" / "pickles").glob("*.pickle")
    before = kept.stat().st_mtime_ns
    _check(schema, "><seg/>")
    assert kept.stat().st_mtime_ns == before


def test_a_changed_schema_is_built_anew(schema: Path) -> None:
    _check(schema, "><seg/>")
    schema.write_text(SCHEMA.replace('name="n"', 'name="m"'), encoding="utf-8")
    _check(schema, "><seg/>")
    assert len(list((schema.parent / "cache" / "tei" / "pickles").glob("*.pickle"))) == 2
