"""Trains the model of lost ZWNJ, and lets it decide for every listed word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pycrfsuite import Trainer

from tei.spelling.features import features
from tei.spelling.model import JOINED, PARTED, Known, Model
from training.spelling import corpora

if TYPE_CHECKING:
    from pathlib import Path

    from tei.spelling.features import Morphology
    from tei.spelling.lexicon import Entry
    from training.spelling.lexicon import Evidence, Gathered

SETTINGS = {"c1": 0.3, "c2": 0.02, "max_iterations": 80}
"""L1 and L2 regularization and length of L-BFGS, as CRFsuite names them."""
_OFTEN = 3
"""A common word is shown so many times at most: the model is for words not met."""
_WEIGHT = 1.0
"""How many meetings of a word the model's opinion of it counts for."""
_LIKELY = 0.02


def train(root: Path, words: Gathered, morphology: Morphology, path: Path) -> None:
    """Write a model trained on the texts under `root`."""
    trainer = Trainer(verbose=False)
    known = Known(words)
    for (word, places), times in sorted(Counter(corpora.certain(root)).items()):
        gaps = morphology.gaps(word)
        if gaps:
            listed = {place for split in words[word].listed for place in split}
            rows = features(word, gaps, morphology, known, listed)
            labels = [PARTED if gap in places else JOINED for gap in gaps]
            for _ in range(min(_OFTEN, times.bit_length())):
                trainer.append(rows, labels)
    trainer.set_params(SETTINGS)
    trainer.train(str(path))


def decided(words: Gathered, model: Model) -> dict[str, Entry]:
    """Return the word list's lines, each with what texts and model together say."""
    return {word: found.entry(_places(word, found, model)) for word, found in words.items()}


def _places(word: str, found: Evidence, model: Model) -> tuple[tuple[int, float], ...]:
    listed = {place for split in found.listed for place in split}
    total = found.met.total() + _WEIGHT
    probable = {}
    for at, opinion in model.places(word, listed).items():
        met = sum(times for split, times in found.met.items() if at in split)
        probable[at] = (met + _WEIGHT * opinion) / total
    return tuple((at, p) for at, p in probable.items() if p >= _LIKELY)
