"""Trains the models, and lets them decide for every listed word."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pycrfsuite import Trainer

from tei.spelling import features
from tei.spelling.known import Known
from tei.spelling.weights import NO, YES
from training.spelling import corpora
from training.spelling.lexicon import Without
from training.spelling.weights import converted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.spelling.features import Morphology
    from tei.spelling.lexicon import Places
    from tei.spelling.model import Model
    from training.spelling.lexicon import Evidence, Gathered

type Sample = tuple[list[list[str]] | list[dict[str, float]], list[str]]
"""Features (and their values, if they are not all 1) and labels of a sequence's items."""
type Opinions = dict[str, dict[int, float]]
"""What the model thinks of each place of each word."""

_WORDS = {"c1": 0.5, "c2": 1.0, "max_iterations": 150}
"""L1 and L2 regularization and length of L-BFGS, as CRFsuite names them."""
_OFTEN, _INFORMAL = 2, 2
"""A common word is shown so many times at most: the model is for words not met; and one of the
few informal texts so many times at least."""
_LISTED = {True: 14_000, False: 24_000}
"""How many words of the lists are shown that a ZWNJ parts, and that none does."""
_WEIGHT = 0.7
"""How many meetings of a word the model's opinion of it counts for."""
_WEB = 0.4
"""And the web's way to write it, which is often to leave a ZWNJ out."""
_SAID = {
    "هایم": "هام",
    "هایت": "هات",
    "هایش": "هاش",
    "هایمان": "هامون",
    "هایتان": "هاتون",
    "هایشان": "هاشون",
}
"""Endings of the plural, and how they are said, which the texts have too seldom."""
_LIKELY = 0.02
"""Places less probable are not listed."""
_CUSTOMARY = 0.85
"""How sure a place is at most in a word that is more often written joined."""


def train_words(root: Path, words: Gathered, morphology: Morphology, path: Path) -> None:
    """Write the model of places in words, from the texts under `root` and the lists."""
    train_model(path, _WORDS, _word_samples(root, words, morphology))


def opinions(words: Gathered, model: Model) -> Opinions:
    """Return what the model thinks of each place of each listed word."""
    return {
        word: model.places(word, found.parted, Known(Without(words, word, unlisted=False)))
        for word, found in words.items()
    }


def places(
    found: Evidence, opinion: dict[int, float], without: tuple[int, ...] | None = None
) -> Places:
    """Return the likely places of a word, by the texts and the model together.

    `without` is a spelling that is to count once less: as if a text had not been read.
    """
    met = found.met - Counter([without] if without is not None else ())
    counted = [(met, met.total()), (found.web, _WEB * bool(found.web))]
    total = _WEIGHT + sum(weight for _, weight in counted)
    probable = {
        at: (_WEIGHT * p + sum(weight * _share(at, splits) for splits, weight in counted)) / total
        for at, p in opinion.items()
    }
    most = _CUSTOMARY if 2 * found.web[()] > found.web.total() else 1.0
    return tuple((at, min(p, most)) for at, p in probable.items() if p >= _LIKELY)


def _share(at: int, splits: Counter[tuple[int, ...]]) -> float:
    """Return which share of a word's spellings has a ZWNJ there."""
    return sum(times for split, times in splits.items() if at in split) / (splits.total() or 1)


def train_model(path: Path, settings: dict[str, float], samples: Iterable[Sample]) -> None:
    """Write the weights of a conditional random field trained on these samples."""
    trainer = Trainer(verbose=False)
    for rows, labels in samples:
        trainer.append(rows, labels)
    trainer.set_params(settings)
    with TemporaryDirectory() as folder:
        trained = Path(folder) / path.name
        trainer.train(str(trained))
        path.write_text(converted(trained), encoding="utf-8")


def _word_samples(root: Path, words: Gathered, morphology: Morphology) -> Iterator[Sample]:
    informal = {spelt for sentence in corpora.informal(root) for spelt in sentence}
    for spelt, times in sorted(Counter(corpora.certain(root)).items()):
        word, places = spelt
        if word in words and places in words[word].met:
            known = Known(Without(words, word, unlisted=False))
            sample = _sample(word, places, morphology, known, words[word].parted)
            least = _INFORMAL if spelt in informal else 1
            yield from [sample] * max(least, min(_OFTEN, times.bit_length()))
    yield from _uneven_samples(root, words, morphology)
    yield from _said_samples(words, morphology)
    for word, places in _listed(words):
        known = Known(Without(words, word, unlisted=True))
        yield _sample(word, places, morphology, known, set())


def _uneven_samples(root: Path, words: Gathered, morphology: Morphology) -> Iterator[Sample]:
    """Yield parted words of the text whose joined ones prove nothing, that no other text has."""
    read = {word for word, _ in corpora.certain(root)}
    read_unevenly = chain.from_iterable(corpora.uneven(root))
    for word, places in sorted({spelt for spelt in read_unevenly if spelt[1]}):
        if word in words and word not in read:
            known = Known(Without(words, word, unlisted=False))
            yield _sample(word, places, morphology, known, words[word].parted)


def _said_samples(words: Gathered, morphology: Morphology) -> Iterator[Sample]:
    """Yield plurals that the texts have, as they are said: چشم‌هاش for چشم‌هایش."""
    known = Known(words)
    for word, found in sorted(words.items()):
        for ending, said in _SAID.items():
            at = len(word) - len(ending)
            if word.endswith(ending) and (spoken := word[:at] + said) not in words:
                yield from (
                    _sample(spoken, places, morphology, known, set())
                    for places in sorted(found.met)
                    if at in places
                )


def _sample(
    word: str, places: tuple[int, ...], morphology: Morphology, known: Known, listed: set[int]
) -> Sample:
    gaps = morphology.gaps(word)
    rows = features.of_word(word, gaps, morphology, known, listed)
    return [row.all() for row in rows], [YES if gap in places else NO for gap in gaps]


def _listed(words: Gathered) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield words that only the lists have, always the same choice."""
    random = Random(1)
    for parted, count in _LISTED.items():
        found = sorted(
            (word, max(e.listed, default=()))
            for word, e in words.items()
            if not e.met and bool(e.listed) is parted and bool(e.frequency) is not parted
        )
        yield from random.sample(found, min(count, len(found)))
