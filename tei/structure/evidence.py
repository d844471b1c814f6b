"""What speaks for one passage standing right after another: evidence, added up in nats.

The weights were fitted to pages whose order is known and to made ones, as `training/orders.py`
does. They are about print and speech, not about any text's words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

from tei.structure.continuations import affinity
from tei.structure.edges import Edges, edges_of
from tei.structure.lines import DIRECTION
from tei.structure.seams import EDGE, before, hashed_odds
from tei.structure.states import Shares, follows, states
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tei.model import Document
    from tei.structure.stacks import Stack

_MOST_TOPIC, _MOST_NEAR = 2.5, 1.5
_LIMIT, _MOST_READ = 5.0, 8.0
_SENTENCE = 20
"""Words and marks that a sentence has."""

_ASKED = re.compile(rf"[?؟][{''.join(sorted(DIRECTION))} ]*\n")

PROVEN = 8.0
WEIGHTS = {
    "closed.mark": 0.80,
    "closed.topic": 1.11,
    "closed.speech": 1.52,
    "closed.quote": 0.09,
    "closed.begins": 0.56,
    "closed.case": 0.79,
    "open": 0.07,
    "open.mark": -1.78,
    "open.topic": 0.85,
    "open.near": 1.00,
    "open.speech": -0.90,
    "open.quote": 1.85,
    "open.case": -0.22,
    "open.begins": -0.30,
    "open.pairs": 0.51,
    "open.vectors": 0.25,
    "open.words": 0.60,
    "open.again": 0.79,
    "open.length": 0.32,
    "first.mark": 0.98,
    "first.question": 0.12,
    "first.begins": -0.27,
    "first.case": -0.57,
    "headed.mark": -0.01,
    "headed.question": 0.89,
    "headed.begins": 1.30,
    "last.open": -0.07,
}
"""What a unit of each kind of evidence counts, in nats: of a link whose left end is closed or
open, of the first passage of a page, more so where the page has a title, of the last."""
_SAID = {
    "closed.mark": "it opens a turn",
    "closed.topic": "both are about one thing",
    "closed.speech": "question and answer follow in turn",
    "closed.begins": "a sentence ends and another begins",
    "closed.case": "its first letter begins a sentence",
    "open.topic": "both are about one thing",
    "open.near": "their edges share rare words",
    "open.speech": "the same person goes on",
    "open.quote": "a pull quote stands between them",
    "open.case": "its first letter goes on with a sentence",
    "open.begins": "it begins inside a sentence",
    "open.pairs": "its first words can follow the last ones",
    "open.vectors": "its first words are such as go on from the last ones",
    "open.words": "six words on either side read as one sentence",
    "open.again": "the same two words stand together elsewhere",
}
_NOTHING = before((EDGE,))
_WORTH_SAYING = 0.3
"""Nats."""


class Evidence:
    """The edges of some passages and what each says about each; scores are remembered."""

    def __init__(
        self,
        document: Document,
        passages: Sequence[Stack],
        proven: set[tuple[int, int]],
        marks: Mapping[str, bool],
    ) -> None:
        """Look at the passages; `marks` are those that the user knows to open a question or not."""
        self.code = document.language
        spoken = _speech(passages, self.code, marks)
        self.edges = [
            edges_of(document, passage, marks, speech)
            for passage, speech in zip(passages, spoken, strict=True)
        ]
        starts = [passage.blocks[0].start for passage in passages]
        self.quoted = {bisect_right(starts, q.spans[0].start) for q in document.select("q")}
        self.headed = bool(document.select("head", "byline", "p"))
        self.proven = proven
        self.weight = _weights([edge.head_topic | edge.tail_topic for edge in self.edges])
        self.pairs = _pairs(passages)
        self.beginnings: dict[tuple[int, bool], float] = {}
        self.links: dict[tuple[int, int], float] = {}
        self.pages: dict[tuple[int, int], float] = {}

    def link(self, a: int, b: int) -> float:
        """Return what speaks for `b` right after `a`, in nats, the file's order apart."""
        known = self.links.get((a, b))
        if known is None:
            score = self._beginning(b, self.edges[a].open) + _weighed(self._together(a, b))
            known = self.links[a, b] = score + PROVEN * ((a, b) in self.proven)
        return known

    def ends(self, first: int, last: int) -> float:
        """Return what speaks for a page that begins and ends with these passages, in nats."""
        known = self.pages.get((first, last))
        if known is None:
            known = self.pages[first, last] = _weighed(self.shown_at_ends(first, last))
        return known

    def shown(self, a: int, b: int) -> list[tuple[str, float]]:
        """Return the evidence about `b` right after `a`: which of `WEIGHTS`, and how much of it."""
        return [
            *self._shown_alone(b, "open" if self.edges[a].open else "closed"),
            *self._together(a, b),
        ]

    def shown_at_ends(self, first: int, last: int) -> Iterator[tuple[str, float]]:
        """Yield the evidence about a page that begins and ends with these passages."""
        edge = self.edges[first]
        yield "last.open", float(self.edges[last].open)
        for kind in ("first", "headed")[: 1 + self.headed]:
            yield f"{kind}.question", edge.first
            if edge.marked:
                yield f"{kind}.mark", 1.0
            else:
                yield f"{kind}.begins", edge.begins
        if not edge.marked:
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
        heard = _clip(hashed_odds(self.code, left.seam_before, right.seam_after), _LIMIT)
        fresh = right.case or _clip(hashed_odds(self.code, _NOTHING, right.seam_after), 3)
        return 2.5 + 0.8 * heard - 0.6 * fresh - _turn(left.last, right.first)

    def _beginning(self, b: int, after_open: bool) -> float:
        """Return what `b` says of standing after an open or a closed end, whichever it is."""
        known = self.beginnings.get((b, after_open))
        if known is None:
            shown = self._shown_alone(b, "open" if after_open else "closed")
            known = self.beginnings[b, after_open] = _weighed(shown)
        return known

    def _shown_alone(self, b: int, kind: str) -> list[tuple[str, float]]:
        edge = self.edges[b]
        if edge.marked:
            return [(f"{kind}.mark", 1.0)]
        return [(f"{kind}.begins", edge.begins), (f"{kind}.case", edge.case)]

    def _together(self, a: int, b: int) -> list[tuple[str, float]]:
        """Return the evidence that neither shows alone."""
        left, right = self.edges[a], self.edges[b]
        kind = "open" if left.open else "closed"
        topic = self._shared(left.tail_topic, right.head_topic)
        found = [
            (f"{kind}.speech", follows(left.asked, right.speech)),
            (f"{kind}.topic", min(_MOST_TOPIC, topic)),
            (f"{kind}.quote", float(b == a + 1 and b in self.quoted)),
        ]
        if not left.open:
            return found
        near = min(_MOST_NEAR, self._shared(left.tail_near, right.head_near))
        found += [("open", 1.0), ("open.near", near)]
        return found if right.marked else [*found, *self._seam(left, right)]

    def _seam(self, left: Edges, right: Edges) -> list[tuple[str, float]]:
        """Return the evidence about one sentence running over both."""
        heard = hashed_odds(self.code, left.seam_before, right.seam_after)
        return [
            ("open.length", -abs(log((left.begun + right.ends + 2) / _SENTENCE))),
            ("open.pairs", _clip(heard, _LIMIT)),
            ("open.vectors", _clip(affinity(left.before, right.after), _LIMIT + 1)),
            ("open.words", _clip(affinity(left.asks, right.answers), _MOST_READ)),
            ("open.again", min(2.0, self.pairs[left.tail[-1], right.head[0]])),
        ]

    def _shared(self, left: frozenset[str], right: frozenset[str]) -> float:
        """Return how many rare words two edges share."""
        if left.isdisjoint(right):
            return 0.0
        weight = sum(self.weight.get(word, 0.0) for word in sorted(left & right))
        return weight / sqrt(1 + sqrt(len(left) * len(right)))


def _speech(
    passages: Sequence[Stack], code: str, marks: Mapping[str, bool]
) -> list[tuple[Shares, Shares]]:
    """Return what each passage begins with and ends with, of question and answer."""
    texts = [[t for p in passage.paragraphs for t in _turns(p.text)] for passage in passages]
    found = states([text for inner in texts for text in inner], code, marks)
    ends = list(accumulate(map(len, texts), initial=0))
    return [(found[start], found[end - 1]) for start, end in pairwise(ends)]


def _turns(text: str) -> list[str]:
    """Return a paragraph, parted where a full line may hide that a question ends there."""
    asked = _ASKED.search(text)
    if asked is None or "\n" not in text[asked.end() :]:
        return [text]
    return [text[: asked.end()], text[asked.end() :]]


def _weighed(shown: Iterable[tuple[str, float]]) -> float:
    return sum([WEIGHTS[name] * value for name, value in shown])


def _weights(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return how much each word says: the rarer, the more (inverse document frequency)."""
    count = Counter(word for bag in bags for word in bag)
    return {word: log((len(bags) + 1) / n) for word, n in count.items()}


def _pairs(stacks: Sequence[Stack]) -> Counter[tuple[str, str]]:
    """Return how often each two words stand together: a name cut in two stands whole elsewhere."""
    texts = (words(p.text) for stack in stacks for p in stack.paragraphs)
    return Counter(pair for text in texts for pair in pairwise(text))


def _turn(p: float, q: float) -> float:
    """Return how well what is a question so likely follows what was one so likely, in nats."""
    both, neither = 0.08 * p * q, 0.5 * (1 - p) * (1 - q)
    return log(both + 0.92 * p * (1 - q) + 0.5 * (1 - p) * q + neither) + 0.6


def _clip(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
