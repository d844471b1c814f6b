"""Forms that no list has and many texts will: what the model thinks of them is listed as well.

So a text is read faster, and no otherwise: the models do not count these words as known.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tei.spelling.known import THOUGHT, Known
from tei.spelling.lexicon import LONGEST, Entry
from tei.spelling.words import SIGNS
from training.spelling import corpora

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tei.spelling.model import Model
    from training.spelling.lexicon import Gathered

_COMMON = 7
"""How common a word is whose forms are listed."""
_ENDINGS = ("ها", "های", "هایی", "ی", "م", "ش")
"""What common words end in most often."""
_SHORTEST, _LIKELY = 4, 0.02
"""Letters of a word that the model is asked about, and the least of its opinions that is kept."""


def forms(root: Path, words: Gathered, model: Model) -> dict[str, Entry]:
    """Return what the model thinks of forms that are not among the words."""
    known = Known(words, remembered=200_000)
    found = {
        form
        for form in chain(_read(root), _inflected(words), dict(corpora.clusters(root)))
        if form not in words and _SHORTEST <= len(form) <= LONGEST
    }
    return {
        form: Entry(
            0,
            THOUGHT,
            tuple((at, p) for at, p in model.places(form, known=known).items() if p >= _LIKELY),
        )
        for form in sorted(found)
    }


def _read(root: Path) -> Iterator[str]:
    """Yield the words of the texts whose spelling proves nothing."""
    read = chain.from_iterable(corpora.uneven(root))
    return (word for word, _ in read if word not in SIGNS)


def _inflected(words: Gathered) -> Iterator[str]:
    for word, found in words.items():
        if found.frequency >= _COMMON and not found.finite:
            yield from (word + ending for ending in _ENDINGS)
