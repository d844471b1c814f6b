"""What has one safe mend is mended where it stands, and everything else is left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei.validation.mending import diff, mend

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc>"
    '<particDesc><listPerson><person xml:id="ali"/><person xml:id="reza"/></listPerson>'
    "</particDesc></profileDesc></teiHeader><text><body><div type='interview'>"
)
TAIL = "</div></body></text></TEI>"


def _mended(tmp_path: Path, body: str, encoding: str = "utf-8") -> str:
    path = tmp_path / "a.xml"
    path.write_bytes(f"{HEAD}{body}{TAIL}".encode(encoding))
    text = mend(path).data.decode(encoding)
    return text.removeprefix(HEAD).removesuffix(TAIL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<p>به <persNam\n ref="#ali" >علی</persNam > گفت</p>',
            '<p>به <persName\n ref="#ali" >علی</persName > گفت</p>',
        ),
        ("<p><persNam/></p>", "<p><persName/></p>"),
        (
            "<p><persNam>a <persNam>b</persNam></persNam></p>",
            "<p><persName>a <persName>b</persName></persName></p>",
        ),
        (
            '<u n="who > whoo=" whoo = "#ali">سلام</u>',
            '<u n="who > whoo=" who = "#ali">سلام</u>',
        ),
        (
            '<u xml:id="u1" who="#ali">الف</u>\r\n<u xml:id="u1" who="#reza">ب</u>',
            '<u xml:id="u1" who="#ali">الف</u>\r\n<u xml:id="u1-2" who="#reza">ب</u>',
        ),
        ('<u who="#reza ali">سلام</u>', '<u who="#reza #ali">سلام</u>'),
    ],
)
def test_what_is_safe_is_mended(tmp_path: Path, before: str, after: str) -> None:
    assert _mended(tmp_path, before) == after


@pytest.mark.parametrize(
    "body",
    [
        '<u who="#alii">سلام</u>',
        "<p><qqq>سلام</qqq></p>",
        '<list type="gloss"><item>سلام</item></list>',
        "<p>سلام</p>",
    ],
)
def test_what_is_not_safe_is_left(tmp_path: Path, body: str) -> None:
    assert _mended(tmp_path, body) == body


def test_the_file_keeps_its_encoding_and_ends_of_lines(tmp_path: Path) -> None:
    mended = _mended(tmp_path, "<p>سلام\r\n<persNam>علی</persNam></p>", "utf-16")
    assert mended == "<p>سلام\r\n<persName>علی</persName></p>"


def test_a_diff_shows_the_lines_that_change(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"{HEAD}\n<p>الف</p>\n<p><persNam>علی</persNam></p>\n{TAIL}", encoding="utf-8")
    lines = diff(path, mend(path)).splitlines()
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "-<p><persNam>علی</persNam></p>",
        "+<p><persName>علی</persName></p>",
    ]
