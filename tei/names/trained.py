"""The trained recogniser: a conditional random field over `features`, by python-crfsuite."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tei.names.features import features
from tei.names.lexicon import FOLDER
from tei.names.mentions import EVENT, ORGANISATION, PERSON, PLACE, TRAINED, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.names.words import Passage

LABELS = {PERSON: "PER", PLACE: "LOC", ORGANISATION: "ORG", EVENT: "EVE"}
"""What the model calls the kinds; its other labels are not ours."""

_KINDS = {label: kind for kind, label in LABELS.items()}


class Opinions:
    """What the model holds of each passage of a document; nothing, without a model."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._tagger = _tagger(code)
        self._items: dict[int, Any] = {}
        self._lengths: dict[int, int] = {}
        self._current = -1

    def names(self, passage: int, words: Passage) -> Iterator[Mention]:
        """Yield what the model finds in a passage; its probability is the certainty."""
        if self._tagger is None or not words:
            return
        from pycrfsuite import ItemSequence  # there is a tagger, so it is loaded

        # Kept in the tagger's own form: a passage may be turned to again.
        self._items[passage] = ItemSequence(features(words, self._code))
        self._lengths[passage] = len(words)
        self._turn_to(passage)
        for kind, start, end in _runs(self._tagger.tag()):
            sure = self.probability(kind, passage, start, end) or 0.0
            yield Mention(kind, passage, start, end, TRAINED, sure)

    def probability(self, kind: str, passage: int, start: int, end: int) -> float | None:
        """Return how sure the model is that words `start` to `end` are one name of a kind.

        None where it cannot say: there is no model, or it does not know the kind.
        """
        label = LABELS.get(kind)
        if passage not in self._items or label is None or start == end:
            return None
        self._turn_to(passage)
        marginal = self._tagger.marginal
        inner = [marginal(f"I-{label}", i) for i in range(start + 1, end)]
        goes_on = marginal(f"I-{label}", end) if end < self._lengths[passage] else 0.0
        return float(min(marginal(f"B-{label}", start), *inner, 1.0 - goes_on))

    def _turn_to(self, passage: int) -> None:
        if self._current != passage:
            self._tagger.set(self._items[passage])
            self._current = passage


def _runs(labels: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of each run of labels that begins with B-."""
    start = 0
    for i in range(1, len(labels) + 1):
        if i < len(labels) and labels[i].startswith("I-"):
            continue
        kind = _KINDS.get(labels[start][2:])
        if kind and labels[start].startswith("B-"):
            yield kind, start, i
        start = i


@cache
def _tagger(code: str) -> Any:
    path = FOLDER / f"{code}.names.crf"
    if not path.is_file():
        return None
    import pycrfsuite  # not for a language without a model

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger
