"""Reading order: which stretch of text continues which, and which paragraphs a seam cut in two.

Evidence is added up as log-odds (`tei.structure.evidence`), and the order that explains it best
wins (`tei.structure.orders`); what pull quotes prove is kept by moving what has to be moved
(`tei.structure.search`). Where evidence does not decide, the file's order stands.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.diagnostics import Diagnostic, Severity
from tei.model import Decision, Rule, Span
from tei.structure import orders, search
from tei.structure.evidence import PROVEN, Evidence
from tei.structure.stacks import Stack, stacks
from tei.structure.stamps import stamps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("headings",)
SEAM = Rule("order.seam", "joins a fragment to the one that continues it")
PLACE = Rule("order.place", "puts a block where its ends, its subject and its speaker want it")
COLUMN = Rule("order.column", "the lines of a column continue one another")
_KEPT = 3.0
"""What a neighbour in the best order counts when a pull quote asks for a move."""
_WORDS = {
    "same": "the file's order",
    "turned": "two columns from the wrong side",
    "foot last": "a column's foot at the end of the file",
    "foot first": "a column's foot at the beginning of the file",
    "reversed": "three columns from the wrong side",
}


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its blocks in reading order, and a decision for each seam."""
    if any(a.get("type") == "speaker" for a in document.select("note")):
        return document
    if stamps(document.text):  # they rise: the file is in the order of the recording
        return document
    flow = stacks(document)
    evidence = Evidence(document, flow, _proven(document, flow))
    order = orders.best_order(
        [edge.size for edge in evidence.edges],
        [edge.column for edge in evidence.edges],
        [edge.open for edge in evidence.edges],
        evidence.link,
    )
    said = _said(document, flow, config.structure.order)
    path = said or _kept_to_proof(evidence, order.path)
    blocks = _blocks(document, [flow[n] for n in path])
    decided = {decision.block for decision in document.decisions}
    seams = (seam for seam in _seams(evidence, flow, path) if seam.block not in decided)
    return replace(document, blocks=blocks).with_claims(
        decisions=[*seams, *_places(evidence, flow, path, order)],
        diagnostics=_contradictions(document, evidence, path, config.structure.order),
    )


def _said(document: Document, flow: Sequence[Stack], order: Sequence[int]) -> list[int]:
    """Return the order that the user says; stacks that are not named come after, as they are."""
    number = {block: n for n, block in enumerate(sorted(document.blocks), 1)}
    place = {number[block]: n for n, stack in enumerate(flow) for block in stack.blocks}
    named = list(dict.fromkeys(place[n] for n in order if n in place))
    return [*named, *(n for n in range(len(flow)) if n not in named)] if named else []


def _contradictions(
    document: Document, evidence: Evidence, path: Sequence[int], order: Sequence[int]
) -> Iterator[Diagnostic]:
    """Yield what speaks against the user's order: no such block (TEI202), a proof (TEI203)."""
    file = document.witness.file
    for n in order:
        if not 0 < n <= len(document.blocks):
            message = f"`structure.order` names block {n}; there are {len(document.blocks)}"
            hint = "blocks are counted from 1, as `milestone/@n` shows them"
            yield Diagnostic("TEI202", Severity.WARNING, message, hint, file)
    for a, b in sorted(evidence.proven) if order else ():
        if (a, b) not in set(pairwise(path)):
            message = "a pull quote runs over two blocks that `structure.order` parts"
            yield Diagnostic("TEI203", Severity.WARNING, message, "look at the order again", file)


def _proven(document: Document, flow: Sequence[Stack]) -> set[tuple[int, int]]:
    """Return the seams a pull quote runs over: from the end of one stack to another's start."""
    starts = {s.paragraphs[0].pieces[0].start: n for n, s in enumerate(flow)}
    ends = {s.paragraphs[-1].pieces[-1].end: n for n, s in enumerate(flow)}
    found = set()
    for source in document.select("seg"):
        for a, b in pairwise(source.spans):
            left = next((ends[a.end + n] for n in range(4) if a.end + n in ends), None)
            right = next((starts[b.start - n] for n in range(4) if b.start - n in starts), None)
            if left is not None and right is not None and left != right:
                found.add((left, right))
    return found


def _kept_to_proof(evidence: Evidence, path: Sequence[int]) -> list[int]:
    """Return the order with stacks moved so that proven seams are kept."""
    place = {stack: n for n, stack in enumerate(path)}
    links = [(place[a], place[b]) for a, b in sorted(evidence.proven)]
    if all(b == a + 1 for a, b in links):
        return list(path)

    def score(a: int, b: int) -> float:
        if search.NOTHING in (a, b):
            return 0.0
        return evidence.link(path[a], path[b]) + _KEPT * (b == a + 1) + PROVEN * ((a, b) in links)

    return [path[n] for n in search.order(len(path), score, links)]


def _blocks(document: Document, path: Sequence[Stack]) -> tuple[Span, ...]:
    """Return all blocks: front matter, the flow in its order, and the rest as they were."""
    flow = [block for stack in path for block in stack.blocks]
    kept = set(flow)
    claimed = sorted(s.start for a in document.select("head", "byline", "p") for s in a.spans)
    others = [block for block in document.blocks if block not in kept]
    front = [b for b in others if bisect_left(claimed, b.start) < bisect_left(claimed, b.end)]
    placed = kept.union(front)
    return (*front, *flow, *(block for block in others if block not in placed))


def _seams(evidence: Evidence, flow: Sequence[Stack], path: Sequence[int]) -> Iterator[Decision]:
    """Yield a decision for each block that goes on with the paragraph of the one before it."""
    for a, b in pairwise(path):
        odds = evidence.joins(a, b)
        if odds > 0:
            why = (
                "a pull quote runs over both" if (a, b) in evidence.proven else _why(evidence, a, b)
            )
            yield Decision(flow[b].blocks[0], SEAM, _certainty(odds), why)
    for stack in flow:
        for block in stack.blocks[1:]:
            yield Decision(block, COLUMN, 0.95, "it stands below the line before it in its column")


def _why(evidence: Evidence, a: int, b: int) -> str:
    tail, head = " ".join(evidence.edges[a].tail), " ".join(evidence.edges[b].head)
    return f"what it continues breaks off («{tail}»), and «{head}» goes on from there"


def _places(
    evidence: Evidence, flow: Sequence[Stack], path: Sequence[int], order: orders.Order
) -> Iterator[Decision]:
    """Yield a decision for each block that follows another than in the file."""
    for a, b in pairwise(path):
        if b != a + 1:
            why = f"{_WORDS[order.kind]}; the next best order is {order.margin:.1f} nats behind"
            yield Decision(flow[b].blocks[0], PLACE, _certainty(order.margin), why)


def _certainty(odds: float) -> float:
    return round(1 / (1 + exp(-max(-30.0, min(30.0, odds)))), 2)
