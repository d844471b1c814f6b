"""Reading order: which stretch of text continues which, and which paragraphs a seam cut in two.

Evidence is added up as log-odds, and the order with the best sum wins: open and closed ends,
what a pull quote proves, what stands across the seam (`tei.structure.seams`), question and
answer in turn, and the file's own order as the prior.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import exp, log
from typing import TYPE_CHECKING

from tei.model import Decision, Rule, Span
from tei.structure.cues import question
from tei.structure.lines import ends_sentence, opens_turn
from tei.structure.search import NOTHING, order
from tei.structure.seams import EDGE, log_odds
from tei.structure.stacks import Stack, stacks
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("headings",)
SEAM = Rule("order.seam", "joins a fragment to the one that continues it")
PLACE = Rule("order.place", "puts a block where question and answer, and its ends, want it")
COLUMN = Rule("order.column", "the lines of a column continue one another")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence counts, in nats."""

    file: float = 3.0
    columns: float = 0.5
    proven: float = 14.0
    closed_joined: float = -6.0
    open_joined: float = 0.8
    mark_joined: float = -8.0
    short_joined: float = -4.0
    language: float = 0.8
    edge: float = 0.6
    closed_apart: float = 0.5
    open_apart: float = -1.5
    mark_apart: float = 0.8
    backwards: float = -0.3


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class _End:
    """What a stack shows at its two ends."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    open: bool
    full: bool
    marked: bool
    column: bool
    first: float
    last: float


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its blocks in reading order, and a decision for each seam."""
    if any(a.get("type") == "speaker" for a in document.select("note")):
        return document
    found = stacks(document)
    front = {s.start for a in document.select("head", "byline", "p") for s in a.spans}
    flow = [s for s in found if s.paragraphs[0].pieces[0].start not in front or len(s.paragraphs) > 1]
    path, joined = _arrange(document, flow)
    return _apply(document, found, [flow[n] for n in path], joined)


def _arrange(document: Document, flow: Sequence[Stack]) -> tuple[list[int], dict[int, float]]:
    """Return the order of the stacks, and how surely each continues the one before it."""
    ends = [_end(document, stack) for stack in flow]
    proven = _proven(document, flow)
    @cache
    def parts(a: int, b: int) -> tuple[float, float]:
        return _parts(document.language, ends[a], ends[b], proven=(a, b) in proven)

    @cache
    def score(a: int, b: int) -> float:
        if a == NOTHING or b == NOTHING:
            return 1.0 if b == 0 else 0.0
        prior = 0.0
        if b == a + 1:
            prior = WEIGHTS.columns if ends[a].column and ends[b].column else WEIGHTS.file
        elif b < a:
            prior = WEIGHTS.backwards
        return max(parts(a, b)) + prior

    path = order(len(flow), score, _links(len(flow), score, proven))
    joined = {}
    for a, b in pairwise(path):
        together, apart = parts(a, b)
        if together > apart:
            joined[b] = 1 / (1 + exp(max(-30.0, apart - together)))
    return path, joined


def _links(count: int, score: Callable[[int, int], float], proven: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the links worth trying: those between two places where the file's order is weak."""
    kept = [score(n, n + 1) for n in range(count - 1)]
    bar = WEIGHTS.file + WEIGHTS.closed_apart + 1.0
    lefts = [n for n in range(count) if n == count - 1 or kept[n] < bar]
    rights = [n for n in range(count) if n == 0 or kept[n - 1] < bar]
    found = {(a, b): score(a, b) for a in lefts for b in rights if a != b and abs(a - b) < 80}
    for link in proven:
        found[link] = score(*link)
    return sorted(found, key=lambda link: -found[link])[: 8 * count]


def _end(document: Document, stack: Stack) -> _End:
    first, last = stack.paragraphs[0], stack.paragraphs[-1]
    code = document.language
    return _End(
        tuple(words(first.text[:60])[:2]) or (EDGE,),
        tuple(words(last.text[-60:])[-2:]) or (EDGE,),
        not ends_sentence(last.text),
        stack.full,
        opens_turn(document.text, first.pieces[0]),
        stack.column,
        question(first.text, code) + 3 * opens_turn(document.text, first.pieces[0]),
        question(last.text, code) + 3 * opens_turn(document.text, last.pieces[0]),
    )


def _parts(code: str, a: _End, b: _End, *, proven: bool) -> tuple[float, float]:
    """Return the log-odds that `b` continues a paragraph of `a`, and that it begins one after it."""
    w = WEIGHTS
    together = w.proven * proven + (w.open_joined if a.open else w.closed_joined)
    together += w.mark_joined * b.marked + w.short_joined * (not a.full)
    together += w.language * _clip(log_odds(code, a.tail, b.head), -5, 5)
    apart = w.open_apart + w.edge * _clip(log_odds(code, a.tail, (EDGE,)), -3, 3) if a.open else w.closed_apart
    apart += w.mark_apart if b.marked else w.edge * _clip(log_odds(code, (EDGE,), b.head), -3, 3)
    return together, apart + _turns(a.last, b.first)


def _clip(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def _turns(before: float, after: float) -> float:
    """Return how well question and answer follow, in nats."""
    p, q = (1 / (1 + exp(-_clip(x, -6, 6))) for x in (before, after))
    return log(0.08 * p * q + 0.92 * p * (1 - q) + 0.5 * (1 - p) * q + 0.5 * (1 - p) * (1 - q)) + 0.6


def _proven(document: Document, flow: Sequence[Stack]) -> set[tuple[int, int]]:
    """Return the seams that a pull quote runs over: it has the end of one, the start of the other."""
    starts = {s.paragraphs[0].pieces[0].start: n for n, s in enumerate(flow)}
    finishes = {s.paragraphs[-1].pieces[-1].end: n for n, s in enumerate(flow)}
    found = set()
    for source in document.select("seg"):
        for a, b in pairwise(source.spans):
            left = next((n for end, n in finishes.items() if 0 <= end - a.end < 4), None)
            right = next((n for start, n in starts.items() if 0 <= b.start - start < 4), None)
            if left is not None and right is not None and left != right:
                found.add((left, right))
    return found


def _apply(document: Document, found: Sequence[Stack], path: Sequence[Stack], joined: dict[int, float]) -> Document:
    flow = [block for stack in path for block in stack.blocks]
    kept = set(flow)
    front = [b for stack in found for b in stack.blocks if b not in kept]
    decisions = []
    flows = [s for s in found if s.blocks[0] in kept]
    number = {s.blocks[0]: n for n, s in enumerate(flows)}
    for stack in path:
        n = number[stack.blocks[0]]
        if n in joined:
            decisions.append(Decision(stack.blocks[0], SEAM, round(joined[n], 2), "continues the block before it"))
        decisions += [Decision(b, COLUMN, 0.95, "the line above it in its column") for b in stack.blocks[1:]]
    placed = set(front) | kept
    outside = [b for b in document.blocks if b not in placed]
    return replace(document, blocks=(*front, *flow, *outside)).with_claims(decisions=decisions)
