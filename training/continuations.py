"""Makes `tei/languages/fa.continuations`: vectors of what stands before and after a seam.

    python -m training.continuations FOLDER OUT

FOLDER holds what `training/seams.py` needs, and `ptner-train.txt` (ParsTwiNER, MIT) beside it or
in `../ner`; clusters come from `tei/languages/fa.lexicon.tsv`. Needs numpy. Each left side has to
find its own right side among others: of the same sentence, of other ones, and beginnings of
sentences (softmax; Adagrad). How sentences begin is a logistic regression on the same features.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from tei.structure.continuations import HEADER, left_features, right_features
from tei.structure.words import words
from training.seams import lose, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CODE = "fa"
DIMENSIONS, BITS, EPOCHS = 24, 15, 3
ROWS = 1 << BITS
BATCH, STARTS, RATE = 1024, 256, 0.1
NEAR, FAR, FRESH = 3, 6, 3
"""Wrong right sides: of neighbouring sentences, of any in the batch, beginnings."""
REACH = 40
OVERLAP = 4
"""Words between two cuts of a sentence, so that neither shows in the words of the other."""
Array = Any


def main(folder: Path, out: Path) -> None:
    """Train and write the tables; print the loss of each epoch."""
    texts = [s for s in (*sentences(folder), *tweets(folder.parent / "ner")) if len(s) > 3]
    left, right, cuts = _seams(texts)
    starts = _hashed([right_features(text[:4], CODE) for text in texts])
    rng = np.random.default_rng(1)
    tables = [rng.normal(0, 0.1, (ROWS, DIMENSIONS)).astype("f4") for _ in range(2)]
    sizes = [np.full(ROWS, 0.01, "f4") for _ in range(2)]
    for epoch in range(EPOCHS):
        batches, loss = _batches(cuts[:, 0], rng), 0.0
        for picked in batches:
            others = starts[rng.integers(0, len(starts), STARTS)]
            pool = np.concatenate([right[picked], others])
            choice = _choice(cuts[picked], rng)
            loss += _step(tables, sizes, left[picked], pool, choice)
        print(f"epoch {epoch + 1}: {loss / len(batches) / BATCH:.3f}", flush=True)
    _write(out, tables, _beginnings(starts, right, rng))


def tweets(folder: Path) -> Iterator[Sequence[str]]:
    """Yield the folded words of each tweet of ParsTwiNER."""
    rng = random.Random(4)
    for text in (folder / "ptner-train.txt").read_text("utf-8").split("\n\n"):
        yield words(lose(" ".join(line.split("\t")[0] for line in text.split("\n")), rng))


def _seams(texts: Sequence[Sequence[str]]) -> tuple[Array, Array, Array]:
    """Return the features of both sides of each seam, and its sentence and place there."""
    left, right, cuts = [], [], []
    for n, text in enumerate(texts):
        for cut in range(1, len(text)):
            if text[cut][0].isalnum():
                left.append(left_features(text[max(0, cut - 4) : cut], CODE))
                right.append(right_features(text[cut : cut + 4], CODE))
                cuts.append((n, cut))
    return _hashed(left), _hashed(right), np.array(cuts)


def _hashed(features: Sequence[Sequence[str]]) -> Array:
    return np.array([[crc32(f.encode()) & (ROWS - 1) for f in row] for row in features], "i4")


def _batches(sentence: Array, rng: Any) -> list[Array]:
    """Return batches of seams in which a sentence's seams stand near one another."""
    place = rng.permutation(sentence[-1] + 1)[sentence] + rng.random(len(sentence)) * REACH
    order = np.argsort(place)
    batches = [order[at : at + BATCH] for at in range(0, len(order) - BATCH, BATCH)]
    rng.shuffle(batches)
    return batches


def _choice(cuts: Array, rng: Any) -> Array:
    """Return for each seam of a batch which right sides it chooses from, its own first."""
    own = np.arange(BATCH)[:, None]
    near = (own + rng.integers(-REACH, REACH + 1, (BATCH, NEAR))) % BATCH
    others = np.concatenate([near, rng.integers(0, BATCH, (BATCH, FAR))], 1)
    same = cuts[others, 0] == cuts[:, :1]
    clash = same & (abs(cuts[others, 1] - cuts[:, 1:]) <= OVERLAP)
    fresh = rng.integers(BATCH, BATCH + STARTS, (BATCH, NEAR + FAR + FRESH))
    fresh[:, : NEAR + FAR] = np.where(clash, fresh[:, : NEAR + FAR], others)
    return np.concatenate([own, fresh], 1)


def _step(
    tables: list[Array], sizes: list[Array], left: Array, pool: Array, choice: Array
) -> float:
    """Move the rows of one batch; return its loss."""
    before, after = tables[0][left].sum(1), tables[1][pool].sum(1)
    offered = after[choice]
    scores = np.einsum("nd,nkd->nk", before, offered)
    scores -= scores.max(1, keepdims=True)
    chances = np.exp(scores)
    chances /= chances.sum(1, keepdims=True)
    loss = -float(np.log(chances[:, 0] + 1e-9).sum())
    chances[:, 0] -= 1
    chances *= 128 / BATCH
    slopes = np.zeros_like(after)
    np.add.at(
        slopes, choice.ravel(), (chances[:, :, None] * before[:, None]).reshape(-1, DIMENSIONS)
    )
    _move(tables[0], sizes[0], left, np.einsum("nk,nkd->nd", chances, offered))
    _move(tables[1], sizes[1], pool, slopes)
    return loss


def _move(table: Array, size: Array, places: Array, slopes: Array) -> None:
    rows, inverse = np.unique(places.ravel(), return_inverse=True)
    sums = np.zeros((len(rows), DIMENSIONS), "f4")
    np.add.at(sums, inverse, np.repeat(slopes, places.shape[1], 0))
    size[rows] += (sums**2).mean(1)
    table[rows] -= RATE * sums / np.sqrt(size[rows])[:, None]


def _beginnings(starts: Array, right: Array, rng: Any) -> Array:
    """Return what each feature says of a sentence's beginning, in nats."""
    middles = right[rng.choice(len(right), 4 * len(starts), replace=False)]
    places = np.concatenate([starts, middles])
    begins = np.arange(len(places)) < len(starts)
    weights, size = np.zeros(ROWS), np.full(ROWS, 0.05)
    for picked in np.array_split(rng.permutation(len(places)), len(places) // 256):
        found = places[picked]
        wrong = 1 / (1 + np.exp(-weights[found].sum(1))) - begins[picked]
        slopes = np.bincount(found.ravel(), np.repeat(wrong, found.shape[1]), ROWS)
        size += slopes**2
        weights -= 0.05 * slopes / np.sqrt(size)
    return weights


def _write(out: Path, tables: list[Array], beginnings: Array) -> None:
    weights, step = _steps(np.concatenate(tables))
    begins, start = _steps(beginnings)
    out.write_bytes(HEADER.pack(DIMENSIONS, BITS, step, start) + weights + begins)


def _steps(weights: Array) -> tuple[bytes, float]:
    """Return weights in steps of a byte each, and what a step is worth."""
    step = float(np.percentile(np.abs(weights), 99.9)) / 127
    return np.clip(np.round(weights / step), -127, 127).astype("i1").tobytes(), step


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
