"""Which language a transcript is in."""

from __future__ import annotations

import pytest

from tei.config import Config
from tei.model import Document
from tei.recognisers.language import recognise
from tests.strategies import witness


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("او میشناخت و کتابهای زیادی داشت.", "fa"),
        ("مي خواهم بگويم كه چه كساني بودند", "fa"),
        ("ذهب الولد إلى المدرسة في الصباح.", "ar"),
        ("We were in the house of my father when it was built.", "en"),
        ("۱۲۳", "und"),
        ("", "und"),
    ],
)
def test_a_few_words_are_enough(text: str, code: str) -> None:
    assert recognise(Document(witness(text)), Config()).language == code


def test_what_is_said_outranks_what_is_seen() -> None:
    said = Config(language="ckb")
    assert recognise(Document(witness("در این کتاب")), said).language == "ckb"
