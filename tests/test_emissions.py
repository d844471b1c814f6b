"""The compiled model of names answers as CRFsuite does."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from tei.names.emissions import Emissions, Weights
from tei.names.features import features
from tei.names.lexicon import FOLDER
from tei.names.words import words
from training.names.weights import converted

SENTENCES = (
    ("علی رضایی در تهران به وزارت خارجه رفت", "PER PER O LOC O ORG ORG O"),
    ("خانم محمدی از شیراز به تهران آمد", "O PER O LOC O LOC O"),
    ("شورای شهر اصفهان با احمد کاظمی گفت‌وگو کرد", "ORG ORG ORG O PER PER O O"),
    ("در سال ۱۳۵۷ مردم ایران به خیابان آمدند", "O O O O LOC O O O"),
)
SEED = Path(__file__).parents[1] / "seeds" / "000_64378674147a36bf.txt"
WORDS = [word for text, _ in SENTENCES for word in text.split()]
TEXTS = st.lists(
    st.sampled_from([*WORDS, "پرتقال", "،", "۱۴", "New"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    trainer = pycrfsuite.Trainer(params={"c2": 0.05, "max_iterations": 40}, verbose=False)
    for text, labels in SENTENCES:
        trainer.append(features(list(words(text)), "fa"), labels.split())
    path = tmp_path_factory.mktemp("model") / "small.crf"
    trainer.train(str(path))
    return path.read_bytes()


@given(text=TEXTS)
def test_labels_and_their_probabilities_are_those_of_crfsuite(model: bytes, text: str) -> None:
    passage = list(words(text))
    theirs, ours = pycrfsuite.Tagger(), pycrfsuite.Tagger()
    theirs.open_inmemory(model)
    weights = msgpack.decode(converted(model), type=Weights)
    ours.open_inmemory(weights.chain)
    theirs.set(features(passage, "fa"))
    ours.set(Emissions(weights).of(passage, "fa"))
    assert ours.tag() == theirs.tag()
    for label in theirs.labels():
        expected = [theirs.marginal(label, n) for n in range(len(passage))]
        found = [ours.marginal(label, n) for n in range(len(passage))]
        assert found == pytest.approx(expected, abs=1e-9)


def test_a_word_says_the_same_whether_it_is_remembered_or_not() -> None:
    weights = msgpack.decode((FOLDER / "fa.names.weights").read_bytes(), type=Weights)
    passage = list(words(SEED.read_text(encoding="utf-8")))
    remembering = Emissions(weights)
    remembering.of(passage, "fa")
    assert remembering.of(passage[40:90], "fa") == Emissions(weights).of(passage[40:90], "fa")
