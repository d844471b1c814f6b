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
from tei.recognisers.blocks import BESIDE
from tei.structure import orders, search
from tei.structure.evidence import PROVEN, Evidence
from tei.structure.passages import Run, blocks_of, lengths, passages, runs, tiled
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
_MOST = 0.99
"""No order is more certain than that."""
_KEPT = 3.0
"""What a neighbour in the best order counts when a pull quote asks for a move."""
_WORDS = {
    "same": "the file's order",
    "turned": "two columns from the wrong side",
    "foot last": "a column's foot at the end of the file",
    "foot first": "a column's foot at the beginning of the file",
    "reversed": "three columns from the wrong side",
    "columns": "columns that stood side by side, from the wrong side",
    "frames": "frames of the page that the file has in another order",
    "pieces": "pieces of the page that the file has in another order",
}


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its blocks in reading order, and a decision for each seam."""
    if any(a.get("type") == "speaker" for a in document.select("note")):
        return document
    if stamps(document.text):  # they rise: the file is in the order of the recording
        return document
    parts = passages(document.text, stacks(document), orders.PAGE)
    evidence = Evidence(document, parts, proven(document, parts), config.structure.marks)
    columns = [part.column for part in parts]
    if any(decision.rule == BESIDE for decision in document.decisions):
        order = orders.kept(len(parts))
    else:
        order = orders.best_order(evidence, lengths(document, parts), columns)
    found = runs(parts, _kept_to_proof(evidence, order.path), document.blocks)
    document = replace(document, blocks=tuple(tiled(document.blocks, parts, found)))
    flow = _said(document, parts, found, config.structure.order) or found
    blocks = _blocks(document, [block for run in flow for block in blocks_of(parts, run)])
    decided = {d.block for d in document.decisions if d.rule != BESIDE}
    seams = (seam for seam in _seams(evidence, parts, flow) if seam.block not in decided)
    return replace(document, blocks=blocks).with_claims(
        decisions=[*seams, *_places(evidence, parts, flow, order)],
        diagnostics=_contradictions(document, evidence, flow, config.structure.order),
    )


def _said(
    document: Document, parts: Sequence[Stack], flow: Sequence[Run], order: Sequence[int]
) -> list[Run]:
    """Return the order that the user says; what is not named comes after, as the file has it."""
    number = {block: n for n, block in enumerate(sorted(document.blocks), 1)}
    place = {number[block]: run for run in flow for block in blocks_of(parts, run)}
    named = list(dict.fromkeys(place[n] for n in order if n in place))
    return [*named, *(run for run in sorted(flow) if run not in named)] if named else []


def _contradictions(
    document: Document, evidence: Evidence, flow: Sequence[Run], order: Sequence[int]
) -> Iterator[Diagnostic]:
    """Yield what speaks against the user's order: no such block (TEI202), a proof (TEI203)."""
    file = document.witness.file
    for n in order:
        if not 0 < n <= len(document.blocks):
            message = f"`structure.order` names block {n}; there are {len(document.blocks)}"
            hint = "blocks are counted from 1, as `milestone/@n` shows them"
            yield Diagnostic("TEI202", Severity.WARNING, message, hint, file)
    path = [n for run in flow for n in range(*run)]
    for a, b in sorted(evidence.proven) if order else ():
        if (a, b) not in set(pairwise(path)):
            message = "a pull quote runs over two blocks that `structure.order` parts"
            yield Diagnostic("TEI203", Severity.WARNING, message, "look at the order again", file)


def proven(document: Document, parts: Sequence[Stack]) -> set[tuple[int, int]]:
    """Return the seams a pull quote runs over: from the end of one passage to another's start."""
    starts = {s.paragraphs[0].pieces[0].start: n for n, s in enumerate(parts)}
    ends = {s.paragraphs[-1].pieces[-1].end: n for n, s in enumerate(parts)}
    found = set()
    for source in document.select("seg"):
        for a, b in pairwise(source.spans):
            left = next((ends[a.end + n] for n in range(4) if a.end + n in ends), None)
            right = next((starts[b.start - n] for n in range(4) if b.start - n in starts), None)
            if left is not None and right is not None and left != right:
                found.add((left, right))
    return found


def _kept_to_proof(evidence: Evidence, path: Sequence[int]) -> list[int]:
    """Return the order with passages moved so that proven seams are kept."""
    place = {stack: n for n, stack in enumerate(path)}
    links = [(place[a], place[b]) for a, b in sorted(evidence.proven)]
    if all(b == a + 1 for a, b in links):
        return list(path)

    def score(a: int, b: int) -> float:
        if search.NOTHING in (a, b):
            return 0.0
        return evidence.link(path[a], path[b]) + _KEPT * (b == a + 1) + PROVEN * ((a, b) in links)

    return [path[n] for n in search.order(len(path), score, links)]


def _blocks(document: Document, flow: Sequence[Span]) -> tuple[Span, ...]:
    """Return all blocks: front matter, the flow in its order, and the rest as they were."""
    kept = set(flow)
    claimed = sorted(s.start for a in document.select("head", "byline", "p") for s in a.spans)
    others = [block for block in document.blocks if block not in kept]
    front = [b for b in others if bisect_left(claimed, b.start) < bisect_left(claimed, b.end)]
    placed = kept.union(front)
    return (*front, *flow, *(block for block in others if block not in placed))


def _seams(evidence: Evidence, parts: Sequence[Stack], flow: Sequence[Run]) -> Iterator[Decision]:
    """Yield a decision for each block that goes on with the paragraph of the one before it."""
    for (_, end), (b, after) in pairwise(flow):
        a = end - 1
        odds = evidence.joins(a, b)
        if odds > 0:
            why = (
                "a pull quote runs over both" if (a, b) in evidence.proven else _why(evidence, a, b)
            )
            yield Decision(blocks_of(parts, (b, after))[0], SEAM, _certainty(odds), why)
    for part in parts:
        for block in part.blocks[1:]:
            yield Decision(block, COLUMN, 0.95, "it stands below the line before it in its column")


def _why(evidence: Evidence, a: int, b: int) -> str:
    tail, head = " ".join(evidence.edges[a].tail), " ".join(evidence.edges[b].head)
    return f"what it continues breaks off («{tail}»), and «{head}» goes on from there"


def _places(
    evidence: Evidence, parts: Sequence[Stack], flow: Sequence[Run], order: orders.Order
) -> Iterator[Decision]:
    """Yield a decision for each block that follows another than in the file."""
    runner_up = f"the next best is {_WORDS[order.second]}, {order.margin:.1f} nats behind"
    for (_, end), (b, after) in pairwise(flow):
        if b != end:
            why = filter(None, (_WORDS[order.kind], evidence.reasons(end - 1, b), runner_up))
            block = blocks_of(parts, (b, after))[0]
            yield Decision(block, PLACE, _certainty(order.margin), "; ".join(why))


def _certainty(odds: float) -> float:
    return min(_MOST, round(1 / (1 + exp(-max(-30.0, min(30.0, odds)))), 2))
