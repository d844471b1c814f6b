from __future__ import annotations

from pathlib import Path

import pytest

from tei.diagnostics import TeiError
from tei.resources import schemas
from tei.validation import relaxng
from tei.validation.relaxng import checking, syntax
from tei.validation.relaxng.schema import read
from tests.relaxng.grammars import HEAD, declared, fault, schema

R = '<element name="r">{}</element>'


@pytest.mark.parametrize(
    ("pattern", "code", "message"),
    [
        ("<letter/>", "TEI511",
         "`{http://relaxng.org/ns/structure/1.0}letter` is not a pattern of RELAX NG"),
        ("<element><empty/></element>", "TEI511", "`element` does not contain what it must"),
        ('<element name="r"/>', "TEI511", "`element` does not contain what it must"),
        (R.format("<name>x</name>"), "TEI511", "`element` may not contain `name`"),
        (R.format('<empty name="x"/>'), "TEI511", "`empty` may not have an attribute `name`"),
        (R.format("<ref/>"), "TEI511", "`ref` lacks its attribute `name`"),
        (R.format("text <text/>"), "TEI511", "`element` may not contain text: `text`"),
        (R.format("<value><b xmlns=''/></value>"), "TEI511",
         "`value` may contain nothing but text"),
        ('<element name="1"><text/></element>', "TEI511", "`element` has a name `1` that is none"),
        ('<element name="p:r"><text/></element>', "TEI511",
         "the prefix of `p:r` is not declared"),
        (R.format('<data type="a b"/>'), "TEI511", "`data` has a type `a b` that is no name"),
        (R.format('<data type="x" datatypeLibrary="there"/>'), "TEI511",
         "`data` has a datatype library `there` that is no absolute address"),
        ('<grammar><start combine="group"><text/></start></grammar>', "TEI511",
         "`start` is combined neither by choice nor by interleave"),
        (R.format('<externalRef href="%"/>'), "TEI511",
         "`externalRef` has an address `%` that is none"),
        (R.format('<externalRef href="none.rng"/>'), "TEI512",
         "there is no file `none.rng` here to include"),
        (R.format('<externalRef href="http://127.0.0.1/x.rng"/>'), "TEI512",
         "there is no file `http://127.0.0.1/x.rng` here to include"),
        (R.format('<externalRef href="x.rng#y"/>'), "TEI512",
         "`x.rng#y` names a part of a file; only files are included"),
        (R.format('<externalRef href="schema.rng"/>'), "TEI512", "`schema.rng` includes itself"),
        (R.format('<ref name="x"/>'), "TEI513", "`x` is not defined in this grammar"),
        ("<grammar><define name='x'><text/></define></grammar>", "TEI513",
         "the grammar has no `start`"),
        (f"<grammar><start>{R.format('<ref name="x"/>')}</start>"
         "<define name='x'><optional><ref name='x'/></optional></define></grammar>", "TEI513",
         "`x` needs itself without an element between"),
        (f"<grammar><start>{R.format('<ref name="x"/>')}</start>"
         "<define name='x'><text/></define><define name='x'><empty/></define></grammar>", "TEI513",
         "`x` is defined twice"),
        (f"<grammar><start combine='choice'>{R.format('<text/>')}</start>"
         f"<start combine='interleave'>{R.format('<text/>')}</start></grammar>", "TEI513",
         "`start` is combined in two ways"),
        (R.format("<attribute name='x'><attribute name='y'/></attribute>"), "TEI514",
         "an attribute stands in an attribute (RELAX NG §7.1)"),
        (R.format("<oneOrMore><attribute name='x'/><text/></oneOrMore>"), "TEI514",
         "an attribute stands in a group that is repeated (RELAX NG §7.1.2)"),
        (R.format("<list><text/></list>"), "TEI514", "text stands in a list (RELAX NG §7.1)"),
        (R.format("<data type='token'><except><text/></except></data>"), "TEI514",
         "text stands in the exception of data (RELAX NG §7.1)"),
        ("<group><text/><text/></group>", "TEI514",
         "a group stands in the start (RELAX NG §7.1)"),
        (R.format("<data type='token'/><text/>"), "TEI514",
         "data stands beside other content (RELAX NG §7.2)"),
        (R.format("<attribute name='x'/><attribute name='x'/>"), "TEI514",
         "two patterns are for the attribute x (RELAX NG §7.3)"),
        (R.format("<attribute><anyName/></attribute>"), "TEI514",
         "an attribute with an open name is not repeated (RELAX NG §7.3)"),
        (R.format("<interleave><text/><text/></interleave>"), "TEI514",
         "two mingled patterns contain text (RELAX NG §7.4)"),
        (R.format(f"<interleave>{R.format('<text/>')}{R.format('<empty/>')}</interleave>"),
         "TEI514", "two patterns are for the element r (RELAX NG §7.4)"),
        (R.format("<attribute name='xmlns'/>"), "TEI514",
         "a namespace declaration is no attribute (RELAX NG §4.16)"),
        ("<element><anyName><except><anyName/></except></anyName><text/></element>", "TEI514",
         "an exception has an open name (RELAX NG §4.16)"),
        (R.format('<data type="day"/>'), "TEI515", "`day` is not a datatype of XML Schema"),
        (R.format('<data type="token" datatypeLibrary="urn:x"/>'), "TEI515",
         "there is no datatype library `urn:x`"),
        (R.format('<data type="day" datatypeLibrary=""/>'), "TEI515",
         "`day` is not one of RELAX NG's own datatypes `string` and `token`"),
        (R.format('<data type="token"><param name="minInclusive">1</param></data>'), "TEI515",
         "`token` has no order, so no parameter `minInclusive`"),
        (R.format('<data type="integer"><param name="length">1</param></data>'), "TEI515",
         "`integer` has no length, so no parameter `length`"),
        (R.format('<data type="token"><param name="totalDigits">1</param></data>'), "TEI515",
         "`token` has no digits, so no parameter `totalDigits`"),
        (R.format('<data type="token"><param name="length">x</param></data>'), "TEI515",
         "`length` is `x`, which is no number"),
        (R.format('<data type="integer"><param name="minInclusive">x</param></data>'), "TEI515",
         "`minInclusive` is `x`, which is no integer"),
        (R.format('<data type="token"><param name="enumeration">x</param></data>'), "TEI515",
         "`enumeration` is not a parameter of datatypes of XML Schema in RELAX NG"),
        (R.format('<data type="token"><param name="pattern">[a</param></data>'), "TEI515",
         "`[a` is not a regular expression: a class does not end"),
        (R.format('<value type="integer">x</value>'), "TEI515", "`x` is no integer"),
    ],
)  # fmt: skip
def test_an_incorrect_schema_is_refused(
    tmp_path: Path, pattern: str, code: str, message: str
) -> None:
    diagnostic = fault(tmp_path, pattern)
    assert diagnostic.code == code
    assert diagnostic.message == message
    assert diagnostic.file == str(tmp_path / "schema.rng")


def test_a_schema_that_is_no_xml_is_refused_where_it_breaks(tmp_path: Path) -> None:
    path = tmp_path / "schema.rng"
    path.write_text("<grammar>\n<start></grammar>")
    with pytest.raises(TeiError, match="TEI510: the schema is not well-formed XML") as caught:
        relaxng.load(path)
    where = caught.value.diagnostic.where
    assert getattr(where, "line", None) == 2


def test_a_schema_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(TeiError, match="TEI510: the schema cannot be read"):
        relaxng.load(tmp_path / "none.rng")


def test_a_schema_that_nests_too_deeply_is_refused(tmp_path: Path) -> None:
    deep = "<optional>" * 5000 + "<text/>" + "</optional>" * 5000
    path = tmp_path / "schema.rng"
    path.write_text(declared(R.format(deep)))
    with pytest.raises(TeiError, match=r"TEI51[06]"):
        relaxng.load(path)


def test_an_include_must_be_of_a_grammar_and_replace_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "more.rng").write_text(f"<element {HEAD} name='x'><text/></element>")
    include = '<grammar><include href="more.rng">{}</include></grammar>'
    assert fault(tmp_path, include.format("")).message == "what is included is not a `grammar`"
    inner = f"<grammar {HEAD}><start>{R.format('<text/>')}</start></grammar>"
    (tmp_path / "more.rng").write_text(inner)
    other = "<define name='x'><text/></define>"
    message = fault(tmp_path, include.format(other)).message
    assert message == "`x` replaces nothing in what is included"


def test_what_no_document_can_reach_is_free_of_restrictions_but_not_of_grammar(
    tmp_path: Path,
) -> None:
    pattern = "<grammar><start>" + R.format("<text/>") + "</start>{}</grammar>"
    useless = "<define name='x'><list><text/></list><ref name='x'/></define>"
    schema(tmp_path, pattern.format(useless))
    wrong = "<define name='x'><ref name='y'/></define>"
    assert fault(tmp_path, pattern.format(wrong)).code == "TEI513"


@pytest.mark.parametrize("name", ["interview.rng", "tei_all/tei_all.rng"])
def test_our_schemas_are_correct(name: str) -> None:
    checking.check(read(schemas() / name, syntax.check))


def test_a_schema_found_correct_is_remembered_by_what_it_says(tmp_path: Path) -> None:
    schema(tmp_path, R.format("<text/>"))
    assert len(remembered(tmp_path)) == 1
    schema(tmp_path, R.format("<text/>"))
    assert len(remembered(tmp_path)) == 1
    schema(tmp_path, R.format("<empty/>"))
    assert len(remembered(tmp_path)) == 2


def test_an_incorrect_schema_is_refused_each_time(tmp_path: Path) -> None:
    assert fault(tmp_path, R.format("<ref name='x'/>")) == fault(
        tmp_path, R.format("<ref name='x'/>")
    )
    assert remembered(tmp_path) == []


def test_a_schema_of_several_files_is_checked_each_time(tmp_path: Path) -> None:
    (tmp_path / "other.rng").write_text(f'<element name="x" {HEAD}><empty/></element>')
    schema(tmp_path, R.format('<externalRef href="other.rng"/>'))
    (tmp_path / "other.rng").write_text(f'<element name="x" {HEAD}><ref name="y"/></element>')
    assert fault(tmp_path, R.format('<externalRef href="other.rng"/>')).code == "TEI513"


def remembered(folder: Path) -> list[Path]:
    return list((folder / "cache").rglob("*.pickle"))


def test_a_cache_that_cannot_be_written_to_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    schema(tmp_path, R.format("<text/>"))
