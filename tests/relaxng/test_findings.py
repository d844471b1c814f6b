from __future__ import annotations

from pathlib import Path

import pytest

from tei.validation import validate
from tests.relaxng.grammars import found, told

LETTER = """
<grammar ns="urn:letter">
  <start><ref name="letter"/></start>
  <define name="letter"><element name="letter">
    <optional><attribute name="when"><data type="date"/></attribute></optional>
    <optional><attribute name="tone">
      <choice><value>formal</value><value>familiar</value></choice>
    </attribute></optional>
    <optional><ref name="place"/></optional>
    <ref name="salute"/>
    <oneOrMore><ref name="para"/></oneOrMore>
    <choice><ref name="name"/><ref name="mark"/></choice>
    <optional><ref name="count"/></optional>
  </element></define>
  <define name="place"><element name="place"><text/></element></define>
  <define name="salute"><element name="salute">
    <a:documentation>how the letter begins</a:documentation><text/>
  </element></define>
  <define name="para"><element name="para"><mixed>
    <zeroOrMore><ref name="pointer"/></zeroOrMore>
  </mixed></element></define>
  <define name="pointer"><element name="pointer">
    <attribute name="to"><a:documentation>where it points</a:documentation>
      <data type="anyURI"/></attribute>
    <empty/>
  </element></define>
  <define name="name"><element name="name">
    <choice><attribute name="given"/><attribute name="nick"/></choice><text/>
  </element></define>
  <define name="mark"><element name="mark"><empty/></element></define>
  <define name="count"><element name="count"><data type="positiveInteger"/></element></define>
</grammar>"""

SALUTE, PARA, MARK = "<salute>Dear</salute>", "<para>text</para>", "<mark/>"


@pytest.mark.parametrize(
    ("attributes", "content", "expected"),
    [
        ("", f"<salut>Dear</salut>{PARA}{MARK}",
         ("TEI520", "`salut` is not an element of this schema", "`salute`? how the letter begins")),
        ("", f"{SALUTE}{PARA}<enclosure/>{MARK}",
         ("TEI520", "`enclosure` is not an element of this schema",
          "expected `name`, `mark` or `para`")),
        ("", f'{SALUTE}{PARA}<mark xmlns=""/>',
         ("TEI520", "`mark` is in no namespace, in the schema it is in the namespace urn:letter",
          'declare xmlns="urn:letter"')),
        ("", f"{SALUTE}<para>text {MARK}</para>{MARK}",
         ("TEI521", "`mark` may not stand in `para`",
          "it may stand in the `letter` around; expected `pointer`")),
        ("", f"{SALUTE}{PARA}<name given=''>Zahra<pointer to=''/></name>",
         ("TEI521", "`pointer` may not stand in `name`",
          "it stands in `para`; only text may come here")),
        ("", f"{PARA}{MARK}",
         ("TEI522", "`letter` lacks `salute` before `para`", "how the letter begins")),
        ("", f"{SALUTE}{MARK}", ("TEI522", "`letter` lacks `para` before `mark`", None)),
        ("", f"{SALUTE}{PARA}",
         ("TEI523", "`letter` is incomplete: it needs one of `name` or `mark`", None)),
        ("", f"{PARA}{SALUTE}{MARK}",
         ("TEI524", "`para` comes before `salute` in `letter`", "put `para` after `salute`")),
        ("", f"{SALUTE}<place>Qom</place>{PARA}{MARK}",
         ("TEI524", "`place` may not come after `salute` in `letter`",
          "put `place` before `salute`")),
        ("", f"<place>Qom</place><place>Rey</place>{SALUTE}{PARA}{MARK}",
         ("TEI524", "`letter` may not have another `place`", "expected `salute`")),
        (' whn="1999-12-31"', f"{SALUTE}{PARA}{MARK}",
         ("TEI525", "`whn` on `letter` is not an attribute of this schema", "`when`?")),
        (' gven=""', f"{SALUTE}{PARA}{MARK}",
         ("TEI525", "`gven` on `letter` is not an attribute of this schema",
          "if `given` is meant: it may not stand on `letter` either")),
        (' colour=""', f"{SALUTE}{PARA}{MARK}",
         ("TEI525", "`colour` on `letter` is not an attribute of this schema", None)),
        (' to="#a"', f"{SALUTE}{PARA}{MARK}", ("TEI526", "`to` is not allowed on `letter`", None)),
        ("", f"{SALUTE}<para><pointer/></para>{MARK}",
         ("TEI527", "`pointer` lacks its attribute `to`", "where it points")),
        ("", f"{SALUTE}{PARA}<name>Zahra</name>",
         ("TEI527", "`name` lacks one of the attributes `given` or `nick`", None)),
        (' when="31/12/1999"', f"{SALUTE}{PARA}{MARK}",
         ("TEI528", "`31/12/1999` is no value of `when` on `letter`",
          "expected a date such as 1999-12-31")),
        (' tone="familar"', f"{SALUTE}{PARA}{MARK}",
         ("TEI528", "`familar` is no value of `tone` on `letter`", "`familiar`?")),
        (' tone="curt"', f"{SALUTE}{PARA}{MARK}",
         ("TEI528", "`curt` is no value of `tone` on `letter`", "expected `formal` or `familiar`")),
        ("", f"{SALUTE}{PARA} and more {PARA}{MARK}",
         ("TEI529", "text may not stand directly in `letter`: `and more`", "put it into `para`")),
        ("", f"{SALUTE}{PARA}<mark>x</mark>",
         ("TEI529", "text may not stand directly in `mark`: `x`", "nothing more may come here")),
        ("", f"{SALUTE}{PARA}{MARK}<count>many</count>",
         ("TEI530", "`count` may not contain `many`", "expected a whole number, 1 or more")),
        ("", f"{SALUTE}{PARA}<name given='' nick=''>Zahra</name>",
         ("TEI532", "`name` may not have `nick` beside its other attributes",
          "remove `nick` or what excludes it")),
    ],
)  # fmt: skip
def test_each_error_is_told_once_with_what_would_mend_it(
    tmp_path: Path, attributes: str, content: str, expected: tuple[str, str, str | None]
) -> None:
    document = f'<letter xmlns="urn:letter"{attributes}>{content}</letter>'
    assert told(found(tmp_path, LETTER, document)) == [expected]


def test_an_invisible_character_in_a_value_is_named(tmp_path: Path) -> None:
    pattern = r"""
        <element name="r"><attribute name="rend"><data type="token">
          <param name="pattern">[^\p{C}\p{Z}]+</param>
        </data></attribute><empty/></element>"""
    assert found(tmp_path, pattern, '<r rend="پررنگ"/>') == []
    assert told(found(tmp_path, pattern, '<r rend="کم‌رنگ"/>')) == [
        (
            "TEI528",
            "`کم‌رنگ` is no value of `rend` on `r`",
            "expected text without spaces; there is an invisible U+200C (zero width non-joiner)",
        )
    ]


def test_the_outermost_element_must_be_one_that_may_start(tmp_path: Path) -> None:
    assert told(found(tmp_path, LETTER, '<para xmlns="urn:letter"/>')) == [
        ("TEI531", "`para` cannot be the outermost element", "expected `letter`")
    ]


def test_each_of_several_errors_is_told(tmp_path: Path) -> None:
    document = (
        f'<letter xmlns="urn:letter" when="yesterday">{SALUTE}<para><pointer/><mark/></para>'
        "<name nick=''>Zahra</name><count>0</count></letter>"
    )
    codes = [finding.code for finding in found(tmp_path, LETTER, document)]
    assert codes == ["TEI528", "TEI527", "TEI521", "TEI530"]


def test_a_row_of_late_elements_is_told_of_once(tmp_path: Path) -> None:
    place = "<place>Qom</place>"
    document = (
        f'<letter xmlns="urn:letter">{SALUTE}{place}{place}{PARA}{place}<name nick=""/></letter>'
    )
    codes = [finding.code for finding in found(tmp_path, LETTER, document)]
    assert codes == ["TEI524", "TEI524"]


def test_what_an_element_lacks_that_should_not_be_there_is_not_told(tmp_path: Path) -> None:
    document = f'<letter xmlns="urn:letter">{SALUTE}<para><letter/></para>{MARK}</letter>'
    codes = [finding.code for finding in found(tmp_path, LETTER, document)]
    assert codes == ["TEI521"]


def test_what_a_misspelt_element_contains_is_read_as_that_of_the_one_meant(tmp_path: Path) -> None:
    document = f'<letter xmlns="urn:letter">{SALUTE}<pra><pointer/></pra>{MARK}</letter>'
    codes = [finding.code for finding in found(tmp_path, LETTER, document)]
    assert codes == ["TEI520", "TEI527"]


def test_of_names_equally_near_the_one_that_fits_is_meant(tmp_path: Path) -> None:
    pattern = """
        <element name="r"><choice>
          <element name="cat"><attribute name="x"/><empty/></element>
          <element name="car"><attribute name="y"/><empty/></element>
        </choice></element>"""
    assert found(tmp_path, pattern, '<r><cab x=""/></r>')[0].hint == "`cat`?"
    assert found(tmp_path, pattern, '<r><cab y=""/></r>')[0].hint == "`car`?"


def test_a_misspelt_attribute_is_not_missing_too(tmp_path: Path) -> None:
    document = f'<letter xmlns="urn:letter">{SALUTE}<para><pointer too=""/></para>{MARK}</letter>'
    assert told(found(tmp_path, LETTER, document)) == [
        (
            "TEI525",
            "`too` on `pointer` is not an attribute of this schema",
            "`to`? where it points",
        )
    ]


def test_elements_of_another_namespace_in_an_unknown_element_are_left_alone(tmp_path: Path) -> None:
    document = (
        f'<letter xmlns="urn:letter">{SALUTE}{PARA}'
        '<svg xmlns="urn:drawing"><circle/>text</svg><mark/></letter>'
    )
    assert told(found(tmp_path, LETTER, document)) == [
        (
            "TEI520",
            "`svg (urn:drawing)` is not an element of this schema",
            "expected `name`, `mark` or `para`",
        )
    ]


def test_known_elements_in_an_unknown_one_are_still_read(tmp_path: Path) -> None:
    document = (
        f'<letter xmlns="urn:letter">{SALUTE}<enclosure><para><pointer/></para>and text'
        f"<envelope/></enclosure>{PARA}{MARK}</letter>"
    )
    codes = [finding.code for finding in found(tmp_path, LETTER, document)]
    assert codes == ["TEI520", "TEI527", "TEI520"]


def test_attributes_that_most_elements_have_are_read_on_an_unknown_one_too(tmp_path: Path) -> None:
    pattern = """
        <grammar>
          <start><element name="r"><ref name="lang"/><ref name="x"/></element></start>
          <define name="x"><element name="x"><ref name="lang"/><text/></element></define>
          <define name="lang"><optional>
            <attribute name="xml:lang"><data type="language"/></attribute>
          </optional></define>
        </grammar>"""
    document = '<r><x/><unknown xml:lang="of Shiraz" n=""/></r>'
    assert told(found(tmp_path, pattern, document))[1:] == [
        (
            "TEI528",
            "`of Shiraz` is no value of `xml:lang` on `unknown`",
            "expected a language tag such as fa or en-GB",
        )
    ]


def test_of_several_elements_of_a_name_the_likeliest_is_explained(tmp_path: Path) -> None:
    pattern = """
        <element name="r"><choice>
          <element name="x"><attribute name="kind"><value>a</value></attribute><empty/></element>
          <element name="x"><attribute name="kind"><value>b</value></attribute><text/></element>
          <element name="x"><element name="y"><empty/></element></element>
        </choice></element>"""
    assert told(found(tmp_path, pattern, '<r><x kind="a">text</x></r>')) == [
        ("TEI529", "text may not stand directly in `x`: `text`", "nothing more may come here")
    ]


def test_a_long_list_of_what_may_come_is_left_out(tmp_path: Path) -> None:
    names = "".join(f'<element name="item{i}"><empty/></element>' for i in range(30))
    pattern = f'<element name="r"><zeroOrMore><choice>{names}</choice></zeroOrMore></element>'
    assert told(found(tmp_path, pattern, "<r><other/></r>")) == [
        ("TEI520", "`other` is not an element of this schema", None)
    ]


def test_findings_come_as_the_document_is_read(tmp_path: Path) -> None:
    from lxml import etree

    from tei.validation import relaxng
    from tests.relaxng.grammars import schema

    document = f'<letter xmlns="urn:letter" to="">{SALUTE}{PARA}{MARK}</letter>'
    tree = etree.ElementTree(etree.fromstring(document))
    findings = relaxng.validate(tree, schema(tmp_path, LETTER), "it.xml")
    assert next(findings).code == "TEI526"
    assert list(findings) == []


TEI = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    ("body", "code", "name"),
    [
        ("<p>a<br/>b</p>", "TEI520", "lb"),
        ("<table><tr><td>a</td></tr></table>", "TEI520", "row"),
        ("<p id='a'>a</p>", "TEI525", "xml:id"),
        ("<p class='a'>a</p>", "TEI526", "rend"),
        ("<p><ref href='#a'>a</ref></p>", "TEI525", "target"),
    ],
)
def test_what_html_calls_otherwise_is_told_by_its_name_in_tei(
    body: str, code: str, name: str
) -> None:
    found = validate(_tei(body), "tei_all")[0]
    assert found.code == code
    assert (found.hint or "").startswith(f"TEI calls it `{name}`:")


def test_a_document_in_no_namespace_is_told_once() -> None:
    [found] = validate(_tei("<p/>").replace(f' xmlns="{TEI}"'.encode(), b""), "tei_all")
    assert (found.code, found.hint) == ("TEI520", f'declare xmlns="{TEI}"')


@pytest.mark.parametrize("body", ["text", "<p>a<p>b</p></p>"])
def test_one_mistake_is_told_once(body: str) -> None:
    assert len(validate(_tei(body), "tei_all")) == 1


def _tei(body: str) -> bytes:
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt>'
        "<p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>"
        f"{body}</body></text></TEI>"
    ).encode()
