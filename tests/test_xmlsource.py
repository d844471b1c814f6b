"""XML is read without entities, DTDs and network; what cannot be read says why, and where."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.diagnostics import Diagnostic, Position, TeiError
from tei.xmlsource import decode, parse, start_tags

if TYPE_CHECKING:
    from pathlib import Path

_BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE TEI [
  <!ENTITY a "aaaaaaaaaa">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<TEI n="&b;">&b;</TEI>"""

_SALAM = "<p>سلام</p>"

UNREADABLE = {
    "entity bomb": (_BOMB, "TEI112 3:14 the DOCTYPE declares the entity `a`"),
    "external entity": (
        b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>',
        "TEI112 1:52 the DOCTYPE declares the entity `x`",
    ),
    "bomb behind an undeclared parameter entity": (
        b'<!DOCTYPE p [%no; <!ENTITY x "y">]><p n="&x;"/>',
        "TEI111 1:45 the entity &x; is not declared",
    ),
    "defaults of attributes": (
        b'<!DOCTYPE p [<!ATTLIST p n CDATA "1">]><p/>',
        "TEI112 1:34 the DOCTYPE declares defaults for attributes of `p`",
    ),
    "reference that only an unread DTD could declare": (
        b'<!DOCTYPE TEI SYSTEM "tei.dtd">\n<TEI>&eacute;</TEI>',
        "TEI111 2:14 the entity &eacute; is not declared",
    ),
    "malformed DOCTYPE": (b"<!DOCTYPE p [<!ENTITY]><p/>", "TEI111 1:22 not well-formed XML"),
    "empty": (b"", "TEI114 1:1 the file is empty"),
    "only blanks": (b"\n  \n", "TEI114 1:1 the file is empty"),
    "only a byte-order mark": (codecs.BOM_UTF8, "TEI114 1:1 the file is empty"),
    "plain text": ("سلام".encode(), "TEI119 1:1 this is not XML: it begins with “سلام”"),
    "PDF": (b"%PDF-1.4\n%\xe2\xe3", "TEI119 1:1 this is not XML: it begins with “%PDF-1.4”"),
    "zeros": (b"\0" * 9, "TEI119 1:1 this is not XML"),
    "says UTF-8, is windows-1256": (
        ("<?xml version='1.0' encoding='UTF-8'?>\n" + _SALAM).encode("windows-1256"),
        "TEI113 2:4 byte 0xD3 (offset 42) is not utf-8",
    ),
    "says nothing, is windows-1256": (
        _SALAM.encode("windows-1256"),
        "TEI113 1:4 byte 0xD3 (offset 3) is not utf-8",
    ),
    "says UTF-16, is not": (
        b"<?xml version='1.0' encoding='UTF-16'?><p/>",
        "TEI113 1:1 the file declares UTF-16",
    ),
    "says ISO-8859-1 behind the mark of UTF-8": (
        codecs.BOM_UTF8 + b"<?xml version='1.0' encoding='ISO-8859-1'?><p/>",
        "TEI113 1:1 the file declares ISO-8859-1, but its bytes are utf-8",
    ),
    "half a character of UTF-16": (
        codecs.BOM_UTF16_LE + _SALAM.encode("utf-16-le")[:-1],
        "TEI113 1:11 byte 0x3E (offset 22) is not utf-16-le",
    ),
    "an encoding that is none": (
        b"<?xml version='1.0' encoding='klingon'?><p/>",
        "TEI113 1:1 `klingon` is no encoding of texts",
    ),
    "an encoding that is none of texts": (
        b"<?xml version='1.0' encoding='unicode-escape'?><p/>",
        "TEI113 1:1 `unicode-escape` is no encoding of texts",
    ),
    "cut off in the text": (
        b"<TEI>\n <text>\n  <p>",
        "TEI115 3:6 the file ends too early inside <p>, which line 3 opens",
    ),
    "cut off in a tag": (b'<TEI>\n<p n="1', "TEI115 2:8 the file ends too early"),
    "cut off in a comment": (b"<TEI><!-- a", "TEI115 1:12 the file ends too early"),
    "cut off in the DOCTYPE": (b"<!DOCTYPE TEI", "TEI115 1:14 the file ends too early"),
    "nothing but a prolog": (b"<?xml version='1.0'?>\n", "TEI115 2:1 the file ends too early"),
    "10,001 levels": (
        b"<p>" * 10_001 + b"</p>" * 10_001,
        "TEI116 1:30001 elements are nested more than 10,000 levels deep",
    ),
    "a thousand and one attributes": (
        b"<TEI>\n<p " + b" ".join(b"a%d='1'" % n for n in range(1001)) + b"/></TEI>",
        "TEI116 2:0 <p> has more than 1,000 attributes",
    ),
    "tags that cross": (
        b"<TEI>\n<p><hi>\n</p></hi></TEI>",
        "TEI111 3:5 </p> closes nothing here: <hi> of line 2 is still open",
    ),
    "bare ampersand": (b"<p>Q & A</p>", "TEI111 1:7 a bare & or < stands here"),
    "reference without its end": (b"<p>Q &amp A</p>", "TEI111 1:10 an & without the ;"),
    "bare less-than in an attribute": (b'<p n="<"/>', "TEI111 1:7 a < stands in the value"),
    "unknown entity": (b"<p>&nbsp;</p>", "TEI111 1:10 the entity &nbsp; is not declared"),
    "control character": (b"<p>\x07</p>", "TEI111 1:4 a character that XML cannot hold"),
    "reference to no character": (b"<p>&#0;</p>", "TEI111 1:8 a character that XML cannot hold"),
    "attribute twice": (
        "<p>سلام<hi n='1' n='2'/></p>".encode(),
        "TEI111 1:23 the attribute n stands twice in one tag",
    ),
    "attribute twice by two prefixes": (
        b"<p xmlns:x='u' xmlns:y='u' x:n='1' y:n='2'/>",
        "TEI111 1:43 the attribute n stands twice in one tag, under two prefixes",
    ),
    "undeclared prefix": (b"<x:p/>", "TEI111 1:5 the prefix x: is not declared"),
    "attribute without quotes": (b"<p n=1/>", "TEI111 1:6 the value of an attribute stands"),
    "attribute without value": (b"<p n/>", "TEI111 1:5 the attribute n has no value"),
    "something odd in a tag": (b'<p n="1"m="2"/>', "TEI111 1:9 something in this tag"),
    "two roots": (b"<p/><p/>", "TEI111 1:5 something follows the end tag of the root"),
    "two hyphens in a comment": (b"<p><!-- a -- b --></p>", "TEI111 1:11 two hyphens"),
    "end of CDATA in text": (b"<p>]]></p>", "TEI111 1:4 ]]> stands in running text"),
    "declaration not first": (
        b"\n<?xml version='1.0'?><p/>",
        "TEI111 2:6 something stands before the XML declaration",
    ),
    "a version to come": (b"<?xml version='2.0'?><p/>", "TEI111 1:20 not well-formed XML"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_one_diagnostic(case: str) -> None:
    data, expected = UNREADABLE[case]
    with pytest.raises(TeiError) as caught:
        parse(data, "a.xml")
    found = caught.value.diagnostic
    assert isinstance(found.where, Position)
    told = f"{found.code} {found.where.line}:{found.where.column} {found.message}"
    assert told.startswith(expected)
    assert found.file == "a.xml"


def test_a_fault_in_plain_words_brings_its_mend() -> None:
    assert _fault(b"<p><x:hi/></p>").hint == 'declare it with xmlns:x="…" on the root element'


def test_what_is_no_file_is_a_diagnostic(tmp_path: Path) -> None:
    assert _fault(tmp_path / "absent.xml").code == "TEI117"
    assert _fault(tmp_path).message == "cannot be read: Is a directory"


@pytest.mark.parametrize(
    "doctype",
    [
        "TEI",
        'TEI SYSTEM "tei.dtd"',
        "TEI [<!ELEMENT TEI ANY>] ",
        'TEI SYSTEM "tei.dtd" [<!ENTITY % TEI.header "INCLUDE"> %TEI.header;]',
        'TEI [<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;]',
        "TEI [<!ENTITY % x '<!ENTITY y \"yyy\">'> %x;]",
    ],
)
def test_a_doctype_that_declares_no_entity_is_harmless(doctype: str) -> None:
    root = parse(f"<!DOCTYPE {doctype}>\n<TEI>\n<text/></TEI>".encode()).getroot()
    assert f"{root.sourceline} {root[0].sourceline}" == "2 3"


def test_an_entity_that_a_parameter_entity_declares_is_not_there() -> None:
    data = b"<!DOCTYPE p [<!ENTITY % x '<!ENTITY y \"yyy\">'> %x;]><p>&y;</p>"
    assert _fault(data).message.startswith("the entity &y; is not declared")


@pytest.mark.parametrize("ids", [("u1", "u1"), ("1", "2")])
def test_an_id_that_is_wrong_does_not_stop_the_reading(ids: tuple[str, str]) -> None:
    root = parse('<p><u xml:id="{}"/><u xml:id="{}"/></p>'.format(*ids).encode()).getroot()
    assert len(root) == 2


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256"]
)
def test_every_honest_encoding_is_read(encoding: str) -> None:
    name = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    data = f"<?xml version='1.0' encoding='{name}'?>{_SALAM}".encode(encoding)
    assert parse(data).getroot().text == "سلام"
    assert parse(decode(data)).getroot().text == "سلام"


def test_a_text_of_ten_million_characters_is_read() -> None:
    size = 10_500_000
    root = parse(b'<p n="' + b"n" * size + b'">' + b"x" * size + b"</p>").getroot()
    assert (len(root.text or ""), len(root.get("n") or "")) == (size, size)


def test_start_tags_are_told_by_line_and_column_in_code_points() -> None:
    data = "\ufeff<!DOCTYPE p>\n<p>\n  سلام<hi\n n='1'/><lb/></p>".encode()
    assert start_tags(decode(data)) == [Position(2, 1), Position(3, 7), Position(4, 9)]


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    _read_or_tell(data)


@given(st.lists(st.sampled_from([b"<p>", b"</p>", b"<!DOCTYPE p [", b"]>", b"&x;", b"%x;",
    b'<!ENTITY x "y">', b'<!ENTITY % x "y">', b"<!--", b"-->", b"<?x ", b"?>", b"'", b'"', b" "]),
    max_size=20))  # fmt: skip
def test_no_prolog_brings_an_entity_into_the_tree(parts: list[bytes]) -> None:
    _read_or_tell(b"".join(parts))


def _read_or_tell(data: bytes) -> None:
    try:
        root = parse(data).getroot()
    except TeiError as error:
        told = error.diagnostic.code
    else:
        told = "entity" if "y" in map(str, root.itertext()) else "read"
    assert told == "read" or told.startswith("TEI11")


def _fault(source: Path | bytes) -> Diagnostic:
    with pytest.raises(TeiError) as caught:
        parse(source)
    return caught.value.diagnostic


def test_what_is_deeper_than_libxml2_reads_is_the_same_tree() -> None:
    deep = "<b>" * 3_000 + "&lt;text<?pi here?><!--so--><x:c x:n='1'/>" + "</b>" * 3_000
    document = f'<?xml-model href="a.rng"?><a xmlns="urn:a" xmlns:x="urn:x" xml:id="z">{deep}</a>'
    tree = parse(document.encode())
    expected = document.partition("?>")[2].replace("'", '"')
    assert etree.tostring(tree.getroot(), encoding="unicode") == expected
    assert [str(n.tag) for n in tree.iter("{urn:x}*")] == ["{urn:x}c"]
    assert tree.getroot().getprevious() is not None


def test_how_deep_a_document_may_be_can_be_said() -> None:
    document = b"<a>" * 3_000
    with pytest.raises(TeiError, match="TEI116: elements are nested more than 2,500 levels deep"):
        parse(document, "a.xml", 2_500)
    with pytest.raises(TeiError, match="TEI116: elements are nested more than 2 levels deep"):
        parse(b"<a><b><c/></b></a>", "a.xml", 2)
    assert parse(b"<a><b><c/></b></a>", "a.xml", 3)
    with pytest.raises(TeiError, match="TEI115"):
        parse(document)
