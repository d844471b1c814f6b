"""Trains the model of blanks that stand for a ZWNJ, on texts whose ZWNJ are made blanks."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

from tei.spelling import blanks, features, surroundings
from tei.spelling.weights import NO, YES
from tei.spelling.words import SIGNS
from training.spelling import corpora
from training.spelling.model import places, train_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tei.spelling.orthography import Orthography
    from training.spelling.corpora import Spelt
    from training.spelling.lexicon import Gathered
    from training.spelling.model import Opinions, Sample

_SETTINGS = {"c1": 0.8, "c2": 0.5, "max_iterations": 100, "feature.minfreq": 3}


def train_blanks(
    root: Path, words: Gathered, opinions: Opinions, orthography: Orthography, path: Path
) -> None:
    """Write the model, from the texts under `root`."""
    sentences = chain(corpora.perdt(root), corpora.informal(root))
    train_model(
        path,
        _SETTINGS,
        (
            sample
            for sentence in sentences
            for sample in _samples(sentence, words, opinions, orthography)
        ),
    )


def _samples(
    sentence: list[Spelt], words: Gathered, opinions: Opinions, orthography: Orthography
) -> Iterator[Sample]:
    """Yield each blank that could be a ZWNJ, of a sentence with blanks for them and of one without.

    The words before a blank are whole, as they are when the speller comes to it.
    """
    whole = [[word] for word, _ in sentence]
    blank = [_pieces(spelt) for spelt in sentence]
    flat = {piece for parts in blank for piece in parts}
    alone = "1" if flat & orthography.alone else "0"
    versions = [(whole, "2"), (whole, "0"), (blank, "1"), (blank, alone)]
    for pieces, habit in versions:
        for left, right, neighbours, spelt in _blanks(sentence, pieces):
            if left in SIGNS or right in SIGNS:
                continue
            if spelt and spelt[0] == left + right and spelt[0] in words:
                parted = _unread(spelt, len(left), words, opinions)
            else:
                parted = blanks.parted(left, right, orthography)
            if blanks.candidate(left, right, habit, orthography):
                row = _row(left, right, neighbours, (habit, parted), orthography)
                yield [row], [YES if spelt else NO]


def _row(
    left: str,
    right: str,
    neighbours: tuple[str, str],
    evidence: tuple[str, float],
    orthography: Orthography,
) -> list[str]:
    """Return the features of a blank; the evidence is the habit and how probably a ZWNJ parts."""
    morphology, known = orthography.morphology, orthography.known
    habit, parted = evidence
    whole = known(left + right).step.replace("0", "-")
    kind = morphology.kind(left, right)
    return [
        *surroundings.of_blank(left, right, neighbours, habit, morphology, known),
        *features.spelt_out(surroundings.of_parting(parted, habit, kind, whole, left[-1:])),
    ]


def _blanks(
    sentence: list[Spelt], pieces: list[list[str]]
) -> Iterator[tuple[str, str, tuple[str, str], Spelt | None]]:
    """Yield what stands around each blank, and the word that it is in, if any."""
    flat = [piece for parts in pieces for piece in parts] + ["", ""]
    at = 0
    for number, (spelt, parts) in enumerate(zip(sentence, pieces, strict=True)):
        before = sentence[number - 1][0] if number else ""
        for done in range(1, len(parts) + 1):
            inside = spelt if done < len(parts) else None
            yield "".join(parts[:done]), flat[at + done], (before, flat[at + done + 1]), inside
        at += len(parts)


def _pieces(spelt: Spelt) -> list[str]:
    word, parted = spelt
    return [word[start:end] for start, end in pairwise((0, *parted, len(word)))]


def _unread(spelt: Spelt, at: int, words: Gathered, opinions: Opinions) -> float:
    """Return how probably a word is parted there, had it not been read in this very place."""
    word, parted = spelt
    return dict(places(words[word], opinions[word], without=parted)).get(at, 0.0)
