"""A tagger of the user's own: small ones are made here, by hazm and by spaCy, and really loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pycrfsuite
import pytest

from tei.config import Config, Names
from tei.diagnostics import TeiError
from tei.model import Document, Span, Witness
from tei.names import taggers
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
def sequence(tmp_path: Path) -> Path:
    """A model as hazm's SequenceTagger makes it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in SENTENCES:
        tokens = [token for token, _ in sentence]
        trainer.append(hazm.data_maker([tokens])[0], [label for _, label in sentence])
    path = tmp_path / "small.crf"
    trainer.train(str(path))
    return path


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    """A pipeline as spaCy writes it."""
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("fa")
    patterns = [
        {"label": "PERSON", "pattern": "گلنار"},
        {"label": "GPE", "pattern": [{"ORTH": "چشمه‌سرا"}]},
        {"label": "MONEY", "pattern": "پنج سکه"},
    ]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    path = tmp_path / "pipeline"
    nlp.to_disk(path)
    return path


def recognised(text: str, model: Path) -> Document:
    document = Document(Witness("t", "t.txt", text, "UTF-8", ""), "fa", (Span(0, len(text)),))
    return names.recognise(document, Config(names=Names(tagger=str(model))))


@pytest.mark.parametrize("model", ["sequence", "pipeline"])
def test_what_the_tagger_finds_becomes_a_name_with_an_entity(
    model: str, request: pytest.FixtureRequest
) -> None:
    result = recognised("دیروز گلنار آمد", request.getfixturevalue(model))
    (claim,) = result.select("persName")
    assert (claim.hull.of(result.text), claim.rule.id) == ("گلنار", "names.tagger")
    assert len(result.entities) == 1


def test_a_pipeline_reads_the_words_as_they_are_printed(pipeline: Path) -> None:
    result = recognised("گلنار پنج سکه\nدر چشمه‌سرا یافت.\n\nگلنار رفت", pipeline)
    claims = [a for a in result.annotations if a.rule.id == "names.tagger"]
    named = [(a.element, a.hull.of(result.text)) for a in claims]
    assert ("placeName", "چشمه‌سرا") in named
    assert named.count(("persName", "گلنار")) == 2
    assert not any("سکه" in text for _, text in named)


def test_a_text_without_words_is_nothing_to_a_pipeline(pipeline: Path) -> None:
    assert recognised("\n", pipeline).annotations == ()


@pytest.mark.parametrize("content", [None, b"no model"])
def test_a_model_that_cannot_be_used_stops_with_a_diagnostic(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "broken.crf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TeiError, match="TEI258"):
        taggers.load(str(path))


def test_a_folder_that_is_no_pipeline_stops_with_a_diagnostic(tmp_path: Path) -> None:
    with pytest.raises(TeiError, match="TEI258"):
        taggers.load(str(tmp_path))
