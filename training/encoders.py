"""Makes `tei/languages/fa.encoders`: a network that reads what stands on either side of a seam.

    python -m training.encoders FOLDER OUT

FOLDER holds what `training/continuations.py` needs, and is read as it reads it; clusters come from
`tei/languages/fa.lexicon.tsv`. Needs numpy. Each left side has to find its own right side among all
of a batch, those of its own sentence and beginnings of sentences counting for more (softmax; Adam,
with words and parts of layers left out at random).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from tei.structure.encoders import EDGE, ENDS, HEADER, STEP, left_words, right_words, word_features
from training.continuations import tweets
from training.seams import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CODE = "fa"
BITS, WIDTH, LAYER, OUT = 15, 32, 40, 32
EPOCHS, BATCH = 4, 700
SMALL = 0.02
"""What is not learnt of words that were never seen says little."""
RATES = {"rows": 0.01, "dense": 0.002}
LEFT_OUT, WORDS_LEFT_OUT = 0.2, 0.1
OVERLAP = 4
"""Words between two cuts of a sentence, so that neither shows in the words of the other."""
SAME, OTHERS, BEGINNINGS = 3.0, 4.0, 4.0
"""What all wrong right sides of each kind count together."""
Array = Any
Sentence = tuple[Array, Array, Array, Array]
"""Left sides, right sides, where it was cut, and how it and what follows a stop in it begins."""


def main(folder: Path, out: Path) -> None:
    """Train and write the network; print the loss of each epoch."""
    vocabulary: dict[str, int] = {"": 0}
    corpora = [
        [found for text in texts if len(text) > 3 and len((found := _cut(text, vocabulary))[0])]
        for texts in (sentences(folder), tweets(folder.parent / "ner"))
    ]
    names = [word_features(CODE, word) for word in list(vocabulary)[1:]]
    hashed = [[crc32(f.encode()) & ((1 << BITS) - 1) for f in row] for row in names]
    rng = np.random.default_rng(1)
    network = Network(np.array([[0] * len(hashed[0]), *hashed]), rng)
    for epoch in range(EPOCHS):
        batches = [batch for data in corpora for batch in _batches(data, rng)]
        rng.shuffle(batches)
        losses = []
        for n, batch in enumerate(batches):
            share = 1 - (epoch + n / len(batches)) / EPOCHS
            losses.append(_step(network, batch, share, rng))
        print(f"epoch {epoch + 1}: {np.mean(losses):.3f}", flush=True)
    out.write_bytes(network.packed())


def _cut(text: Sequence[str], vocabulary: dict[str, int]) -> Sentence:
    def numbers(words: Sequence[str]) -> list[int]:
        found = [vocabulary.setdefault(word, len(vocabulary)) for word in words]
        return found + [0] * (EDGE - len(found))

    cuts = [n for n in range(1, len(text)) if text[n][0].isalnum() and text[n - 1] not in ENDS]
    left = [numbers(left_words(text[max(0, n - EDGE - 1) : n])) for n in cuts]
    right = [numbers(right_words(text[n : n + EDGE + 1])) for n in cuts]
    firsts = [0, *(n + 1 for n, word in enumerate(text[:-1]) if word in ENDS)]
    begins = [numbers(right_words(text[n : n + EDGE + 1])) for n in firsts]
    return np.array(left), np.array(right), np.array(cuts), np.array(begins)


def _batches(data: Sequence[Sentence], rng: Any) -> Iterator[list[Sentence]]:
    """Yield sentences of one corpus that have some hundred cuts together."""
    batch: list[Sentence] = []
    for n in rng.permutation(len(data)):
        batch.append(data[n])
        if sum(len(sentence[0]) for sentence in batch) >= BATCH:
            yield batch
            batch = []


class Network:
    """The weights, and how Adam moves them."""

    def __init__(self, features: Array, rng: Any) -> None:
        self.features = features
        self.weights = {"rows": rng.normal(0, SMALL, (1 << BITS, WIDTH)).astype("f4")}
        for side in ("left", "right"):
            self.weights[f"{side} into"] = _uniform(LAYER, EDGE * WIDTH + 1, rng)
            self.weights[f"{side} onto"] = _uniform(OUT + 1, LAYER + 1, rng)
        self.first = {name: np.zeros_like(w) for name, w in self.weights.items()}
        self.second = {name: np.zeros_like(w) for name, w in self.weights.items()}
        self.steps = 0

    def move(self, name: str, slopes: Array, share: float, places: Array | slice) -> None:
        """Move some rows of a matrix against their slopes (Adam)."""
        first, second = self.first[name], self.second[name]
        first[places] = 0.9 * first[places] + 0.1 * slopes
        second[places] = 0.999 * second[places] + 0.001 * slopes**2
        size = np.sqrt(second[places] / (1 - 0.999**self.steps)) + 1e-8
        rate = share * RATES["rows" if name == "rows" else "dense"] / (1 - 0.9**self.steps)
        self.weights[name][places] -= rate * first[places] / size

    def packed(self) -> bytes:
        """Return the file: every weight a byte."""
        blocks = [_steps(self.weights["rows"])]
        for side in ("left", "right"):
            blocks += (_steps(self.weights[f"{side} {layer}"]) for layer in ("into", "onto"))
        return HEADER.pack(BITS, WIDTH, LAYER, OUT) + b"".join(blocks)


def _uniform(rows: int, columns: int, rng: Any) -> Array:
    return (rng.uniform(-1, 1, (rows, columns)) / np.sqrt(columns)).astype("f4")


def _steps(weights: Array) -> bytes:
    step = float(np.percentile(np.abs(weights), 99.98)) / 127
    whole = np.clip(np.round(weights / step), -127, 127).astype("i1")
    return STEP.pack(step) + bytes(whole.tobytes())


class Side:
    """One side of some seams, read by a network: forwards, and backwards to its weights."""

    def __init__(self, network: Network, name: str, words: Array, rng: Any) -> None:
        self.network, self.name = network, name
        self.used, self.which = np.unique(words, return_inverse=True)
        features = network.features[self.used]
        self.kept = (rng.random(features.shape) > WORDS_LEFT_OUT) & (self.used > 0)[:, None]
        vectors = (network.weights["rows"][features] * self.kept[..., None]).sum(1)
        self.dropped = _kept((len(words), EDGE * WIDTH), rng)
        flat = vectors[self.which.reshape(-1)].reshape(len(words), -1) * self.dropped
        self.given = np.concatenate([flat, np.ones((len(words), 1), "f4")], 1)
        layer = np.maximum(self.given @ network.weights[f"{name} into"].T, 0)
        self.masked = _kept(layer.shape, rng) * (layer > 0)
        inner = layer * self.masked
        self.inner = np.concatenate([inner, np.ones((len(words), 1), "f4")], 1)
        self.out = self.inner @ network.weights[f"{name} onto"].T

    def back(self, slopes: Array, share: float) -> None:
        """Move the weights by the slopes of what came out."""
        network, into, onto = self.network, f"{self.name} into", f"{self.name} onto"
        inner = (slopes @ network.weights[onto])[:, :-1] * self.masked
        given = (inner @ network.weights[into])[:, :-1] * self.dropped
        network.move(onto, slopes.T @ self.inner, share, slice(None))
        network.move(into, inner.T @ self.given, share, slice(None))
        words = np.zeros((len(self.used), WIDTH), "f4")
        np.add.at(words, self.which.reshape(-1), given.reshape(-1, WIDTH))
        places, inverse = np.unique(network.features[self.used], return_inverse=True)
        rows = np.zeros((len(places), WIDTH), "f4")
        each = (words[:, None] * self.kept[..., None]).reshape(-1, WIDTH)
        np.add.at(rows, inverse.reshape(-1), each)
        network.move("rows", rows, share, places)


def _kept(shape: tuple[int, int], rng: Any) -> Array:
    return ((rng.random(shape) > LEFT_OUT) / (1 - LEFT_OUT)).astype("f4")


def _step(network: Network, batch: Sequence[Sentence], share: float, rng: Any) -> float:
    """Move the weights by one batch; return its loss."""
    network.steps += 1
    left, right = (np.concatenate([sentence[n] for sentence in batch]) for n in (0, 1))
    begins = np.concatenate([sentence[3] for sentence in batch])
    one = Side(network, "left", left, rng)
    other = Side(network, "right", np.concatenate([right, begins]), rng)
    scores = one.out[:, :-1] @ other.out[:, :-1].T + other.out[:, -1] + _counts(batch, len(begins))
    scores -= scores.max(1, keepdims=True)
    chances = np.exp(scores)
    chances /= chances.sum(1, keepdims=True)
    own = np.arange(len(left))
    loss = -float(np.log(chances[own, own] + 1e-9).mean())
    chances[own, own] -= 1
    chances /= len(left)
    nothing = np.zeros((len(left), 1), "f4")
    before = np.concatenate([chances @ other.out[:, :-1], nothing], 1)
    after = np.concatenate([chances.T @ one.out[:, :-1], chances.sum(0)[:, None]], 1)
    one.back(before.astype("f4"), share)
    other.back(after.astype("f4"), share)
    return loss


def _counts(batch: Sequence[Sentence], begins: int) -> Array:
    """Return the logarithm of what each right side counts for each left one; its own counts 1."""
    sentence = np.concatenate([np.full(len(s[0]), n) for n, s in enumerate(batch)])
    cut = np.concatenate([s[2] for s in batch])
    same = sentence[:, None] == sentence
    near = same & (abs(cut[:, None] - cut) <= OVERLAP)
    several = np.maximum((same & ~near).sum(1), 1)[:, None]
    counts = np.where(same, np.log(SAME / several), np.log(OTHERS / len(cut)))
    counts[near] = -1e9
    np.fill_diagonal(counts, 0.0)
    return np.concatenate([counts, np.full((len(cut), begins), np.log(BEGINNINGS / begins))], 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
