"""How sure a mention is, `fa.certainty.tsv`: what turned out right, counted.

One labelled sentence in five is kept from a model made of the rest. The table has a row for each
kind, rule and certainty of the rule, and a column for each range of the model's probability.
"""

from __future__ import annotations

import tempfile
from bisect import bisect
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tei.names import trained
from tei.names.calibration import EDGES, evidence
from tei.names.reader import Reader
from tei.names.recognition import proposals
from tei.names.vocabulary import vocabulary
from training.names.model import TRAINING, labelled, sentences, train

if TYPE_CHECKING:
    from tei.names.mentions import Mention

# As many sentences as this count like what a rule says of itself.
PRIOR = 4
ONE_IN = 5


def write(root: Path, folder: Path) -> None:
    """Write the table."""
    everything = list(sentences(root / TRAINING))
    with tempfile.TemporaryDirectory() as made:
        model = Path(made) / "fa.names.crf"
        train([s for n, s in enumerate(everything) if n % ONE_IN], model)
        counts = count(everything[::ONE_IN], model)
    keys = sorted({key for key, _, _ in counts})
    lines = [f"{key}\t{'|'.join(shares(key, counts))}" for key in keys]
    (folder / "fa.certainty.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def count(kept: list[list[tuple[str, str]]], model: Path) -> Counter[tuple[str, int, bool]]:
    """Return how often each kind of evidence was right, by the model's probability."""
    counts: Counter[tuple[str, int, bool]] = Counter()
    for number, sentence in enumerate(kept):
        words, labels = labelled(sentence)
        reader = Reader(words, number, vocabulary("fa"), "fa")
        opinions = trained.Opinions("fa", model)
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
