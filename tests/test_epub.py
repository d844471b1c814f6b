from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from tei.rendering import render, render_bytes
from tests.transcripts import SEED, tei

if TYPE_CHECKING:
    from pathlib import Path

OPF = {"opf": "http://www.idpf.org/2007/opf", "h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def _fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")


def book(document: Path | etree._Element = SEED) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(render_bytes(document, "epub")))


def found(tree: etree._Element, path: str) -> list[str]:
    values: Any = tree.xpath(path, namespaces=OPF)
    return list(values)


def test_begins_with_its_media_type_uncompressed() -> None:
    first = book().infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_turns_its_pages_from_right_to_left_for_persian() -> None:
    package = etree.fromstring(book().read("EPUB/package.opf"))
    assert found(package, "//opf:spine/@page-progression-direction") == ["rtl"]


def test_every_file_it_names_is_in_it() -> None:
    files = book()
    package = etree.fromstring(files.read("EPUB/package.opf"))
    hrefs = found(package, "//opf:item/@href")
    assert {f"EPUB/{href}" for href in hrefs} <= set(files.namelist())


def test_every_link_of_its_contents_leads_somewhere() -> None:
    files = book()
    nav = etree.fromstring(files.read("EPUB/nav.xhtml"))
    text = etree.fromstring(files.read("EPUB/text.xhtml"))
    links = found(nav, "//h:a/@href")
    assert len(links) >= 4
    assert {link.partition("#")[2] for link in links} <= set(found(text, "//@id"))


def test_every_link_of_its_text_leads_somewhere() -> None:
    people = '<listPerson><person xml:id="p1"><persName>نیما</persName></person></listPerson>'
    body = (
        '<head><persName ref="#p1">نیما</persName></head><u xml:id="u1" who="#b"><seg>یک</seg></u>'
    )
    for document in (SEED, tei(body, stand_off=people)):
        text = etree.fromstring(book(document).read("EPUB/text.xhtml"))
        assert {link[1:] for link in found(text, "//h:a/@href")} <= set(found(text, "//@id"))


def test_has_every_word_of_the_reading_view() -> None:
    text = etree.fromstring(book().read("EPUB/text.xhtml"))
    words = " ".join(" ".join(found(text, "//text()")).split())
    for line in render(SEED, "text").splitlines():
        assert line.partition(": ")[2] in words


def test_the_same_document_makes_the_same_book() -> None:
    body = '<u who="#a"><seg>سلام</seg></u>'
    assert render_bytes(tei(body), "epub") == render_bytes(tei(body), "epub")
