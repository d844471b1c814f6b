"""What speaks for one passage standing right after another: evidence, added up in nats.

The weights were fitted to pages whose order is known and to made ones, as `training/orders.py`
does. They are about print and speech, not about any text's words.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.structure.continuations import Vector, affinity, beginning, left_vector, right_vector
from tei.structure.cues import question
from tei.structure.lines import ends_sentence, opens_turn
from tei.structure.seams import EDGE, log_odds
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.model import Document
    from tei.structure.stacks import Stack

_TOPIC, _NEAR = 80, 30
"""Words from either edge whose recurrence shows that two passages are about one thing."""
_MOST_TOPIC, _MOST_NEAR = 2.5, 1.5
_LONG = 3
_LIMIT = 5.0
_MARK = 3.0
"""Log-odds of a question that a printed mark gives an edge."""
_SENTENCE = 20
"""Words and marks that a sentence has."""
_ENDS = frozenset(".؟?!")
_CAPITAL, _SMALL = 1.0, -4.0
"""What a first letter says of a sentence's beginning, where letters have a case."""

PROVEN = 8.0
WEIGHTS = {
    "closed.mark": 1.1,
    "closed.topic": 1.05,
    "closed.turn": 1.61,
    "closed.begins": 0.45,
    "closed.case": 0.72,
    "open": -1.44,
    "open.mark": -1.33,
    "open.topic": 1.09,
    "open.near": 1.09,
    "open.turn": -0.76,
    "open.case": -0.33,
    "open.begins": -0.54,
    "open.pairs": 0.43,
    "open.vectors": 0.3,
    "open.again": 1.07,
    "open.length": 0.89,
    "first.mark": 0.25,
    "first.question": -0.75,
    "first.begins": -0.04,
    "first.case": -0.19,
    "last.open": 1.08,
}
"""What a unit of each kind of evidence counts, in nats: of a link whose left end is closed or
open, of the first passage of a page, of the last."""
_SAID = {
    "closed.mark": "it opens a turn",
    "closed.topic": "both are about one thing",
    "closed.turn": "question and answer follow in turn",
    "closed.begins": "a sentence ends and another begins",
    "closed.case": "its first letter begins a sentence",
    "open.topic": "both are about one thing",
    "open.near": "their edges share rare words",
    "open.case": "its first letter goes on with a sentence",
    "open.begins": "it begins inside a sentence",
    "open.pairs": "its first words can follow the last ones",
    "open.vectors": "its first words are such as go on from the last ones",
    "open.again": "the same two words stand together elsewhere",
}
_WORTH_SAYING = 0.3
"""Nats."""


class Edges(Struct, frozen=True):
    """What a passage shows at its two ends."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    head_topic: frozenset[str]
    tail_topic: frozenset[str]
    head_near: frozenset[str]
    tail_near: frozenset[str]
    ends: int
    """Words and marks of its head up to the first end of a sentence."""
    begun: int
    """Words and marks of its tail since the last one."""
    open: bool
    """Whether it breaks off inside a sentence."""
    room: int
    """Code points of the longest word that its last line had room for."""
    word: int
    """Code points of its first word."""
    marked: bool
    """Whether it begins with the mark of a turn."""
    before: Vector
    """What its last words ask for (`tei.structure.continuations`)."""
    after: Vector
    """What its first words go on from."""
    case: float
    """What the case of its first letter says of a beginning; 0 where letters have none."""
    begins: float
    """How much its first words sound like those of a sentence, in nats."""
    first: float
    """Log-odds that its first paragraph is a question."""
    last: float


class Evidence:
    """The edges of some passages and what each says about each; scores are remembered."""

    def __init__(
        self, document: Document, passages: Sequence[Stack], proven: set[tuple[int, int]]
    ) -> None:
        self.code = document.language
        self.edges = [_edges(document, passage) for passage in passages]
        self.proven = proven
        self.weight = _weights([edge.head_topic | edge.tail_topic for edge in self.edges])
        self.pairs = _pairs(passages)
        self.links: dict[tuple[int, int], float] = {}
        self.pages: dict[tuple[int, int], float] = {}

    def link(self, a: int, b: int) -> float:
        """Return what speaks for `b` right after `a`, in nats, the file's order apart."""
        known = self.links.get((a, b))
        if known is None:
            score = sum(WEIGHTS[name] * value for name, value in self.shown(a, b))
            known = self.links[a, b] = score + PROVEN * ((a, b) in self.proven)
        return known

    def ends(self, first: int, last: int) -> float:
        """Return what speaks for a page that begins and ends with these passages, in nats."""
        known = self.pages.get((first, last))
        if known is None:
            shown = self.shown_at_ends(first, last)
            known = self.pages[first, last] = sum(WEIGHTS[name] * value for name, value in shown)
        return known

    def shown(self, a: int, b: int) -> Iterator[tuple[str, float]]:
        """Yield the evidence about `b` right after `a`: which of `WEIGHTS`, and how much of it."""
        left, right = self.edges[a], self.edges[b]
        kind = "open" if left.open else "closed"
        yield f"{kind}.turn", _turn(left.last, right.first)
        topic = self._shared(left.tail_topic, right.head_topic)
        yield f"{kind}.topic", min(_MOST_TOPIC, topic)
        if left.open:
            yield "open", 1.0
            yield "open.near", min(_MOST_NEAR, self._shared(left.tail_near, right.head_near))
        if right.marked:
            yield f"{kind}.mark", 1.0
            return
        yield f"{kind}.begins", right.begins
        yield f"{kind}.case", right.case
        if left.open:
            yield from self._seam(left, right)

    def shown_at_ends(self, first: int, last: int) -> Iterator[tuple[str, float]]:
        """Yield the evidence about a page that begins and ends with these passages."""
        edge = self.edges[first]
        yield "last.open", float(self.edges[last].open)
        yield "first.question", _chance(edge.first)
        if edge.marked:
            yield "first.mark", 1.0
        else:
            yield "first.begins", edge.begins
            yield "first.case", edge.case

    def reasons(self, a: int, b: int) -> str:
        """Return in words what speaks most for `b` right after `a`; nothing where little does."""
        if (a, b) in self.proven:
            return "a pull quote runs over both"
        weighed = sorted(((WEIGHTS[n] * value, n) for n, value in self.shown(a, b)), reverse=True)
        said = (_SAID[n] for score, n in weighed if n in _SAID and score > _WORTH_SAYING)
        return ", ".join(list(dict.fromkeys(said))[:2])

    def joins(self, a: int, b: int) -> float:
        """Return the log-odds that `b` goes on with the paragraph that `a` broke off."""
        left, right = self.edges[a], self.edges[b]
        if (a, b) in self.proven:
            return _LIMIT
        if right.marked or not left.open or right.word <= left.room:
            return -_LIMIT
        heard = _clip(log_odds(self.code, left.tail, right.head), _LIMIT)
        fresh = right.case or _clip(log_odds(self.code, (EDGE,), right.head), 3)
        return 2.5 + 0.8 * heard - 0.6 * fresh - _turn(left.last, right.first)

    def _seam(self, left: Edges, right: Edges) -> Iterator[tuple[str, float]]:
        """Yield the evidence about one sentence running over both."""
        yield "open.length", -abs(log((left.begun + right.ends + 2) / _SENTENCE))
        yield "open.pairs", _clip(log_odds(self.code, left.tail, right.head), _LIMIT)
        yield "open.vectors", _clip(affinity(left.before, right.after), _LIMIT + 1)
        yield "open.again", min(2.0, self.pairs[left.tail[-1], right.head[0]])

    def _shared(self, left: frozenset[str], right: frozenset[str]) -> float:
        """Return how many rare words two edges share."""
        weight = sum(self.weight.get(word, 0.0) for word in sorted(left & right))
        return weight / sqrt(1 + sqrt(len(left) * len(right)))


def _edges(document: Document, passage: Stack) -> Edges:
    first, last = passage.paragraphs[0], passage.paragraphs[-1]
    code = document.language
    marked = opens_turn(document.text, first.pieces[0])
    head, tail = words(first.text[: 8 * _TOPIC]), words(last.text[-8 * _TOPIC :])
    if marked and head and not head[0].isalnum():
        del head[0]
    return Edges(
        tuple(head[:2]) or (EDGE,),
        tuple(tail[-2:]) or (EDGE,),
        frozenset([w[:5] for w in head if len(w) > _LONG][:_TOPIC]),
        frozenset([w[:5] for w in tail if len(w) > _LONG][-_TOPIC:]),
        frozenset(w[:5] for w in head[:_NEAR] if len(w) > _LONG),
        frozenset(w[:5] for w in tail[-_NEAR:] if len(w) > _LONG),
        _until_end(head),
        _until_end(reversed(tail)),
        not ends_sentence(last.text),
        passage.room,
        len(next(iter(first.text.split(None, 1)), "")),
        marked,
        left_vector(code, tail[-4:]),
        right_vector(code, head[:4]),
        _case(first.text),
        _clip(beginning(code, head[:4]), 3),
        question(first.text, code) + _MARK * marked,
        question(last.text, code) + _MARK * opens_turn(document.text, last.pieces[0]),
    )


def _until_end(words: Iterable[str]) -> int:
    """Return how many words come before the first mark that ends a sentence."""
    count = 0
    for word in words:
        if word in _ENDS:
            break
        count += 1
    return count


def _case(text: str) -> float:
    letter = next((char for char in text if char.isalpha()), "")
    if letter.lower() == letter.upper():
        return 0.0
    return _CAPITAL if letter.isupper() else _SMALL


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
    p, q = _chance(before), _chance(after)
    both, neither = 0.08 * p * q, 0.5 * (1 - p) * (1 - q)
    return log(both + 0.92 * p * (1 - q) + 0.5 * (1 - p) * q + neither) + 0.6


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-_clip(odds, 6)))


def _clip(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
