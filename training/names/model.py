"""The recogniser of Persian names, `fa.names.weights`: a conditional random field."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from tei.names.features import features
from tei.names.words import Word, words
from training.names.weights import converted

if TYPE_CHECKING:
    from collections.abc import Iterator

TRAINING = "ner/ptner-train.txt"
KINDS = {"PER", "LOC", "ORG", "EVE", "NAT", "POG"}
PARAMETERS = {"c1": 0.2, "c2": 0.3, "max_iterations": 120, "feature.minfreq": 1}


def write(root: Path, folder: Path) -> None:
    """Train the model on all that is labelled."""
    train(list(sentences(root / TRAINING)), folder / "fa.names.weights")


def train(found: list[list[tuple[str, str]]], model: Path) -> None:
    """Train a model on labelled sentences."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    rows = [labelled(sentence) for sentence in found]
    seen = [features(words, "fa") for words, _ in rows]
    # Two words or three letters side by side that stand there once tell nothing, and are half of
    # all features.
    counts = Counter(feature for row in seen for word in row for feature in word if _rare(feature))
    for row, (_, labels) in zip(seen, rows, strict=True):
        trainer.append([[f for f in word if counts[f] != 1] for word in row], labels)
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / "names.crf"
        trainer.train(str(made))
        model.write_bytes(converted(made.read_bytes()))


def _rare(feature: str) -> bool:
    return "|" in feature or feature[:2] in ("-2", "2w", "t=")


def sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield the (token, label) pairs of each sentence."""
    for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in paragraph.splitlines() if "\t" in line]
        if rows:
            yield [(row[0], row[1]) for row in rows]


def labelled(sentence: list[tuple[str, str]]) -> tuple[list[Word], list[str]]:
    """Return the words of tokens as `tei.names.words` cuts them, and their labels."""
    found: list[Word] = []
    labels: list[str] = []
    for token, label in sentence:
        label = label if label[2:] in KINDS else "O"
        for word in words(token):
            found.append(word)
            labels.append(label)
            label = label.replace("B-", "I-")
    return found, labels
