from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.indenting import indented
from lxml import etree
from tests.transcripts import SEED

from tei.diagnostics import Position, TeiError
from tei.rendering import FORMATS, VIEWS, render

if TYPE_CHECKING:
    from pathlib import Path


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
        assert raised.value.diagnostic.code == "TEI603"
        assert raised.value.diagnostic.file == str(broken)
        assert isinstance(raised.value.diagnostic.where, Position)
        assert raised.value.diagnostic.where.line == 2

    def test_an_entity_is_never_read_from_disk(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("SECRET")
        path = tmp_path / "x.xml"
        path.write_text(
            f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{tmp_path}/secret">]>'
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>'
            "<text><body><p>a &x; b</p></body></text></TEI>"
        )
        assert "SECRET" not in render(path, "text") + render(path, "html")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("to", FORMATS)
def test_indenting_the_file_changes_no_view(to: str, view: str) -> None:
    tree = etree.parse(SEED)
    assert render(indented(tree), to, view=view) == render(tree, to, view=view)
