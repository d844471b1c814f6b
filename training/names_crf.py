"""Trains `tei/languages/fa.names.crf`, the recogniser of names; origins and licences in NOTICE.

    python training/names_crf.py PERSIAN MODEL [FILE...]

PERSIAN is a folder with `ner/`; FILEs of it are what to train on, by default ptner-train.txt.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from tei.names.features import features
from tei.names.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {"PER", "LOC", "ORG", "EVE", "NAT", "POG"}
PARAMETERS = {"c1": 0.15, "c2": 0.1, "max_iterations": 120, "feature.minfreq": 2}


def main(folder: Path, model: Path, files: list[str]) -> None:
    """Train a model on labelled files."""
    train([s for name in files for s in sentences(folder / "ner" / name)], model)


def train(found: list[list[tuple[str, str]]], model: Path) -> None:
    """Train a model on labelled sentences."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for sentence in found:
        words, labels = labelled(sentence)
        trainer.append(features(words, "fa"), labels)
    trainer.train(str(model))


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
