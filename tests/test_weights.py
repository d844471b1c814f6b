"""A trained model answers as the program that trained it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.spelling.features import Row
from tei.spelling.weights import NO, YES, Weights
from training.spelling.weights import converted

if TYPE_CHECKING:
    from pathlib import Path

SEQUENCES = (
    ([["aن", "eها"], ["aا", "b"], ["b"]], [YES, NO, NO]),
    ([["aم", "b"], ["aن", "eی"]], [NO, YES]),
    ([["aم", "eها"], ["aن", "b"], ["aا", "eها"]], [NO, NO, YES]),
)
ROWS = st.lists(
    st.lists(st.sampled_from(["aن", "aا", "aم", "b", "eها", "eی", "new"]), max_size=4),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> tuple[pycrfsuite.Tagger, Weights]:
    path = tmp_path_factory.mktemp("models") / "small.crf"
    train(path)
    table = path.with_suffix(".weights")
    table.write_text(converted(path), encoding="utf-8")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger, Weights(table)


@given(rows=ROWS)
def test_probabilities_are_those_of_crfsuite(
    models: tuple[pycrfsuite.Tagger, Weights], rows: list[list[str]]
) -> None:
    tagger, weights = models
    tagger.set([sorted(set(row)) for row in rows])
    expected = [tagger.marginal(YES, item) for item in range(len(rows))]
    found = weights.probabilities([Row(sorted(set(row)), (())) for row in rows])
    assert found == pytest.approx(expected, abs=1e-4)


def test_a_group_weighs_what_its_features_weigh(
    models: tuple[pycrfsuite.Tagger, Weights],
) -> None:
    _, weights = models
    assert weights.group((lambda ending: ("b", "e" + ending), "ها")) == weights.log_odds(
        ["b", "eها"]
    )


def train(path: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in SEQUENCES:
        trainer.append(rows, labels)
    trainer.set_params({"c1": 0.0, "c2": 0.01, "max_iterations": 50})
    trainer.train(str(path))
