"""Trains `tei/languages/fa.names.crf`, the recogniser of names; origins and licences in NOTICE.

    python training/names_crf.py PERSIAN MODEL [FILE...]

PERSIAN is a folder with `ner/`; FILEs of it are what to train on, by default ptner-train.txt.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from tei.names.features import features
from tei.names.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {"PER", "LOC", "ORG", "EVE", "NAT", "POG"}
PARAMETERS = {"c1": 0.2, "c2": 0.3, "max_iterations": 120, "feature.minfreq": 1}


def main(folder: Path, model: Path, files: list[str]) -> None:
    """Train a model on labelled files."""
    train([s for name in files for s in sentences(folder / "ner" / name)], model)


def train(found: list[list[tuple[str, str]]], model: Path) -> None:
    """Train a model on labelled sentences."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    rows = [labelled(sentence) for sentence in found]
    seen = [features(words, "fa") for words, _ in rows]
    # Two words side by side that stand there once tell nothing, and are half of all features.
    counts = Counter(feature for row in seen for word in row for feature in word if _rare(feature))
    for row, (_, labels) in zip(seen, rows, strict=True):
        trainer.append([[f for f in word if counts[f] != 1] for word in row], labels)
    trainer.train(str(model))


def _rare(feature: str) -> bool:
    return "|" in feature or feature[:2] in ("-2", "2w")


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


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or ["ptner-train.txt"])
