"""Where the blocks outside the flow stand: before the paragraph they would interrupt.

Pull quotes, running heads and folios keep their place in the file as far as they can: each stands
before the flow block that follows it there. Where that block goes on with a paragraph begun in
another one, it stands before the block that the paragraph begins in, so that it never parts what
belongs together.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from tei.encoding.reading import BLANKS, reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.encoding.reading import Reading
    from tei.model import Annotation, Document, Span

_PARAGRAPHS = ("seg", "p", "ab", "head", "byline", "u")


def arrange(document: Document) -> tuple[Span, ...]:
    """Return the blocks in the order in which the body has them."""
    floats = _floats(document)
    if not floats:
        return document.blocks
    flow = [block for block in document.blocks if block not in floats]
    before: dict[int, list[Span]] = {}
    openings = _openings(document, reading(document.witness.text, flow))
    place = {block: index for index, block in enumerate(flow)}
    flow_in_file = sorted(flow)
    for block in sorted(floats):
        follower = bisect_left(flow_in_file, block)
        index = openings[place[flow_in_file[follower]]] if follower < len(flow) else len(flow)
        before.setdefault(index, []).append(block)
    arranged: list[Span] = []
    for index in range(len(flow) + 1):
        arranged += before.get(index, ())
        arranged += flow[index : index + 1]
    return tuple(arranged)


def is_out_of_flow(annotation: Annotation) -> bool:
    """Say whether a claim takes its text out of the flow: page furniture or a pull quote."""
    return annotation.element == "fw" or (
        annotation.element == "q" and annotation.get("type") == "pullquote"
    )


def _floats(document: Document) -> set[Span]:
    """Return the blocks that hold nothing but text outside the flow."""
    claimed = [s for a in document.annotations if is_out_of_flow(a) for s in a.spans]
    return (
        {b for b in document.blocks if _is_filled(document.witness.text, b, claimed)}
        if claimed
        else set()
    )


def _is_filled(text: str, block: Span, claimed: Iterable[Span]) -> bool:
    at = block.start
    for span in sorted(s for s in claimed if s.overlaps(block)):
        if text[at : span.start].strip(BLANKS):
            return False
        at = max(at, span.end)
    return at > block.start and not text[at : block.end].strip(BLANKS)


def _openings(document: Document, flow: Reading) -> list[int]:
    """Return, for each flow block, the last one up to it that begins with a new paragraph."""
    cut = _cut_by(document, flow)
    begun = (0 if block.start in cut else index for index, block in enumerate(flow.blocks))
    return list(accumulate(begun, max))


def _cut_by(document: Document, flow: Reading) -> set[int]:
    """Return the starts of blocks, in reading offsets, that stand inside a paragraph."""
    cut: set[int] = set()
    for annotation in document.select(*_paragraphs(document)):
        for piece in flow.pieces(annotation.spans):
            cut.update(flow.starts_between(piece.start + 1, piece.end))
    return cut


def _paragraphs(document: Document) -> tuple[str, ...]:
    """Return the elements that count as paragraphs: turns only where none is divided."""
    return _PARAGRAPHS[:-1] if document.select("seg") else _PARAGRAPHS
