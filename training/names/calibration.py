"""How sure a mention is, `fa.certainty.tsv`: what turned out right, counted.

One labelled sentence in five is kept from a model made of the rest. The table has a row for each
kind, rule and certainty of the rule, and a column for each range of the model's probability.
"""

from __future__ import annotations

import tempfile
from bisect import bisect
from collections import Counter
from itertools import pairwise
from math import sqrt
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

    type Counts = Counter[tuple[str, int, bool]]
    """How often evidence, with the model's probability between two edges, was right or wrong."""

# As many sentences as this count like what a rule says of itself.
PRIOR = 4
ONE_IN = 5


def write(root: Path, folder: Path) -> None:
    """Write the table."""
    lines = [f"{key}\t{cells}" for key, cells in sorted(table(counted(root)).items())]
    (folder / "fa.certainty.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def counted(root: Path) -> Counts:
    """Return what a model finds in the sentences that were kept from it, right and wrong."""
    everything = list(sentences(root / TRAINING))
    with tempfile.TemporaryDirectory() as made:
        model = Path(made) / "fa.names.weights"
        train([s for n, s in enumerate(everything) if n % ONE_IN], model)
        return count(everything[::ONE_IN], model)


def table(counts: Counts) -> dict[str, str]:
    """Return the cells of each row."""
    return {key: "|".join(shares(key, counts)) for key, _, _ in counts}


def count(kept: list[list[tuple[str, str]]], model: Path) -> Counts:
    """Return how often each kind of evidence was right, by the model's probability."""
    counts: Counts = Counter()
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


def shares(key: str, counts: Counts) -> list[str]:
    """Return the share of right mentions between each two edges, never falling.

    It is the lower for the less that was counted, by one standard error.
    """
    own = key.rpartition(" ")[2]
    found, least = [], 0.0
    for n, (low, high) in enumerate(pairwise((0.0, *EDGES, 1.0))):
        prior = (low + high) / 2 if own.startswith("names") else float(own)
        yes, no = counts[key, n, True], counts[key, n, False]
        share = (yes + PRIOR * prior) / (yes + no + PRIOR)
        least = max(least, share - sqrt(share * (1 - share) / (yes + no + PRIOR)))
        found.append(f"{least:.2f}")
    return found
