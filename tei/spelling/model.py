"""The trained model of where ZWNJ stand: a conditional random field over a word's places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pycrfsuite import Tagger

from tei.spelling.features import features

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from tei.spelling.features import Morphology

PARTED, JOINED = "1", "0"


class Model:
    """A model for one language, opened once."""

    def __init__(self, path: Path, morphology: Morphology, lexicon: Values) -> None:
        self._tagger = Tagger()
        self._tagger.open(str(path))
        self._morphology = morphology
        self._known = Known(lexicon)

    def places(self, word: str, listed: Collection[int] = ()) -> dict[int, float]:
        """Return how probable a ZWNJ is before each letter where it would show."""
        gaps = self._morphology.gaps(word)
        if not gaps:
            return {}
        self._tagger.set(features(word, gaps, self._morphology, self._known, listed))
        return {at: self._tagger.marginal(PARTED, item) for item, at in enumerate(gaps)}


class Values(Protocol):
    """What has a value for a word: a lexicon, or what one is being made of."""

    def value(self, word: str) -> bytes:
        """Return the value as `Lexicon` stores it, empty for a word that is not there."""


class Known:
    """How well a stretch of letters is known, in the few steps the model counts by."""

    def __init__(self, lexicon: Values) -> None:
        self._lexicon = lexicon

    def __call__(self, part: str) -> str:
        """Return the step, `-` for what is not known, with V for a verb form."""
        value = self._lexicon.value(part)
        return _STEPS[value[:1]] + ("V" if value[1:2] == b"V" else "") if value else "-"


_STEPS = {str(n).encode(): "0122233444"[n] for n in range(10)}
