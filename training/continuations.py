"""Makes `tei/languages/fa.continuations`: vectors of what stands before and after a seam.

    python -m training.continuations FOLDER OUT

FOLDER holds what `training/seams.py` needs, and `ptner-train.txt` (ParsTwiNER, MIT) beside it or
in `../ner`. Needs numpy. Of all seams of a batch each left side has to find its own right side,
among those of the others and beginnings of sentences (softmax; Adagrad).
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

DIMENSIONS, BITS, EPOCHS = 16, 15, 2
BATCH, STARTS, RATE = 384, 128, 0.15
Array = Any


def main(folder: Path, out: Path) -> None:
    """Train and write both tables; print the loss of each epoch."""
    texts = [s for s in (*sentences(folder), *_tweets(folder.parent / "ner")) if len(s) > 3]
    left, right = _seams(texts)
    starts = _hashed([right_features(text[:4]) for text in texts])
    rng = np.random.default_rng(1)
    tables = [rng.normal(0, 0.1, (1 << BITS, DIMENSIONS)).astype("f4") for _ in range(2)]
    sizes = [np.full(1 << BITS, 0.01, "f4") for _ in range(2)]
    for epoch in range(EPOCHS):
        loss = 0.0
        order = rng.permutation(len(left))
        for at in range(0, len(order) - BATCH, BATCH):
            picked = order[at : at + BATCH]
            others = starts[rng.integers(0, len(starts), STARTS)]
            loss += _step(tables, sizes, left[picked], np.concatenate([right[picked], others]))
        print(f"epoch {epoch + 1}: {loss / len(order):.3f}", flush=True)
    _write(out, tables)


def _tweets(folder: Path) -> Iterator[list[str]]:
    rng = random.Random(4)
    for text in (folder / "ptner-train.txt").read_text("utf-8").split("\n\n"):
        yield words(lose(" ".join(line.split("\t")[0] for line in text.split("\n")), rng))


def _seams(texts: Sequence[list[str]]) -> tuple[Array, Array]:
    left, right = [], []
    for text in texts:
        for cut in range(1, len(text)):
            if text[cut][0].isalnum():
                left.append(left_features(text[max(0, cut - 3) : cut]))
                right.append(right_features(text[cut : cut + 4]))
    return _hashed(left), _hashed(right)


def _hashed(features: Sequence[Sequence[str]]) -> Array:
    mask = (1 << BITS) - 1
    return np.array([[crc32(f.encode()) & mask for f in row] for row in features], "i4")


def _step(tables: list[Array], sizes: list[Array], left: Array, right: Array) -> float:
    """Move the rows of one batch; return its loss."""
    before, after = tables[0][left].sum(1), tables[1][right].sum(1)
    scores = before @ after.T
    scores -= scores.max(1, keepdims=True)
    chances = np.exp(scores)
    chances /= chances.sum(1, keepdims=True)
    own = np.arange(len(left))
    loss = -float(np.log(chances[own, own] + 1e-9).sum())
    chances[own, own] -= 1
    chances *= 32 / len(left)
    slopes = (chances @ after, chances.T @ before)
    for table, size, places, slope in zip(tables, sizes, (left, right), slopes, strict=True):
        rows, moves = places.ravel(), np.repeat(slope, places.shape[1], 0)
        np.add.at(size, rows, (moves**2).mean(1))
        np.add.at(table, rows, -RATE * moves / np.sqrt(size[rows])[:, None])
    return loss


def _write(out: Path, tables: list[Array]) -> None:
    weights = np.concatenate(tables)
    step = float(np.percentile(np.abs(weights), 99.9)) / 127
    steps = np.clip(np.round(weights / step), -127, 127).astype("i1")
    out.write_bytes(HEADER.pack(DIMENSIONS, BITS, step) + steps.tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
