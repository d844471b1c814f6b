"""Counts what turns out right, by rule and by the model's probability: `fa.certainty.tsv`.

    python training/names_calibration.py PERSIAN MODEL

One sentence in five of ptner-train.txt is kept from MODEL, made of the rest, and counted.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from bisect import bisect
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from names_crf import labelled, sentences, train

from tei.names import trained
from tei.names.calibration import EDGES, evidence
from tei.names.lexicon import FOLDER
from tei.names.reader import Reader
from tei.names.recognition import proposals
from tei.names.vocabulary import vocabulary

if TYPE_CHECKING:
    from tei.names.mentions import Mention

# As many sentences as this count like what a rule says of itself.
PRIOR = 4
ONE_IN = 5


def main(folder: Path, model: Path) -> None:
    """Write the table; `model` is made where it does not exist."""
    everything = list(sentences(folder / "ner" / "ptner-train.txt"))
    if not model.is_file():
        train([s for n, s in enumerate(everything) if n % ONE_IN], model)
    with tempfile.TemporaryDirectory() as made:
        trained.FOLDER = Path(made)
        shutil.copy(model, trained.FOLDER / "fa.names.crf")
        counts = count(everything[::ONE_IN])
    keys = sorted({key for key, _, _ in counts})
    lines = [f"{key}\t{'|'.join(shares(key, counts))}" for key in keys]
    (FOLDER / "fa.certainty.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def count(kept: list[list[tuple[str, str]]]) -> Counter[tuple[str, int, bool]]:
    """Return how often each kind of evidence was right, by the model's probability."""
    counts: Counter[tuple[str, int, bool]] = Counter()
    for number, sentence in enumerate(kept):
        words, labels = labelled(sentence)
        reader = Reader(words, number, vocabulary("fa"), "fa")
        opinions = trained.Opinions("fa")
        for mention, held in proposals(reader, opinions):
            if held is not None:
                counts[evidence(mention), bisect(EDGES, held), right(mention, labels)] += 1
    return counts


def right(mention: Mention, labels: list[str]) -> bool:
    """Say whether the labels have exactly this name."""
    start, end = mention.core
    label = trained.LABELS[mention.kind]
    wanted = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return labels[start:end] == wanted and labels[end : end + 1] != [f"I-{label}"]


def shares(key: str, counts: Counter[tuple[str, int, bool]]) -> list[str]:
    """Return the share of right mentions between each two edges, never falling."""
    own = key.rpartition(" ")[2]
    found, least = [], 0.0
    for n, middle in enumerate((0.01, 0.1, 0.35, 0.65, 0.9, 0.97)):
        prior = middle if own.startswith("names") else float(own)
        yes, no = counts[key, n, True], counts[key, n, False]
        least = max(least, (yes + PRIOR * prior) / (yes + no + PRIOR))
        found.append(f"{least:.2f}")
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
