"""The printed edition, read back by another program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tei.diagnostics import TeiError
from tei.rendering import render, render_bytes
from tests.transcripts import SEED, tei

if TYPE_CHECKING:
    from pathlib import Path

PDFTOTEXT = shutil.which("pdftotext")
ZWNJ = "\u200c"


def test_without_weasyprint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(TeiError) as raised:
        render_bytes(SEED, "pdf")
    assert raised.value.diagnostic.code == "TEI607"
    assert "tei[print]" in str(raised.value.diagnostic.hint)


@pytest.mark.usefixtures("printing")
@pytest.mark.skipif(not PDFTOTEXT, reason="there is no pdftotext on the path (poppler-utils)")
class TestTextOf:
    def test_the_seed_has_every_word_of_the_reading_view_in_order(self, tmp_path: Path) -> None:
        printed = letters(copied(SEED, tmp_path))
        at = 0
        for word in spoken(render(SEED, "text")):
            at = printed.find(letters(word), at)
            assert at >= 0, word
            at += len(letters(word))

    def test_keeps_every_zwnj(self, tmp_path: Path) -> None:
        words = "می‌روم و نمی‌آیند، کتاب‌های خانه‌ای"
        text = copied(tei(f'<u who="#a"><seg>{words}</seg></u>'), tmp_path)
        assert letters(words) in letters(text)

    def test_keeps_the_order_of_letters_that_are_written_as_one(self, tmp_path: Path) -> None:
        words = "سلام اسلامی والا لأن قرآن الآن الله آیت‌الله"
        text = copied(tei(f'<u who="#a"><seg>{words}</seg></u>'), tmp_path)
        assert letters(words) in letters(text)

    def test_has_editorial_notes_below_the_text(self, tmp_path: Path) -> None:
        note = '<note type="editorial" xml:lang="en">The source begins here.</note>'
        body = f'<u who="#a"><seg>{note}سلام</seg></u><u who="#a"><seg>درود</seg></u>'
        text = copied(tei(body), tmp_path)
        assert text.index("درود") < text.index("The source begins here.")


def copied(source: Path | etree._Element, folder: Path) -> str:
    """Return the text that one gets by copying all of the PDF of a document."""
    (folder / "a.pdf").write_bytes(render_bytes(source, "pdf"))
    command = [str(PDFTOTEXT), "-enc", "UTF-8", str(folder / "a.pdf"), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def spoken(text: str) -> list[str]:
    return [word for line in text.splitlines() for word in line.split()]


def letters(text: str) -> str:
    """Return a text without blanks and marks: pdftotext sets marks apart from their letters."""
    kept = (c for c in text if c == ZWNJ or not unicodedata.category(c).startswith(("M", "C", "Z")))
    return re.sub(r"[:\s]", "", "".join(kept))
