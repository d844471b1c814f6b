"""Turns of a text without labels: by its marks, or by who addresses and asks whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.model import Annotation, Rule, Span
from tei.structure.cues import reasons
from tei.structure.labelled import ACTS
from tei.structure.lines import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from tei.structure.roles import Role
    from tei.structure.stacks import Paragraph

    type Turn = list[tuple[Paragraph, Role | None]]
    """Paragraphs with their roles; business has none."""

MARKER = Rule("turns.marker", "a printed mark opens a question or an answer")
USER = Rule("user.marks", "the user says what a printed mark opens", human=True)
ADDRESS = Rule(
    "turns.address", "a paragraph that addresses the other person and asks is a question"
)
ANSWER = Rule("turns.answer", "what follows a question and asks nothing answers it")
CUT = Rule("turns.cut", "the text is cut off here")
TOLD = Rule("turns.introduction", "what stands between headlines and the first question")
_MARKED = 0.99
"""A turn that its mark opens is certain from here on."""
_LITTLE = 0.005


def turns(
    paragraphs: Sequence[tuple[Paragraph, Role | None]],
    code: str,
    *,
    front: bool,
    given: Container[str] = (),
) -> Iterator[Annotation]:
    """Yield the introduction, the turns with their paragraphs, and where the text is cut off.

    Business has no role. `front` says whether headlines stand before; `given` are the marks that
    the user knows.
    """
    for paragraph, role in paragraphs:
        if role and role.told:
            yield Annotation("p", paragraph.pieces, TOLD, role.certainty)
    spoken = [(paragraph, role) for paragraph, role in paragraphs if not (role and role.told)]
    for turn in _grouped(spoken):
        yield from _turn(turn, code, given)
    said = [(paragraph, role) for paragraph, role in spoken if role]
    if said:
        yield from _cuts(said, front=front)


def _grouped(spoken: Turn) -> Iterator[Turn]:
    """Yield the paragraphs of each turn, business between them too."""
    turn: Turn = []
    waiting: Turn = []
    last: Role | None = None
    for paragraph, role in spoken:
        if role is None:
            waiting.append((paragraph, role))
            continue
        if last and (role.opens or role.question != last.question):
            yield turn
            turn, waiting = [], []
        turn += [*(waiting if turn else []), (paragraph, role)]
        waiting, last = [], role
    if turn:
        yield turn


def _turn(turn: Turn, code: str, given: Container[str]) -> Iterator[Annotation]:
    opening, first = turn[0]
    assert first is not None  # business opens no turn
    who = "interviewer" if first.question else "interviewee"
    pieces = tuple(s for paragraph, _ in turn for s in paragraph.pieces)
    speaker = (("who", f"#{who}"), ("ana", ACTS[who]))
    why = _why(opening, first, code)
    rule = USER if first.mark in given else _rule(first)
    yield Annotation("u", pieces, rule, _sure(first), speaker, evidence=why)
    for paragraph, role in turn:
        if role:
            yield Annotation("seg", paragraph.pieces, rule, _sure(role))
        if role and role.mark and role.mark not in given:
            start = paragraph.pieces[0].start
            mark = (("unit", ACTS[who][1:]), ("pre", "true"))
            said = Span(start, start + len(role.mark))
            yield Annotation("pc", (said,), MARKER, 1.0, mark)


def _rule(role: Role) -> Rule:
    return MARKER if role.mark else ADDRESS if role.question else ANSWER


def _sure(role: Role) -> float:
    return 1.0 if role.mark and role.certainty >= _MARKED else role.certainty


def _why(paragraph: Paragraph, role: Role, code: str) -> str:
    """Return what speaks for a turn whose speaker no mark tells, and what came second."""
    if role.mark:
        return ""
    found = reasons(paragraph.text, code, asks=role.question) or "question and answer in turn"
    chance = f"{role.behind:.0%}" if role.behind >= _LITTLE else "less than 1%"
    return f"{found}; that it is {role.second} instead has a chance of {chance}"


def _cuts(spoken: Sequence[tuple[Paragraph, Role]], *, front: bool) -> Iterator[Annotation]:
    """Yield where the source begins or breaks off inside a turn."""
    opening, first = spoken[0]
    if not front and not first.question:
        start = opening.pieces[0].start
        yield from _gap(Span(start, start), "The source begins inside this answer.")
    closing, last = spoken[-1]
    if not ends_sentence(closing.text):
        end = closing.pieces[-1].end
        what = "question" if last.question else "answer"
        yield from _gap(Span(end, end), f"The source breaks off inside this {what}.")


def _gap(point: Span, sentence: str) -> Iterator[Annotation]:
    yield Annotation("gap", (point,), CUT, 0.9, (("reason", "truncated"), ("extent", "unknown")))
    attributes = (("type", "editorial"), ("xml:lang", "en"))
    yield Annotation("note", (point,), CUT, 0.9, attributes, comment=sentence)
