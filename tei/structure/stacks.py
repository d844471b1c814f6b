"""Stacks: what an extractor left whole, as paragraphs, for others to put in order.

A stack is a block, or the cells of a column, one below the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tei.model import Span
from tei.structure.lines import lines, measure, paragraphs

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from tei.model import Document

_LOST = 4
"""Code points that a line may have lost since it was broken: joiners, and the blank at its end."""
SEAMS = frozenset({"order.seam"})


class Paragraph(Struct, frozen=True):
    """A paragraph, or what a seam left of one: its pieces in reading order."""

    pieces: tuple[Span, ...]
    text: str
    """Of the pieces, a line ending between them."""


class Stack(Struct, frozen=True):
    """A stretch of text whose inner order is certain."""

    blocks: tuple[Span, ...]
    paragraphs: tuple[Paragraph, ...]
    room: int
    """Code points of the longest word that its last line has room for; 0 without a measure."""
    column: bool = False
    """Whether it is one of several set side by side."""


def stacks(document: Document) -> list[Stack]:
    """Return the stacks of a document's flow: no furniture, pull quotes or front matter."""
    text = document.text
    outside = {span.start for a in document.select("fw", "q") for span in a.spans}
    labels = {a.spans[0].start for a in document.select("note") if a.get("type") == "speaker"}
    labels |= {a.spans[0].start for a in document.select("pc")}
    inner = [(block, lines(text, block)) for block in document.blocks]
    flow = [(block, rows) for block, rows in inner if rows and rows[0].start not in outside]
    found = list(_piles(text, flow, _below_another(document)))
    width = measure(text, [[row for _, rows in pile for row in rows] for pile in found])
    front = {s for a in document.select("head", "byline", "p") for s in a.spans}
    whole = (_stack(text, pile, width, labels) for pile in found)
    return [kept for stack in whole if (kept := _without(stack, front)).paragraphs]


def piles(document: Document) -> list[tuple[Span, ...]]:
    """Return the blocks of a document, those of a column together."""
    below, found = _below_another(document), list[tuple[Span, ...]]()
    for block in document.blocks:
        if found and block in below:
            found[-1] += (block,)
        else:
            found.append((block,))
    return found


def _below_another(document: Document) -> set[Span]:
    return {d.block for d in document.decisions if d.rule.id == "blocks.column"}


def _without(stack: Stack, front: set[Span]) -> Stack:
    """Return a stack without the paragraphs that are front matter."""
    if not front:
        return stack
    kept = (p for p in stack.paragraphs if p.pieces[0] not in front)
    return replace(stack, paragraphs=tuple(kept))


def _piles(
    text: str, flow: Sequence[tuple[Span, list[Span]]], below: Container[Span]
) -> Iterator[list[tuple[Span, list[Span]]]]:
    pile: list[tuple[Span, list[Span]]] = []
    for block, rows in flow:
        if pile and block not in below and not _below(text, pile[-1], (block, rows)):
            yield pile
            pile = []
        pile.append((block, rows))
    if pile:
        yield pile


def _below(text: str, a: tuple[Span, list[Span]], b: tuple[Span, list[Span]]) -> bool:
    """Say whether two blocks of a line each stand in neighbouring rows."""
    if len(a[1]) != 1 or len(b[1]) != 1 or b[0].start < a[0].end:
        return False
    return text.count("\n", a[1][0].end, b[1][0].start) == 1


def _stack(
    text: str, pile: Sequence[tuple[Span, list[Span]]], width: int | None, labels: set[int]
) -> Stack:
    rows = [row for _, inner in pile for row in inner]
    found = [
        Paragraph(_pieces(group, len(pile) > 1), "\n".join(row.of(text) for row in group))
        for group in paragraphs(text, rows, width, labels)
    ]
    room = max(0, width - len(rows[-1]) - _LOST) if width else 0
    return Stack(tuple(block for block, _ in pile), tuple(found), room, len(pile) > 1)


def _pieces(rows: Sequence[Span], apart: bool) -> tuple[Span, ...]:
    return tuple(rows) if apart else (Span(rows[0].start, rows[-1].end),)


def flow(document: Document, seams: frozenset[str] = SEAMS) -> list[Paragraph]:
    """Return the paragraphs of a document in reading order, joined where a seam was found.

    A seam is a `Decision` whose rule is one of `seams`.
    """
    joined = {d.block for d in document.decisions if d.rule.id in seams}
    found: list[Paragraph] = []
    for stack in stacks(document):
        first, *rest = stack.paragraphs
        if found and stack.blocks[0] in joined:
            found[-1] = _join(found[-1], first)
        else:
            found.append(first)
        found += rest
    return found


def _join(a: Paragraph, b: Paragraph) -> Paragraph:
    return Paragraph((*a.pieces, *b.pieces), f"{a.text}\n{b.text}")
