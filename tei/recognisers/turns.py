"""Turns: who speaks from where to where, by printed marks, by address and by question."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tei.model import Annotation, Participant, Rule, Span
from tei.structure.lines import ends_sentence
from tei.structure.roles import Role, roles
from tei.structure.stacks import Paragraph, flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("order",)
MARKER = Rule("turns.marker", "a printed mark opens a question or an answer")
ADDRESS = Rule("turns.address", "a paragraph that addresses the other person and asks is a question")
ANSWER = Rule("turns.answer", "what follows a question and asks nothing answers it")
CUT = Rule("turns.cut", "the text is cut off here")
_FRONT_ASKS = 2.0
"""After an introduction the first to speak asks, in nats."""


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `u` for each turn and a `seg` for each of its paragraphs."""
    front = {s for a in document.select("head", "byline", "p") for s in a.spans}
    spoken = [p for p in flow(document) if p.pieces[0] not in front]
    if not spoken:
        return document
    found = roles([p.text for p in spoken], document.language, opening=_FRONT_ASKS * bool(front))
    if not any(role.question for role in found):
        return document.with_claims(Annotation("p", p.pieces, CUT, 0.5) for p in spoken)
    return document.with_claims(
        [*_turns(spoken, found), *_cuts(spoken, found, front=bool(front))], participants=_PEOPLE
    )


_PEOPLE = (Participant("interviewer", "interviewer"), Participant("interviewee", "interviewee"))


def _turns(spoken: Sequence[Paragraph], found: Sequence[Role]) -> Iterator[Annotation]:
    for ask, group in groupby(zip(spoken, found, strict=True), key=lambda pair: pair[1].question):
        turn = list(group)
        pieces = tuple(s for paragraph, _ in turn for s in paragraph.pieces)
        who = ("who", "#interviewer" if ask else "#interviewee")
        act = ("ana", "#question" if ask else "#answer")
        rule, certainty = _signed(turn[0][1])
        yield Annotation("u", pieces, rule, certainty, (who, act))
        for paragraph, role in turn:
            yield Annotation("seg", paragraph.pieces, rule, certainty)
            if role.mark:
                start = paragraph.pieces[0].start
                unit = "question" if ask else "answer"
                mark = (("unit", unit), ("pre", "true"))
                yield Annotation("pc", (Span(start, start + role.mark),), MARKER, 1.0, mark)


def _signed(role: Role) -> tuple[Rule, float]:
    if role.mark:
        return MARKER, 1.0
    certainty = round(min(0.99, 0.5 + role.margin / 10), 2)
    return (ADDRESS if role.question else ANSWER), certainty


def _cuts(spoken: Sequence[Paragraph], found: Sequence[Role], *, front: bool) -> Iterator[Annotation]:
    """Yield where the source begins or breaks off inside a turn."""
    if not front and not found[0].question:
        start = spoken[0].pieces[0].start
        yield from _gap(Span(start, start), "The source begins inside this answer.")
    last = spoken[-1]
    if not ends_sentence(last.text):
        end = last.pieces[-1].end
        what = "question" if found[-1].question else "answer"
        yield from _gap(Span(end, end), f"The source breaks off inside this {what}.")


def _gap(point: Span, sentence: str) -> Iterator[Annotation]:
    yield Annotation("gap", (point,), CUT, 0.9, (("reason", "truncated"), ("extent", "unknown")))
    attributes = (("type", "editorial"), ("xml:lang", "en"))
    yield Annotation("note", (point,), CUT, 0.9, attributes, comment=sentence)
