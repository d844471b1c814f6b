"""Our TEI in programs of others: CETEIcean, which shows TEI in a browser, and BaseX, a database.

CETEIcean: `npm install CETEIcean` in the project's folder. BaseX: `apt-get install basex`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import ClassVar

import pytest

from tei.resources import stylesheets
from tests import browsing
from tests.transcripts import SEED

CETEICEAN = browsing.MODULES / "CETEIcean" / "dist" / "CETEI.js"
BASEX = shutil.which("basex")


@pytest.mark.skipif(not CETEICEAN.is_file(), reason="CETEIcean is not installed: npm install")
class TestCETEIcean:
    pytestmark: ClassVar = browsing.MARKS

    def test_shows_the_regular_spelling_from_right_to_left(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_text(ceteicean_page(SEED.read_text(encoding="utf-8")), encoding="utf-8")
        with browsing.browser() as browser:
            page = browser.new_page()
            page.goto(path.as_uri())
            page.wait_for_selector("tei-u")
            text = page.locator("tei-text").inner_text()
            direction = page.locator("tei-u").first.evaluate("e => getComputedStyle(e).direction")
            turns = page.locator("tei-u").count()
        assert "می‌بینیم" in text
        assert "میبینیم" not in text
        assert (turns, direction) == (5, "rtl")


def ceteicean_page(document: str) -> str:
    style = (stylesheets() / "ceteicean.css").read_text(encoding="utf-8")
    text = json.dumps(document).replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{style}</style><body>'
        f"<script>{CETEICEAN.read_text(encoding='utf-8')}</script>"
        f"<script>new CETEI().makeHTML5({text}, tei => document.body.append(tei))</script>"
    )


@pytest.mark.skipif(not BASEX, reason="there is no basex on the path")
@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("count(//t:u)", "5"),
        ("string-join(//t:standOff//t:person/@xml:id, ' ')", "p1 p2 p3 p4 p5"),
        ("count(//t:u[@xml:id = 'u3']//t:persName[@ref = '#p1'])", "4"),
        ("string((//t:choice/t:reg)[1])", "می‌شناخت"),
    ],
)
def test_basex_answers(query: str, answer: str, tmp_path: Path) -> None:
    namespace = 'declare namespace t = "http://www.tei-c.org/ns/1.0";'
    done = subprocess.run(
        [str(BASEX), "-i", str(SEED), f"{namespace} {query}"],
        capture_output=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
    )
    assert done.stdout.decode("utf-8").strip() == answer
