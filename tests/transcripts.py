"""Small TEI documents for tests, as literals."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

SEED = Path(__file__).parent / "golden" / "seed-by-hand.xml"


def tei(body: str, *, header: str = "", stand_off: str = "", lang: str = "fa") -> etree._Element:
    return etree.XML(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><teiHeader><fileDesc>'
        "<titleStmt><title>گفت‌وگو</title></titleStmt><publicationStmt><p/></publicationStmt>"
        f'<sourceDesc><bibl><idno type="newline">LF</idno></bibl></sourceDesc></fileDesc>{header}'
        '<profileDesc><particDesc><listPerson><person xml:id="a" role="interviewer"/>'
        '<person xml:id="b" role="interviewee"><persName><forename>مریم</forename> '
        "<surname>رضایی</surname></persName></person></listPerson></particDesc></profileDesc>"
        f"</teiHeader><standOff>{stand_off}</standOff>"
        f'<text><body><div type="interview">{body}</div></body></text></TEI>'
    )
