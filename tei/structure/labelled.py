"""Turns of a text whose labels say who speaks: each lasts until the next label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Annotation, Rule, Span
from tei.structure.business import business, fills
from tei.structure.lines import trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Document
    from tei.structure.stacks import Paragraph

LABEL = Rule("turns.label", "a label printed before it says whose turn it is")
PROSE = Rule("turns.none", "nothing shows that anybody speaks here")
ACTS = {"interviewer": "#question", "interviewee": "#answer"}


def labels(document: Document) -> dict[int, Annotation]:
    """Return the labels of a document by where they begin."""
    notes = document.select("note")
    return {a.spans[0].start: a for a in notes if a.get("type") == "speaker"}


def turns(document: Document, spoken: Sequence[Paragraph]) -> Iterator[Annotation]:
    """Yield the turns of a text with labels and their paragraphs, and what stands before them."""
    role = {person.id: person.role for person in document.participants}
    notes = business(document)
    known = labels(document)
    turn: list[Paragraph] = []
    who = ""
    for paragraph in spoken:
        label = known.get(paragraph.pieces[0].start)
        if label:
            yield from _turn(turn, who, role.get(who, ""), notes)
            who, turn = (label.get("target") or "#")[1:], []
        said = _after(document, paragraph, notes) if label else paragraph
        if not who:
            yield from _told(said, notes)
        elif said.text.strip():
            turn.append(said)
    yield from _turn(turn, who, role.get(who, ""), notes)


def _told(paragraph: Paragraph, notes: dict[int, int]) -> Iterator[Annotation]:
    if not fills(paragraph, notes):
        yield Annotation("p", paragraph.pieces, PROSE, 0.8)


def _after(document: Document, paragraph: Paragraph, notes: dict[int, int]) -> Paragraph:
    """Return a paragraph without the label that opens it, and without business right after that."""
    start, end = paragraph.pieces[0].start, paragraph.pieces[0].end
    while start in notes and start < end:
        start = trim(document.text, Span(notes[start], max(end, notes[start]))).start
    pieces = (Span(start, end), *paragraph.pieces[1:]) if start < end else paragraph.pieces[1:]
    said = "\n".join(piece.of(document.text) for piece in pieces)
    return replace(paragraph, pieces=pieces, text=said)


def _turn(
    turn: Sequence[Paragraph], who: str, role: str, notes: dict[int, int]
) -> Iterator[Annotation]:
    """Yield a turn and its paragraphs; business between them stands in it, after it outside."""
    while turn and fills(turn[-1], notes):
        turn = turn[:-1]
    if not turn:
        return
    pieces = tuple(s for paragraph in turn for s in paragraph.pieces)
    act = (("ana", ACTS[role]),) if role in ACTS else ()
    yield Annotation("u", pieces, LABEL, 0.97, (("who", f"#{who}"), *act))
    for paragraph in turn:
        if not fills(paragraph, notes):
            yield Annotation("seg", paragraph.pieces, LABEL, 0.97)
