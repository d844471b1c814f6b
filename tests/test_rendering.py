from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from tei.diagnostics import Position, TeiError
from tei.encoding import encode, serialize
from tei.pipeline import recognise
from tei.readers import read
from tei.rendering import FORMATS, VIEWS, render, render_bytes
from tei.xmlsource import parse
from tests.indenting import indented
from tests.transcripts import SEED

PAGE = Path(__file__).parent.parent / "seeds" / "000_64378674147a36bf.txt"


class TestFormats:
    def test_an_unknown_format_names_the_nearest(self) -> None:
        with pytest.raises(TeiError) as raised:
            render(SEED, "htlm")
        assert raised.value.diagnostic.code == "TEI601"
        assert "`html`" in str(raised.value.diagnostic.hint)

    def test_a_format_like_no_other_is_told_which_there_are(self) -> None:
        with pytest.raises(TeiError) as raised:
            render(SEED, "qqq")
        assert all(name in str(raised.value.diagnostic.hint) for name in FORMATS)

    def test_an_unknown_view_names_the_nearest(self) -> None:
        with pytest.raises(TeiError) as raised:
            render(SEED, "text", view="sources")
        assert raised.value.diagnostic.code == "TEI602"
        assert "`source`" in str(raised.value.diagnostic.hint)

    def test_malformed_xml_is_reported_with_its_place(self, tmp_path: Path) -> None:
        broken = tmp_path / "broken.xml"
        broken.write_text("<TEI>\n<text></TEI>")
        with pytest.raises(TeiError) as raised:
            render(broken)
        assert raised.value.diagnostic.file == str(broken)
        assert isinstance(raised.value.diagnostic.where, Position)
        assert raised.value.diagnostic.where.line == 2

    def test_a_book_is_not_text(self) -> None:
        with pytest.raises(TeiError) as raised:
            render(SEED, "epub")
        assert raised.value.diagnostic.code == "TEI604"

    def test_a_page_always_says_who_speaks(self) -> None:
        with pytest.raises(TeiError) as raised:
            render(SEED, "html", speakers=False)
        assert raised.value.diagnostic.code == "TEI603"

    def test_text_is_written_as_utf_8(self) -> None:
        assert render_bytes(SEED, "text").decode("utf-8") == render(SEED, "text")

    @pytest.mark.parametrize("to", ["html", "text", "markdown", "tei-sp"])
    def test_what_was_just_encoded_looks_as_it_does_from_its_file(self, to: str) -> None:
        tree = encode(recognise(read(PAGE)))
        assert render(tree, to) == render(parse(serialize(tree), "page.xml"), to)


class TestOwnStylesheet:
    def test_takes_the_place_of_the_formats_own(self, tmp_path: Path) -> None:
        sheet = stylesheet(tmp_path, '<xsl:value-of select="count(//tei:u)"/>')
        assert render(SEED, "text", stylesheet=sheet) == "5"

    def test_is_read_again_when_it_has_changed(self, tmp_path: Path) -> None:
        sheet = stylesheet(tmp_path, "a")
        assert render(SEED, "text", stylesheet=sheet) == "a"
        sheet = stylesheet(tmp_path, "b")
        os.utime(sheet, ns=(1, 1))
        assert render(SEED, "text", stylesheet=sheet) == "b"

    def test_reads_no_other_file(self, tmp_path: Path) -> None:
        (tmp_path / "secret.xml").write_text("<secret>SECRET</secret>")
        sheet = stylesheet(
            tmp_path, f"<xsl:value-of select=\"document('{tmp_path}/secret.xml')\"/>"
        )
        with pytest.raises(TeiError) as raised:
            render(SEED, "text", stylesheet=sheet)
        assert raised.value.diagnostic.code == "TEI606"

    def test_may_import_ours_and_change_one_thing(self, tmp_path: Path) -> None:
        own = "<b><xsl:apply-templates/></b>"
        sheet = stylesheet(tmp_path, own, match="tei:orgName", before=IMPORT, output="html")
        html = render(SEED, stylesheet=sheet)
        assert ">وزارت خارجه</b>" in html
        assert 'rel="stylesheet"' not in html
        assert "@font-face" in html

    def test_of_xslt_3_is_run_too(self, tmp_path: Path) -> None:
        joined = "<xsl:value-of select=\"$view, string-join(//tei:u/@xml:id, '/')\"/>"
        sheet = stylesheet(tmp_path, joined, version="3.0", before='<xsl:param name="view"/>')
        assert render(SEED, "text", stylesheet=sheet) == "reading u1/u2/u3/u4/u5"

    def test_of_xslt_3_that_fails_is_told(self, tmp_path: Path) -> None:
        sheet = stylesheet(tmp_path, '<xsl:value-of select="((("/>', version="3.0")
        with pytest.raises(TeiError) as raised:
            render(SEED, "text", stylesheet=sheet)
        assert raised.value.diagnostic.code == "TEI606"
        assert raised.value.diagnostic.file == str(sheet)

    def test_that_does_not_compile_is_told_where(self, tmp_path: Path) -> None:
        sheet = stylesheet(tmp_path, '<xsl:value-of select="((("/>')
        with pytest.raises(TeiError) as raised:
            render(SEED, "text", stylesheet=sheet)
        assert raised.value.diagnostic.code == "TEI605"
        assert raised.value.diagnostic.file == str(sheet)


IMPORT = '<xsl:import href="tei:html.xsl"/>'


def stylesheet(
    folder: Path,
    content: str,
    *,
    version: str = "1.0",
    before: str = "",
    match: str = "/",
    output: str = "text",
) -> Path:
    path = folder / "own.xsl"
    path.write_text(
        f'<xsl:stylesheet version="{version}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        f' xmlns:tei="http://www.tei-c.org/ns/1.0">{before}<xsl:output method="{output}"/>'
        f'<xsl:template match="{match}">{content}</xsl:template></xsl:stylesheet>'
    )
    return path


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("to", sorted(FORMATS.keys() - {"tei-sp", "pdf"}))
def test_indenting_the_file_changes_no_view(
    to: str, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    tree = etree.parse(SEED)
    assert render_bytes(indented(tree), to, view=view) == render_bytes(tree, to, view=view)


def test_the_command_lines_help_names_every_format() -> None:
    from tei.cli.render import command

    help_texts = " ".join(getattr(option, "help", None) or "" for option in command.params)
    assert all(name in help_texts for name in FORMATS)
