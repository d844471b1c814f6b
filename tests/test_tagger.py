"""A tagger of the user's own: a small one is made here and really loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pycrfsuite
import pytest

from tei.config import Config, Names
from tei.diagnostics import TeiError
from tei.model import Document, Span, Witness
from tei.names import tagger
from tei.recognisers import names

if TYPE_CHECKING:
    from pathlib import Path

hazm = pytest.importorskip("hazm.sequence_tagger")

SENTENCES = [
    [("دیروز", "O"), ("گلنار", "B-pers"), ("آمد", "O")],
    [("امروز", "O"), ("گلنار", "B-pers"), ("رفت", "O")],
    [("دیروز", "O"), ("باران", "O"), ("آمد", "O")],
]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in SENTENCES:
        tokens = [token for token, _ in sentence]
        trainer.append(hazm.data_maker([tokens])[0], [label for _, label in sentence])
    path = tmp_path / "small.crf"
    trainer.train(str(path))
    return path


def test_what_the_tagger_finds_becomes_a_name_with_an_entity(model: Path) -> None:
    text = "دیروز گلنار آمد"
    document = Document(Witness("t", "t.txt", text, "UTF-8", ""), "fa", (Span(0, len(text)),))
    result = names.recognise(document, Config(names=Names(tagger=str(model))))
    (claim,) = result.select("persName")
    assert (claim.hull.of(text), claim.rule.id) == ("گلنار", "names.tagger")
    assert len(result.entities) == 1


@pytest.mark.parametrize("content", [None, b"no model"])
def test_a_model_that_cannot_be_used_stops_with_a_diagnostic(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "broken.crf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TeiError, match="TEI258"):
        tagger.load(str(path))
