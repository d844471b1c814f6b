"""Trains the model that tells ‑ه‌ای from ‑های by what stands around a word."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tei.spelling import surroundings
from tei.spelling.known import Known
from tei.spelling.model import log_odds
from tei.spelling.weights import NO, YES
from training.spelling import corpora
from training.spelling.model import places, train_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from tei.spelling.features import Morphology
    from training.spelling.corpora import Spelt
    from training.spelling.lexicon import Gathered
    from training.spelling.model import Opinions, Sample

type Neighbours = tuple[str, str, str, str]

_SETTINGS = {"c1": 0.2, "c2": 0.5, "max_iterations": 100}
_ENDING, _SHORTEST = "های", 5
_NONE: Spelt = ("", ())


def train_neighbours(
    root: Path,
    words: Gathered,
    opinions: Opinions,
    clusters: Mapping[str, str],
    morphology: Morphology,
    path: Path,
) -> None:
    """Write the model, from the texts under `root`."""
    known = Known(words)
    samples = []
    for (word, parted), near in _met(root):
        label = _reading(word, parted, morphology)
        if label and word in words:
            row = surroundings.of_neighbours(near, known, lambda word: clusters.get(word, ""))
            alone = places(words[word], opinions[word], without=parted)
            samples.append(_sample(row, dict(alone).get(len(word) - 2, 0.0), label))
    train_model(path, _SETTINGS, samples)


def _met(root: Path) -> Iterator[tuple[Spelt, Neighbours]]:
    """Yield the words whose spelling in the texts is evidence."""
    yield from _around(chain(corpora.perdt(root), corpora.informal(root)))
    for spelt, near in _around(corpora.uneven(root)):
        if spelt[1]:
            yield spelt, near


def _around(sentences: Iterable[list[Spelt]]) -> Iterator[tuple[Spelt, Neighbours]]:
    """Yield the words that may be either, each with two neighbours before it and two after."""
    for sentence in sentences:
        padded = [_NONE, _NONE, *sentence, _NONE, _NONE]
        for at in range(2, len(padded) - 2):
            if padded[at][0].endswith(_ENDING):
                (second, _), (first, _), _, (after, _), (later, _) = padded[at - 2 : at + 3]
                yield padded[at], (second, first, after, later)


def _sample(row: list[str], alone: float, label: str) -> Sample:
    """Return a sample, with how probable the word alone makes ‑ه‌ای."""
    return [{**dict.fromkeys(row, 1.0), surroundings.ALONE: log_odds(alone)}], [label]


def _reading(word: str, places: tuple[int, ...], morphology: Morphology) -> str | None:
    """Return YES for ‑ه‌ای, NO for ‑های, nothing where a ZWNJ after another letter is lost."""
    if len(word) < _SHORTEST:
        return None
    if len(word) - 2 in places:
        return YES
    plural = len(word) - 3 in places or word[-4] in morphology.unjoined
    return NO if plural else None
