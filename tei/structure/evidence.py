"""What speaks for one stack standing right after another: evidence, added up in nats.

The weights were fitted to pages whose order is known (conditional logit over the orders of
`tei.structure.orders`). They are about print and speech, not about any text's words.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.structure.continuations import Vector, affinity, left_vector, right_vector
from tei.structure.cues import question
from tei.structure.lines import ends_sentence, opens_turn
from tei.structure.seams import EDGE, log_odds
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Document
    from tei.structure.stacks import Stack

_TOPIC = 80
"""Words from either edge whose recurrence shows that two stacks are about one thing."""
_LONG = 3
_LIMIT = 5.0
_MARK = 3.0
"""Log-odds of a question that a printed mark gives an edge."""

PROVEN = 8.0
_CLOSED = {"mark": 1.4, "topic": 0.8, "turn": 0.55, "start": 0.65}
_OPEN = {
    "mark": -2.2,
    "topic": 1.1,
    "turn": -0.5,
    "language": 0.75,
    "start": -0.3,
    "again": 0.7,
    "vectors": 0.3,
}
_OPEN_AT_ALL = -0.8
_CASED = -0.6
"""Where there are capitals they tell better than words whether a sentence goes on."""
_CAPITAL = 1.0
_SMALL = 4.0


class Edges(Struct, frozen=True):
    """What a stack shows at its two ends."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    head_topic: frozenset[str]
    tail_topic: frozenset[str]
    open: bool
    """Whether it breaks off inside a sentence."""
    room: int
    """Code points of the longest word that its last line had room for."""
    word: int
    """Code points of its first word."""
    marked: bool
    """Whether it begins with the mark of a turn."""
    column: bool
    size: int
    """Code points."""
    before: Vector
    """What its last words ask for (`tei.structure.continuations`)."""
    after: Vector
    """What its first words go on from."""
    cased: bool
    """Whether its script has capitals."""
    fresh: float
    """How much its first words sound like those of a sentence, in nats."""
    first: float
    """Log-odds that its first paragraph is a question."""
    last: float


class Evidence:
    """The edges of some stacks and what each says about each; scores are remembered."""

    def __init__(
        self, document: Document, stacks: Sequence[Stack], proven: set[tuple[int, int]]
    ) -> None:
        self.code = document.language
        self.edges = [_edges(document, stack) for stack in stacks]
        self.proven = proven
        self.weight = _weights([edge.head_topic | edge.tail_topic for edge in self.edges])
        self.pairs = _pairs(stacks)
        self.known: dict[tuple[int, int], float] = {}

    def link(self, a: int, b: int) -> float:
        """Return what speaks for `b` right after `a`, in nats, the file's order apart."""
        if (a, b) not in self.known:
            self.known[a, b] = self._link(a, b)
        return self.known[a, b]

    def joins(self, a: int, b: int) -> float:
        """Return the log-odds that `b` goes on with the paragraph that `a` broke off."""
        left, right = self.edges[a], self.edges[b]
        if (a, b) in self.proven:
            return _LIMIT
        if right.marked or not left.open or right.word <= left.room:
            return -_LIMIT
        heard = log_odds(self.code, left.tail, right.head)
        return 2.5 + 0.8 * _clip(heard, _LIMIT) - 0.6 * right.fresh - _turn(left.last, right.first)

    def _link(self, a: int, b: int) -> float:
        left, right = self.edges[a], self.edges[b]
        weights = _OPEN if left.open else _CLOSED
        score = _OPEN_AT_ALL if left.open else 0.0
        score += PROVEN * ((a, b) in self.proven)
        score += weights["topic"] * self._topic(left, right)
        score += weights["turn"] * _turn(left.last, right.first)
        if right.marked:
            return score + weights["mark"]
        start = _CASED if left.open and right.cased else weights["start"]
        score += start * right.fresh
        if left.open:
            heard = log_odds(self.code, left.tail, right.head)
            score += weights["language"] * _clip(heard, _LIMIT)
            score += weights["vectors"] * _clip(affinity(left.before, right.after), _LIMIT)
            score += weights["again"] * min(2, self.pairs[left.tail[-1], right.head[0]])
        return score

    def _topic(self, left: Edges, right: Edges) -> float:
        """Return how many rare words two edges share."""
        shared = left.tail_topic & right.head_topic
        size = 1 + sqrt(len(left.tail_topic) * len(right.head_topic))
        return sum(self.weight[word] for word in sorted(shared)) / sqrt(size)


def _edges(document: Document, stack: Stack) -> Edges:
    first, last = stack.paragraphs[0], stack.paragraphs[-1]
    code = document.language
    marked = opens_turn(document.text, first.pieces[0])
    head, tail = words(first.text[: 8 * _TOPIC]), words(last.text[-8 * _TOPIC :])
    return Edges(
        tuple(head[:2]) or (EDGE,),
        tuple(tail[-2:]) or (EDGE,),
        frozenset([w[:5] for w in head if len(w) > _LONG][:_TOPIC]),
        frozenset([w[:5] for w in tail if len(w) > _LONG][-_TOPIC:]),
        not ends_sentence(last.text),
        stack.room,
        len(next(iter(first.text.split(None, 1)), "")),
        marked,
        stack.column,
        sum(len(paragraph.text) for paragraph in stack.paragraphs),
        left_vector(code, tail[-3:]),
        right_vector(code, head[:4]),
        _is_cased(first.text),
        _fresh(first.text, head, code),
        question(first.text, code) + _MARK * marked,
        question(last.text, code) + _MARK * opens_turn(document.text, last.pieces[0]),
    )


def _fresh(text: str, head: Sequence[str], code: str) -> float:
    """Return how much a paragraph's first words sound like those of a sentence, in nats.

    Where letters have a case it says so; elsewhere the model of seams does.
    """
    letter = next((char for char in text if char.isalpha()), "")
    if letter.lower() != letter.upper():
        return _CAPITAL if letter.isupper() else -_SMALL
    return _clip(log_odds(code, (EDGE,), tuple(head[:2]) or (EDGE,)), 3)


def _is_cased(text: str) -> bool:
    letter = next((char for char in text if char.isalpha()), "")
    return letter.lower() != letter.upper()


def _weights(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return how much each word says: the rarer, the more (inverse document frequency)."""
    count = Counter(word for bag in bags for word in bag)
    return {word: log((len(bags) + 1) / n) for word, n in count.items()}


def _pairs(stacks: Sequence[Stack]) -> Counter[tuple[str, str]]:
    """Return how often each two words stand together: a name cut in two stands whole elsewhere."""
    texts = (words(p.text) for stack in stacks for p in stack.paragraphs)
    return Counter(pair for text in texts for pair in pairwise(text))


def _turn(before: float, after: float) -> float:
    """Return how well question and answer follow, in nats."""
    p, q = (1 / (1 + exp(-_clip(x, 6))) for x in (before, after))
    both, neither = 0.08 * p * q, 0.5 * (1 - p) * (1 - q)
    return log(both + 0.92 * p * (1 - q) + 0.5 * (1 - p) * q + neither) + 0.6


def _clip(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
