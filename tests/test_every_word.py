"""Of every golden: every word of the source, of the speech, every speaker, in every view."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html

from tei.rendering import render, render_bytes
from tei.restoration import restore
from tests.test_pdf import PDFTOTEXT, copied, letters

if TYPE_CHECKING:
    from collections.abc import Iterable

GOLDENS = sorted((Path(__file__).parent / "golden").rglob("*.xml"))
NAMES = [str(path.relative_to(path.parents[1])) for path in GOLDENS]


@pytest.fixture(params=GOLDENS, ids=NAMES)
def golden(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def spoken(golden: Path) -> list[list[str]]:
    """Return the words of each turn in the regular spelling, by a reader that is not ours."""
    tree = etree.parse(golden)
    etree.strip_elements(tree, *(f"{{*}}{name}" for name in ("orig", "fw", "gap")), with_tail=False)
    for note in tree.xpath("//*[local-name() = 'note' and @type = 'editorial']"):  # type: ignore[union-attr]
        note.text = None  # type: ignore[union-attr]
    for pc in tree.xpath("//*[local-name() = 'pc' and @unit and @pre = 'true']"):  # type: ignore[union-attr]
        pc.text = None  # type: ignore[union-attr]
    for blank in tree.iter("{*}lb", "{*}space"):
        if blank.get("quantity") != "0":
            blank.tail = f" {(blank.tail or '').lstrip()}"
    return ["".join(map(str, u.itertext())).split() for u in tree.iter("{*}u")]


def in_order(words: Iterable[str], text: str) -> bool:
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def views(golden: Path) -> dict[str, str]:
    page: Any = html.fromstring(render(golden))
    for printed in page.xpath("//*[@class = 'printed']"):
        printed.drop_tree()
    book = zipfile.ZipFile(io.BytesIO(render_bytes(golden, "epub")))
    chapter = etree.fromstring(book.read("EPUB/text.xhtml"))
    return {
        "html": " ".join(page.find("body/main").text_content().split()),
        "text": " ".join(render(golden, "text").split()),
        "markdown": " ".join(render(golden, "markdown").replace("\\", "").split()),
        "epub": " ".join("".join(map(str, chapter.itertext())).split()),
    }


def test_every_word_of_the_speech_is_in_every_view_in_order(golden: Path) -> None:
    words = [word for turn in spoken(golden) for word in turn]
    assert words
    for name, text in views(golden).items():
        assert in_order(words, text), name


def test_every_turn_has_its_speaker_in_every_view(golden: Path) -> None:
    said = [[label, *words] for label, words in zip(labels(golden), spoken(golden), strict=True)]
    words = [word for turn in said for word in turn]
    for name, text in views(golden).items():
        assert in_order(words, text), name


def labels(golden: Path) -> list[str]:
    """Return who is said to speak in each turn: who the page says, which no turn is without."""
    page: Any = html.fromstring(render(golden))
    speakers = page.xpath("//*[contains(@class, 'turn ')]/*[@class = 'speaker']")
    for link in page.xpath("//a[@class = 'citation']"):
        link.drop_tree()
    for printed in page.xpath("//*[@class = 'printed']"):
        printed.drop_tree()
    said = [" ".join(speaker.text_content().split()) for speaker in speakers]
    assert all(said)
    return said


def test_every_word_of_the_source_is_in_every_source_view(golden: Path) -> None:
    words = Counter(restore(golden).decode("utf-8").split())
    assert words
    assert Counter(render(golden, "text", view="source").split()) == words
    assert not words - Counter(printed(golden).split())


def printed(golden: Path) -> str:
    """Return what the page shows of the source, without what is not from it."""
    page: Any = html.fromstring(render(golden, view="source"))
    [text] = page.xpath("//main")
    hidden = ("regular", "editorial", "gap", "citation", "pullquote beside")
    for part in text.xpath("|".join(f"//*[@class = '{name}']" for name in hidden)):
        part.drop_tree()
    for end in text.xpath("//br | //p | //h2 | //h3 | //div | //aside"):
        end.tail = f"\n{end.tail or ''}"
    return str(text.text_content())


@pytest.mark.usefixtures("printing")
@pytest.mark.skipif(not PDFTOTEXT, reason="there is no pdftotext on the path (poppler-utils)")
def test_every_turn_and_every_word_is_in_the_printed_edition(golden: Path, tmp_path: Path) -> None:
    text = letters(copied(golden, tmp_path))
    for label, words in zip(labels(golden), spoken(golden), strict=True):
        assert letters(label) in text
        assert in_order(map(letters, words), text)
