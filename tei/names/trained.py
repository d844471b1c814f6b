"""The trained recogniser: which labels `emissions` make likeliest, and how sure of them it is."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct, msgpack

from tei.names.emissions import Emissions, Weights
from tei.names.lexicon import FOLDER
from tei.names.mentions import EVENT, ORGANISATION, PERSON, PLACE, TRAINED, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tei.names.words import Passage

LABELS = {PERSON: "PER", PLACE: "LOC", ORGANISATION: "ORG", EVENT: "EVE"}
"""What the model calls the kinds; its other labels are not ours."""

_KINDS = {label: kind for kind, label in LABELS.items()}


class Opinions:
    """What the model holds of each passage of a document; nothing, without a model.

    A passage is asked about in pieces of sentences, so that one without end costs no more.
    """

    def __init__(self, code: str, model: Path | None = None) -> None:
        self._code = code
        self._model = _model(model or FOLDER / f"{code}.names.weights")
        self._passages: dict[int, Passage] = {}
        self._starts: dict[int, list[int]] = {}
        self._items: dict[tuple[tuple[str, str], ...], Any] = {}
        self._current = (-1, -1)

    def pieces(self, passage: int, words: Passage) -> list[tuple[int, int]]:
        """Return the pieces that a passage is asked about in: words, half-open."""
        if self._model is None:
            return [(0, len(words))]
        self._passages[passage], self._starts[passage] = words, list(_starts(words))
        return [self._piece(passage, n) for n in range(len(self._starts[passage]))]

    def names(self, passage: int, start: int) -> Iterator[Mention]:
        """Yield what the model finds in one piece; its probability is the certainty."""
        if self._model is None:
            return
        for kind, first, end in _runs(self._turned_to(passage, start).tag()):
            sure = self.probability(kind, passage, start + first, start + end) or 0.0
            yield Mention(kind, passage, start + first, start + end, TRAINED, sure)

    def probability(
        self, kind: str, passage: int, start: int, end: int, *, may_go_on: bool = False
    ) -> float | None:
        """Return how sure the model is that words `start` to `end` are one name of a kind.

        With `may_go_on` they are the whole of it or its beginning. None where the model cannot
        say: there is none, it does not know the kind, or the words stand in two of its pieces.
        """
        label = LABELS.get(kind)
        if passage not in self._starts or label is None or start == end:
            return None
        piece = bisect_right(self._starts[passage], start) - 1
        offset, beyond = self._piece(passage, piece)
        if end > beyond:
            return None
        marginal = self._turned_to(passage, offset).marginal
        inner = [marginal(f"I-{label}", i - offset) for i in range(start + 1, end)]
        held = min(marginal(f"B-{label}", start - offset), 1.0, *inner)
        if end < beyond and not may_go_on:
            held = min(held, 1.0 - marginal(f"I-{label}", end - offset))
        return float(held)

    def _piece(self, passage: int, number: int) -> tuple[int, int]:
        starts = [*self._starts[passage][number : number + 2], len(self._passages[passage])]
        return starts[0], starts[1]

    def _turned_to(self, passage: int, start: int) -> Any:
        """Return the tagger, with the words of a piece before it."""
        assert self._model is not None  # who knows of a piece has asked for it
        if self._current != (passage, start):
            _, end = self._piece(passage, bisect_right(self._starts[passage], start) - 1)
            self._model.tagger.set(self._seen(self._model, self._passages[passage][start:end]))
            self._current = (passage, start)
        return self._model.tagger

    def _seen(self, model: _Model, words: Passage) -> Any:
        # A label is printed before every turn, and pieces are turned to again.
        key = tuple([(word.form, word.kind) for word in words])
        item = self._items.get(key)
        if item is None:
            if len(self._items) >= _MOST_KEPT:
                self._items.clear()
            item = self._items[key] = model.seen(words, self._code)
        return item


def _starts(words: Passage) -> Iterator[int]:
    """Yield where pieces of whole sentences begin, none much longer than `_LONG_ENOUGH`."""
    start = 0
    if words:
        yield start
    for i, word in enumerate(words[:-1], 1):
        ended = word.form in _ENDS and i - start >= _LONG_ENOUGH
        if ended or i - start >= _TOO_LONG:
            start = i
            yield start


_ENDS = frozenset(".؟?!")
_LONG_ENOUGH = 60
_TOO_LONG = 400
# Pieces in the tagger's own form: there may be thousands.
_MOST_KEPT = 100


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


class _Model(Struct, frozen=True):
    """A model that is loaded."""

    weights: Weights
    """The tagger reads the chain where it lies, so that this is to be kept."""
    emissions: Emissions
    tagger: Any

    def seen(self, words: Passage, code: str) -> Any:
        """Return words as the tagger takes them."""
        from pycrfsuite import ItemSequence  # there is a tagger, so it is loaded

        return ItemSequence(self.emissions.of(words, code))


@cache
def _model(path: Path) -> _Model | None:
    if not path.is_file():
        return None
    import pycrfsuite  # not for a language without a model

    weights = msgpack.decode(path.read_bytes(), type=Weights)
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(weights.chain)
    return _Model(weights, Emissions(weights), tagger)
