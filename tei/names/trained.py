"""The trained recogniser: which labels `emissions` make likeliest, and how sure of them it is."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec import msgpack

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
        self._current: tuple[int, int, _Piece | None] = (-1, -1, None)

    def pieces(self, passage: int, words: Passage) -> list[tuple[int, int]]:
        """Return the pieces that a passage is asked about in: words, half-open."""
        if self._model is None:
            return [(0, len(words))]
        starts = self._starts[passage] = list(_starts(words))
        self._passages[passage] = words
        return list(pairwise([*starts, len(words)]))

    def names(self, passage: int, start: int) -> Iterator[Mention]:
        """Yield what the model finds in one piece; its probability is the certainty."""
        if self._model is None:
            return
        piece = self._piece(self._model, passage, start)
        for kind, first, end in piece.names:
            sure = piece.held(LABELS[kind], first, end, may_go_on=False)
            yield Mention(kind, passage, start + first, start + end, TRAINED, sure)

    def probability(
        self, kind: str, passage: int, start: int, end: int, *, may_go_on: bool = False
    ) -> float | None:
        """Return how sure the model is that words `start` to `end` are one name of a kind.

        With `may_go_on` they are the whole of it or its beginning. None where the model cannot
        say: there is none, it does not know the kind, or the words stand in two of its pieces.
        """
        label, starts = LABELS.get(kind), self._starts.get(passage)
        if self._model is None or starts is None or label is None or start == end:
            return None
        offset = starts[bisect_right(starts, start) - 1]
        piece = self._piece(self._model, passage, offset)
        if end > offset + piece.length:
            return None
        return piece.held(label, start - offset, end - offset, may_go_on=may_go_on)

    def _piece(self, model: _Model, passage: int, start: int) -> _Piece:
        """Return the piece that begins with a word; the one asked for before is at hand."""
        if self._current[:2] != (passage, start):
            starts = self._starts[passage]
            end = next(iter(starts[bisect_right(starts, start) :]), None)
            words = self._passages[passage][start:end]
            self._current = passage, start, _Piece(model, words, self._code)
        piece = self._current[2]
        assert piece is not None
        return piece


class _Piece:
    """What the model says of words that it looks at together, worked out when it is asked."""

    def __init__(self, model: _Model, words: Passage, code: str) -> None:
        self.length = len(words)
        self._model = model
        self._items = model.seen(words, code)
        self._held: dict[tuple[str, int, int, bool], float] = {}

    @cached_property
    def names(self) -> list[tuple[str, int, int]]:
        """Kind, start and end of each name that is likeliest."""
        return list(_runs(self._model.turned_to(self._items).tag()))

    def held(self, label: str, start: int, end: int, *, may_go_on: bool) -> float:
        """Return how sure it is that words are one name, or with `may_go_on` begin one."""
        asked = label, start, end, may_go_on
        if asked not in self._held:
            self._held[asked] = self._sure(*asked)
        return self._held[asked]

    def _sure(self, label: str, start: int, end: int, may_go_on: bool) -> float:
        marginal = self._model.turned_to(self._items).marginal
        inner = [marginal(f"I-{label}", i) for i in range(start + 1, end)]
        held = min(marginal(f"B-{label}", start), 1.0, *inner)
        if end < self.length and not may_go_on:
            held = min(held, 1.0 - marginal(f"I-{label}", end))
        return float(held)


_NO_NAME = "O"


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


def _runs(labels: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of each run of labels that begins with B-."""
    if labels.count(_NO_NAME) == len(labels):
        return
    start = 0
    for i in range(1, len(labels) + 1):
        if i < len(labels) and labels[i].startswith("I-"):
            continue
        kind = _KINDS.get(labels[start][2:])
        if kind and labels[start].startswith("B-"):
            yield kind, start, i
        start = i


class _Model:
    """A model that is loaded."""

    def __init__(self, weights: Weights) -> None:
        import pycrfsuite  # not for a language without a model

        self._weights = weights  # the tagger reads the chain where it lies
        self._emissions = Emissions(weights)
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(weights.chain)
        self._items_of = pycrfsuite.ItemSequence
        self._before: Any = None

    def seen(self, words: Passage, code: str) -> Any:
        """Return words as the tagger takes them."""
        return self._items_of(self._emissions.of(words, code))

    def turned_to(self, items: Any) -> Any:
        """Return the tagger with these words before it: to turn to others costs most."""
        if self._before is not items:
            self._tagger.set(items)
            self._before = items
        return self._tagger


@cache
def _model(path: Path) -> _Model | None:
    if not path.is_file():
        return None
    return _Model(msgpack.decode(path.read_bytes(), type=Weights))
