"""What a reader meets, in a real browser without a network.

The check of accessibility also needs axe-core (`npm install axe-core` in the project's folder).
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tei.rendering import render
from tei.site import build
from tests import browsing
from tests.transcripts import SEED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AXE = browsing.MODULES / "axe-core" / "axe.min.js"
SPELLINGS = ["می‌شناخت", "میشناخت", "می شناخت", "مي‌شناخت", "مِی‌شِناخت"]

pytestmark = browsing.MARKS


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing.browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "tei").mkdir()
    shutil.copy(SEED, folder / "tei")
    build(folder / "tei", folder)
    return folder


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    (tmp_path / "seed.html").write_text(render(SEED), encoding="utf-8")
    yield from opened(browser, tmp_path / "seed.html")


@pytest.fixture
def index(browser: Any, site: Path) -> Iterator[Any]:
    yield from opened(browser, site / "index.html")


def opened(browser: Any, path: Path, **context: Any) -> Iterator[Any]:
    """Open a page from disk without a network; nothing may be said on its console."""
    said: list[str] = []
    window = browser.new_context(offline=True, **context)
    page = window.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    yield page
    window.close()
    assert said == []


class TestReading:
    def test_text_starts_at_the_right(self, page: Any) -> None:
        paragraph = page.locator("#u1 p")
        assert paragraph.evaluate("e => getComputedStyle(e).direction") == "rtl"

    def test_a_name_in_latin_letters_runs_from_left_to_right_inside(self, page: Any) -> None:
        name = page.locator("#about .idno").first
        assert name.evaluate("e => getComputedStyle(e).direction") == "ltr"

    def test_shows_the_regular_spelling_and_no_pull_quote_of_the_source(self, page: Any) -> None:
        assert "می‌بینیم" in page.locator("main").inner_text()
        assert "میبینیم" not in page.locator("main").inner_text()
        assert not page.locator("#pq1").is_visible()

    def test_vazirmatn_is_in_the_page(self, page: Any) -> None:
        assert page.evaluate(
            "document.fonts.ready.then(() => document.fonts.check('1em Vazirmatn'))"
        )

    @pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
    def test_never_scrolls_sideways(self, page: Any, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


class TestSource:
    def test_shows_what_was_printed_line_by_line(self, page: Any) -> None:
        page.check("#view-source")
        assert "میبینیم" in page.locator("main").inner_text()
        assert "می‌بینیم" not in page.locator("main").inner_text()
        assert page.locator("#pq1").inner_text().splitlines()[1] == "سردار سلیمانی"

    def test_is_chosen_with_the_keyboard(self, page: Any) -> None:
        page.locator("#view-reading").focus()
        page.keyboard.press("ArrowDown")
        assert page.locator("#pq1").is_visible()


class TestSideBySide:
    @pytest.fixture
    def wide(self, page: Any) -> Any:
        page.set_viewport_size({"width": 1400, "height": 900})
        page.check("#view-both")
        return page

    def test_has_a_turn_in_both_spellings_on_one_line(self, wide: Any) -> None:
        reading, source = wide.locator("#u1"), wide.locator("#u1 + .copy")
        assert "می‌بینیم" in reading.inner_text()
        assert "میبینیم" in source.inner_text()
        assert reading.bounding_box()["y"] == source.bounding_box()["y"]
        assert reading.bounding_box()["x"] > source.bounding_box()["x"]

    def test_has_no_id_twice(self, wide: Any) -> None:
        ids = wide.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))

    def test_has_what_only_the_source_has_on_its_side_alone(self, wide: Any) -> None:
        assert not wide.locator("#pq1").is_visible()
        assert wide.locator(".copy.as-printed").is_visible()

    def test_leaves_no_trace_when_another_view_is_chosen(self, wide: Any) -> None:
        wide.check("#view-reading")
        assert not wide.locator(".copy").first.is_visible()
        assert wide.locator("main").inner_text().count("می‌بینیم") == 1

    def test_is_not_offered_where_there_is_no_room(self, page: Any) -> None:
        page.set_viewport_size({"width": 390, "height": 844})
        assert not page.locator("#view-both").is_visible()


class TestCiting:
    def test_the_number_of_a_turn_shows_how_to_cite_it(self, page: Any) -> None:
        page.locator("#u2 .citation").focus()
        said = page.locator("#decision p").all_inner_texts()
        assert said[0].endswith("، نوبت ۲")
        assert "#char=" in said[1]
        assert said[2].endswith("seed.html#u2")

    def test_the_address_of_a_turn_leads_to_it(self, page: Any) -> None:
        page.locator("#u4 .citation").click()
        assert page.url.endswith("#u4")
        assert page.evaluate("document.querySelector(':target').id") == "u4"

    def test_machines_are_told_what_it_is(self, page: Any) -> None:
        data = page.evaluate(
            "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)"
        )
        assert data["inLanguage"] == "fa"
        assert data["isBasedOn"]["identifier"].startswith("sha256:")
        assert page.locator("meta[name='DC.title']").get_attribute("content") == data["name"]


class TestIndex:
    def test_a_name_leads_to_the_index_and_the_index_back(self, page: Any) -> None:
        page.locator("#u2 a.persName").first.click()
        entry = page.evaluate("document.querySelector(':target').id")
        page.locator(f"#{entry} a[href='#u2']").click()
        assert page.evaluate("document.querySelector(':target').id") == "u2"


class TestDecisions:
    def test_pointing_at_a_word_shows_what_was_printed_the_rule_and_the_certainty(
        self, page: Any
    ) -> None:
        page.locator("#u1 .choice").first.hover()
        note = page.locator("#decision")
        assert note.is_visible()
        assert "میبینیم" in note.inner_text()
        assert "نیم‌فاصله پس از پیشوند فعلی" in note.inner_text()
        assert "۹۹٪" in note.inner_text()

    def test_the_keyboard_reaches_every_decision(self, page: Any) -> None:
        unreachable = """[...document.querySelectorAll('main [data-rule]')].filter(e =>
            e.dataset.rule && e.checkVisibility() && !e.closest('a, [tabindex="0"]'))"""
        assert page.evaluate(f"{unreachable}.length") == 0

    def test_focus_shows_the_note_and_escape_takes_it_away(self, page: Any) -> None:
        word = page.locator("#u2 .inferred")
        word.focus()
        assert page.locator("#decision").is_visible()
        assert word.get_attribute("aria-describedby") == "decision"
        page.keyboard.press("Escape")
        assert not page.locator("#decision").is_visible()

    def test_the_switch_marks_what_is_doubtful_only(self, page: Any) -> None:
        colour = "e => getComputedStyle(e).backgroundColor"
        doubtful = page.locator("#u3 .choice[data-cert='0.6']")
        sure = page.locator("#u3 .choice[data-cert='0.99']").first
        before = doubtful.evaluate(colour)
        page.check("#show-doubt")
        assert doubtful.evaluate(colour) != before
        assert sure.evaluate(colour) == before


class TestSearch:
    @pytest.mark.parametrize("spelling", SPELLINGS)
    def test_finds_a_word_in_any_of_its_spellings(self, index: Any, spelling: str) -> None:
        index.fill("#query", spelling)
        [found] = index.locator("#results mark").all_inner_texts()
        assert found == "می‌شناخت"

    def test_finds_no_part_of_a_word(self, index: Any) -> None:
        index.fill("#query", "شناخت")
        assert index.locator("#results li").count() == 0

    def test_finds_words_that_stand_apart_after_those_together(self, index: Any) -> None:
        index.fill("#query", "ظریف سلیمانی")
        assert index.locator("#results li").count() == 1

    def test_leads_to_the_turn(self, index: Any) -> None:
        index.fill("#query", "اجلاس سران")
        index.locator("#results a").click()
        assert index.url.endswith("#u5")
        assert index.locator("#u5").is_visible()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm install axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "person.html", "seed-by-hand.html"])
def test_axe_finds_nothing(browser: Any, site: Path, name: str, scheme: str) -> None:
    for page in opened(browser, site / name, color_scheme=scheme):
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run({preload: false})")["violations"]
        assert [violation["id"] for violation in found] == []
