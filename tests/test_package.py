"""The package itself: what importing it costs, and that its parts are where they should be."""

from __future__ import annotations

import subprocess
import sys

import pytest

import tei
from tei.resources import schemas, stylesheets

HEAVY = ("lxml", "hazm", "xmlschema", "saxonche", "click", "pycrfsuite", "tei.pipeline")


@pytest.mark.parametrize(
    "argument",
    [
        "import tei",
        "import sys; sys.argv[1:] = ['--version']; from tei.__main__ import main; main()",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_used(argument: str) -> None:
    code = f"{argument}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not set(HEAVY) & set(done.stdout.split())


@pytest.mark.parametrize("verb", tei.__all__)
def test_every_verb_is_a_function(verb: str) -> None:
    assert callable(getattr(tei, verb))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'convret'"):
        _ = tei.convret


def test_schemas_and_stylesheets_are_found() -> None:
    assert (schemas() / "interview.rng").is_file()
    assert (stylesheets() / "html.xsl").is_file()
