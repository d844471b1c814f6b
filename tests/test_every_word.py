"""Of every golden: every word of the speech, every speaker at every turn, in every view."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html

from tei.rendering import render, render_bytes

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


def test_every_turn_has_its_speaker(golden: Path) -> None:
    turns = len(spoken(golden))
    text = render(golden, "text").strip().split("\n\n")
    assert sum(": " in turn.partition("\n")[0] for turn in text) >= turns
    page: Any = html.fromstring(render(golden))
    speakers = page.xpath("//*[contains(@class, 'turn ')]/*[@class = 'speaker']")
    assert len(speakers) == turns
    assert all(speaker.text_content().strip() for speaker in speakers)
