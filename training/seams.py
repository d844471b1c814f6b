"""Makes `tei/languages/fa.seams`: what stands across a seam in Persian, as hashed weights.

    python -m training.seams FOLDER OUT

FOLDER holds `perdt_train_tokens.txt` (UD_Persian-PerDT, CC BY-SA 4.0), `iPerUDT_train.conllu`
(royakabiri/iPerUDT, CC0). Logistic regression by stochastic descent: a seam inside a sentence
against the same left side before something else. ZWNJ are lost at random, as extractors lose them.
"""

from __future__ import annotations

import random
import sys
from array import array
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tei.structure.seams import EDGE, SCALE, features
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Words = Sequence[str]
    Seam = tuple[Words, Words, bool]

SIZE = 1 << 20
ROUNDS = 3
RATE = 0.15


def main(folder: Path, out: Path) -> None:
    """Train and write the table; print how well it tells held-out seams."""
    rng = random.Random(1)
    texts = [s for s in sentences(folder) if len(s) > 3]
    rng.shuffle(texts)
    held, train = texts[:1500], texts[1500:]
    weights = array("f", bytes(4 * SIZE))
    for n in range(ROUNDS):
        for seam in _seams(train, rng):
            _learn(weights, seam, RATE / (1 + n))
        print(f"round {n + 1}: {_accuracy(weights, held, rng):.3f}", flush=True)
    out.write_bytes(array("b", (max(-127, min(127, round(w * SCALE))) for w in weights)).tobytes())


def sentences(folder: Path) -> Iterator[Words]:
    """Yield the folded words of each sentence there is to learn from."""
    rng = random.Random(2)
    for sentence in (folder / "perdt_train_tokens.txt").read_text("utf-8").split("\n\n"):
        yield words(lose(sentence.replace("\n", " "), rng))
    for line in (folder / "iPerUDT_train.conllu").read_text("utf-8").splitlines():
        if line.startswith("# text = "):
            yield words(lose(line.removeprefix("# text = "), rng))


def lose(sentence: str, rng: random.Random) -> str:
    """Return a sentence as one of several extractors would leave it."""
    return sentence.replace("\u200c", rng.choice(["", "", " "]))


def _seams(sentences: Sequence[Words], rng: random.Random) -> Iterator[Seam]:
    for sentence in sentences:
        for cut in range(1, len(sentence)):
            if not sentence[cut][0].isalnum():
                continue
            left, right = sentence[max(0, cut - 2) : cut], sentence[cut : cut + 2]
            yield left, right, True
            other = rng.choice(sentences)
            place = rng.choice([0, rng.randrange(len(other)), rng.randrange(len(other))])
            if not other[place][0].isalnum():
                continue
            yield left, other[place : place + 2], False
            if rng.random() < 0.2:
                full = rng.choice(sentences)
                end = len(full) - (rng.random() < 0.5)
                yield full[max(0, end - 2) : end], right, False
        yield from _edges(sentence, rng)


def _edges(sentence: Words, rng: random.Random) -> Iterator[Seam]:
    """Yield where a sentence begins and ends, and two places where it does neither."""
    end = len(sentence) if sentence[-1].isalnum() else len(sentence) - 1
    yield (EDGE,), sentence[:2], True
    yield sentence[max(0, end - 2) : end], (EDGE,), True
    for _ in range(2):
        cut = rng.randrange(1, len(sentence))
        if sentence[cut][0].isalnum():
            yield (EDGE,), sentence[cut : cut + 2], False
            yield sentence[max(0, cut - 2) : cut], (EDGE,), False


def _learn(weights: array[float], seam: Seam, rate: float) -> None:
    left, right, good = seam
    places = [crc32(f.encode()) & (SIZE - 1) for f in features(left, right)]
    score = sum(weights[p] for p in places)
    step = rate * (good - 1 / (1 + exp(-max(-30.0, min(30.0, score)))))
    for place in places:
        weights[place] += step


def _accuracy(weights: array[float], sentences: Sequence[Words], rng: random.Random) -> float:
    right = total = 0
    for left, after, good in _seams(sentences, rng):
        score = sum(weights[crc32(f.encode()) & (SIZE - 1)] for f in features(left, after))
        right += (score > 0) == good
        total += 1
    return right / total


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
