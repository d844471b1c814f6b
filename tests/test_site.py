from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from lxml import etree

from tei.cli import tei as tei_command
from tei.config import Config
from tei.diagnostics import TeiError
from tei.restoration import restore
from tei.site import Design, build
from tests.transcripts import tei

PEOPLE = '<listPerson><person xml:id="p1"><persName>نیما یوشیج</persName></person></listPerson>'
DATE = '<date calendar="#solarHijri" notBefore="1982-03-21" notAfter="1983-03-20">۶۱</date>'


def document(folder: Path, name: str, words: str) -> None:
    body = (
        f'<u xml:id="u1" who="#b"><seg>{words} <persName ref="#p1">نیما</persName> در {DATE}'
        "</seg></u>"
    )
    path = folder / f"{name}.xml"
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(etree.tostring(tei(body, stand_off=PEOPLE)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tei"
    document(folder, "یک", "سلام")
    document(folder, "دو", "بدرود")
    return folder


def page(path: Path) -> Any:
    return etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))


def words(element: Any) -> str:
    return "".join(element.itertext())


def test_every_document_has_its_page_its_tei_and_its_text(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(folder, out)
    assert "سلام" in words(page(out / "یک.html").find(".//main"))
    assert "سلام" in (out / "یک.txt").read_text(encoding="utf-8")
    assert (out / "یک.xml").read_bytes() == (folder / "یک.xml").read_bytes()


def test_several_processes_make_the_same_site(folder: Path, tmp_path: Path) -> None:
    document(folder, "سه", "خوش آمدید")
    (folder / "broken.xml").write_text("<TEI", encoding="utf-8")
    (folder / "چهار.txt").write_text("پرسش: چه خبر؟\nپاسخ: خوب است.\n", encoding="utf-8")
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    first, second = build(folder, alone, jobs=1), build(folder, shared, jobs=2)
    assert (first.pages, first.made, first.notes) == (second.pages, second.made, second.notes)
    assert [d.code for d in first.diagnostics] == [d.code for d in second.diagnostics]
    for made in filter(Path.is_file, alone.rglob("*.html")):
        assert (shared / made.relative_to(alone)).read_bytes() == made.read_bytes()


def test_a_site_is_made_of_what_a_pattern_and_a_list_name(folder: Path, tmp_path: Path) -> None:
    (folder / "سه.txt").write_text("پرسش: چه خبر؟\nپاسخ: خوب است.\n", encoding="utf-8")
    names = tmp_path / "names"
    names.write_text(f"{folder / 'سه.txt'}\n", encoding="utf-8")
    given = ["site", str(folder / "د*.xml"), "--from-file", str(names), "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(tei_command, given)
    assert "2 documents" in result.output
    assert (tmp_path / "out" / "دو.html").is_file()
    assert not (tmp_path / "out" / "یک.html").exists()


def test_every_link_leads_to_a_file_and_a_place_in_it(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    document(folder, "50% #1?", "سلام")
    build(folder, out)
    pages = {path.name: page(path) for path in out.glob("*.html")}
    assert len(pages) == 6
    for name, html in pages.items():
        for link in html.xpath("//a/@href | //link[@rel = 'stylesheet']/@href | //script/@src"):
            file, _, place = (unquote(part) for part in link.partition("#"))
            assert (out / (file or name)).is_file()
            assert not place or pages[file or name].xpath("//*[@id = $id]", id=place)


def test_a_register_leads_from_a_name_to_every_turn_with_it(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(folder, out)
    [entry] = page(out / "person.html").findall(".//ul[@class='register']/li")
    assert "نیما یوشیج" in words(entry)
    assert [unquote(a.get("href")) for a in entry.findall("a")] == ["دو.html#u1", "یک.html#u1"]
    [date] = page(out / "date.html").findall(".//ul[@class='register']/li")
    assert "1982-03-21" in words(date)


def test_the_search_has_every_turn_in_its_regular_spelling(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(folder, out)
    script = (out / "turns.js").read_text(encoding="utf-8")
    turns = json.loads(script.removeprefix("const TURNS = ").rstrip().removesuffix(";"))
    assert sorted((unquote(row[0]), row[2], row[4]) for row in turns) == [
        ("دو", "u1", "بدرود نیما در ۶۱"),
        ("یک", "u1", "سلام نیما در ۶۱"),
    ]


class TestAgain:
    def test_makes_nothing_when_nothing_has_changed(self, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "site"
        assert build(folder, out).made == 2
        before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
        assert build(folder, out).made == 0
        assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before

    def test_makes_what_has_changed(self, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(folder, out)
        document(folder, "یک", "درود")
        site = build(folder, out)
        assert (site.made, len(site.pages)) == (1, 2)
        assert "درود" in words(page(out / "یک.html"))
        assert "درود" in (out / "turns.js").read_text(encoding="utf-8")

    def test_takes_away_what_is_gone(self, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(folder, out)
        (folder / "یک.xml").unlink()
        build(folder, out)
        assert not list(out.glob("یک.*"))
        links = page(out / "person.html").xpath("//li/a/@href")
        assert [unquote(link) for link in links] == ["دو.html#u1"]

    def test_makes_a_page_that_was_lost(self, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(folder, out)
        (out / "یک.html").unlink()
        build(folder, out)
        assert (out / "یک.html").is_file()

    def test_makes_all_with_another_title(self, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(folder, out)
        build(folder, out, Design(title="آرشیو"))
        assert page(out / "index.html").findtext(".//title") == "آرشیو"


class TestWhatIsNoPage:
    def test_a_broken_document_is_told_and_the_others_are_made(
        self, folder: Path, tmp_path: Path
    ) -> None:
        (folder / "broken.xml").write_text("<TEI>")
        site = build(folder, tmp_path / "site")
        assert len(site.pages) == 2
        [diagnostic] = site.diagnostics
        assert diagnostic.file == str(folder / "broken.xml")

    def test_xml_that_is_no_tei_is_told(self, folder: Path, tmp_path: Path) -> None:
        (folder / "other.xml").write_text("<other/>")
        [diagnostic] = build(folder, tmp_path / "site").diagnostics
        assert diagnostic.code == "TEI705"

    def test_a_document_may_not_take_the_name_of_a_page_of_the_site(
        self, folder: Path, tmp_path: Path
    ) -> None:
        document(folder, "index", "سلام")
        [diagnostic] = build(folder, tmp_path / "site").diagnostics
        assert diagnostic.code == "TEI703"

    def test_a_folder_without_tei_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(TeiError) as raised:
            build(tmp_path, tmp_path / "site")
        assert raised.value.diagnostic.code == "TEI704"

    def test_a_site_among_its_documents_is_refused(self, folder: Path) -> None:
        with pytest.raises(TeiError) as raised:
            build(folder, folder)
        assert raised.value.diagnostic.code == "TEI706"

    def test_documents_inside_the_site_are_part_of_it(self, folder: Path) -> None:
        assert len(build(folder, folder.parent).pages) == 2

    def test_a_site_inside_the_folder_is_not_part_of_it(self, folder: Path) -> None:
        build(folder, folder / "site")
        assert len(build(folder, folder / "site").pages) == 2


def test_documents_in_folders_keep_their_folders_in_their_names(tmp_path: Path) -> None:
    document(tmp_path / "tei" / "a", "x", "سلام")
    document(tmp_path / "tei" / "b", "x", "سلام")
    site = build(tmp_path / "tei", tmp_path / "site")
    assert [page.name for page in site.pages] == ["a--x", "b--x"]


class TestTranscripts:
    TEXT = "علی: کجا می‌روی؟\nمریم: به خانه می‌روم.\n"

    def test_are_encoded_for_the_site(self, tmp_path: Path) -> None:
        transcript(tmp_path / "raw", self.TEXT)
        build(tmp_path / "raw", tmp_path / "site")
        assert "به خانه می‌روم" in words(page(tmp_path / "site" / "a.html").find(".//main"))
        assert restore(tmp_path / "site" / "a.xml").decode() == self.TEXT

    def test_are_encoded_again_only_when_they_have_changed(self, tmp_path: Path) -> None:
        transcript(tmp_path / "raw", self.TEXT)
        transcript(tmp_path / "raw", self.TEXT, name="b.txt")
        build(tmp_path / "raw", tmp_path / "site")
        before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").glob("*.xml")}
        transcript(tmp_path / "raw", self.TEXT.replace("خانه", "مدرسه"))
        assert build(tmp_path / "raw", tmp_path / "site").made == 1
        after = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").glob("*.xml")}
        assert [path.name for path in before if before[path] != after[path]] == ["a.xml"]

    def test_are_encoded_again_when_the_settings_have_changed(self, tmp_path: Path) -> None:
        transcript(tmp_path / "raw", "- Where to?\n- Home.\n")
        build(tmp_path / "raw", tmp_path / "site")
        german = Design(config=Config(language="de"))
        build(tmp_path / "raw", tmp_path / "site", german)
        assert page(tmp_path / "site" / "a.html").get("lang") == "de"

    def test_with_tei_beside_them_are_left_alone(self, folder: Path, tmp_path: Path) -> None:
        transcript(folder, self.TEXT, name="یک.txt")
        assert len(build(folder, tmp_path / "site").pages) == 2
        assert "سلام" in words(page(tmp_path / "site" / "یک.html").find(".//main"))

    def test_that_are_gone_leave_nothing(self, tmp_path: Path) -> None:
        transcript(tmp_path / "raw", self.TEXT)
        transcript(tmp_path / "raw", self.TEXT, name="b.txt")
        build(tmp_path / "raw", tmp_path / "site")
        (tmp_path / "raw" / "b.txt").unlink()
        build(tmp_path / "raw", tmp_path / "site")
        assert not list((tmp_path / "site").rglob("b.*"))

    def test_what_is_said_of_them_is_kept(self, tmp_path: Path) -> None:
        transcript(tmp_path / "raw", "")
        first = build(tmp_path / "raw", tmp_path / "site").notes
        assert [note.code for note in first["a"]] == ["TEI102"]
        assert build(tmp_path / "raw", tmp_path / "site").notes == first

    def test_that_cannot_be_read_are_told(self, tmp_path: Path) -> None:
        transcript(tmp_path / "raw", self.TEXT)
        (tmp_path / "raw" / "b.txt").write_bytes(b"\xff\xfe\x00")
        site = build(tmp_path / "raw", tmp_path / "site")
        assert [d.severity for d in site.diagnostics] == ["error"]
        assert [page.name for page in site.pages] == ["a"]


def transcript(folder: Path, text: str, name: str = "a.txt") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


class TestDesign:
    def test_a_users_own_stylesheet_makes_the_pages(self, folder: Path, tmp_path: Path) -> None:
        sheet = tmp_path / "own.xsl"
        sheet.write_text(
            '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
            '<xsl:import href="tei:html.xsl"/><xsl:template name="index"><hr/></xsl:template>'
            "</xsl:stylesheet>"
        )
        build(folder, tmp_path / "site", Design(stylesheet=sheet))
        html = page(tmp_path / "site" / "یک.html")
        assert html.find(".//footer/hr") is not None
        assert html.find(".//nav/a[@href='index.html']") is not None

    def test_a_stylesheet_that_fails_stops_the_work(self, folder: Path, tmp_path: Path) -> None:
        sheet = tmp_path / "own.xsl"
        sheet.write_text("<nothing/>")
        with pytest.raises(TeiError) as raised:
            build(folder, tmp_path / "site", Design(stylesheet=sheet))
        assert raised.value.diagnostic.file == str(sheet)

    @pytest.mark.usefixtures("printing")
    def test_a_printed_edition_is_beside_the_page(self, folder: Path, tmp_path: Path) -> None:
        build(folder, tmp_path / "site", Design(pdf=True))
        assert (tmp_path / "site" / "یک.pdf").read_bytes().startswith(b"%PDF-")
        links = page(tmp_path / "site" / "یک.html").xpath("//nav/a/@href")
        assert "یک.pdf" in [unquote(link) for link in links]
