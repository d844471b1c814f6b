"""Turns: who speaks from where to where, by labels, by marks, or by address and question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Annotation, Participant, Rule, Span
from tei.structure.cues import reasons
from tei.structure.lines import asks, ends_sentence, trim, widen
from tei.structure.roles import Role, roles
from tei.structure.stacks import Paragraph, flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("business", "order")
LABEL = Rule("turns.label", "a label printed before it says whose turn it is")
MARKER = Rule("turns.marker", "a printed mark opens a question or an answer")
ADDRESS = Rule(
    "turns.address", "a paragraph that addresses the other person and asks is a question"
)
ANSWER = Rule("turns.answer", "what follows a question and asks nothing answers it")
CUT = Rule("turns.cut", "the text is cut off here")
TOLD = Rule("turns.introduction", "what stands between headlines and the first question")
PROSE = Rule("turns.none", "nothing shows that anybody speaks here")
_ACTS = {"interviewer": "#question", "interviewee": "#answer"}


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `u` for each turn and a `seg` for each of its paragraphs."""
    front = {s for a in document.select("head", "byline", "p") for s in a.spans}
    spoken = flow(document)
    labels = {a.spans[0].start: a for a in document.select("note") if a.get("type") == "speaker"}
    if labels:
        return document.with_claims(_labelled(document, spoken, labels))
    given = dict.fromkeys(config.structure.questions, True)
    given |= dict.fromkeys(config.structure.answers, False)
    texts = [p.text for p in spoken]
    found = roles(texts, document.language, introduced=bool(front), given=given)
    said = [n for n, role in enumerate(found) if not role.told]
    claims = [
        Annotation("p", p.pieces, TOLD, 0.8) for p, r in zip(spoken, found, strict=True) if r.told
    ]
    if not said:
        return document.with_claims(claims)
    spoken, found = [spoken[n] for n in said], [found[n] for n in said]
    claims += _turns(spoken, found, document.language)
    claims = [*_widened(document.text, claims), *_cuts(spoken, found, front=bool(front))]
    return document.with_claims(claims, participants=people(config))


def _widened(text: str, claims: Iterable[Annotation]) -> Iterator[Annotation]:
    for claim in claims:
        if claim.element == "pc":
            yield claim
        else:
            yield replace(claim, spans=tuple(widen(text, span) for span in claim.spans))


def people(config: Config) -> tuple[Participant, ...]:
    """Return who asks and who answers, with the names that the user gives them."""
    names = {person.role: person.name for person in config.participants if person.name}
    return tuple(
        Participant(role, role, (("persName", names[role]),) if role in names else ())
        for role in ("interviewer", "interviewee")
    )


def _labelled(
    document: Document, spoken: Sequence[Paragraph], labels: dict[int, Annotation]
) -> Iterator[Annotation]:
    """Yield the turns of a text with labels: each lasts until the next one."""
    role = {person.id: person.role for person in document.participants}
    business = {a.spans[0].start: a.spans[0].end for a in document.select("note")}
    turn: list[Paragraph] = []
    who = ""
    for paragraph in spoken:
        label = labels.get(paragraph.pieces[0].start)
        if label:
            yield from _turn(turn, who, role.get(who, ""), business)
            who, turn = (label.get("target") or "#")[1:], []
        said = _after(document, paragraph, business) if label else paragraph
        if not who:
            yield from _told(said, business)
        elif said.text.strip():
            turn.append(said)
    yield from _turn(turn, who, role.get(who, ""), business)


def _told(paragraph: Paragraph, business: dict[int, int]) -> Iterator[Annotation]:
    if not _is_business(paragraph, business):
        yield Annotation("p", paragraph.pieces, PROSE, 0.8)


def _is_business(paragraph: Paragraph, business: dict[int, int]) -> bool:
    first, last = paragraph.pieces[0], paragraph.pieces[-1]
    return business.get(first.start, -1) >= last.end


def _after(document: Document, paragraph: Paragraph, business: dict[int, int]) -> Paragraph:
    """Return a paragraph without the label that opens it, and without business right after that."""
    start, end = paragraph.pieces[0].start, paragraph.pieces[0].end
    while start in business and start < end:
        start = trim(document.text, Span(business[start], max(end, business[start]))).start
    pieces = (Span(start, end), *paragraph.pieces[1:]) if start < end else paragraph.pieces[1:]
    said = "\n".join(piece.of(document.text) for piece in pieces)
    return replace(paragraph, pieces=pieces, text=said)


def _turn(
    turn: Sequence[Paragraph], who: str, role: str, business: dict[int, int]
) -> Iterator[Annotation]:
    """Yield a turn and its paragraphs; business between them stands in it, after it outside."""
    while turn and _is_business(turn[-1], business):
        turn = turn[:-1]
    if not turn:
        return
    pieces = tuple(s for paragraph in turn for s in paragraph.pieces)
    act = (("ana", _ACTS[role]),) if role in _ACTS else ()
    yield Annotation("u", pieces, LABEL, 0.97, (("who", f"#{who}"), *act))
    for paragraph in turn:
        if not _is_business(paragraph, business):
            yield Annotation("seg", paragraph.pieces, LABEL, 0.97)


def _turns(spoken: Sequence[Paragraph], found: Sequence[Role], code: str) -> Iterator[Annotation]:
    for turn in _grouped(spoken, found):
        ask = turn[0][1].question
        pieces = tuple(s for paragraph, _ in turn for s in paragraph.pieces)
        who = ("who", "#interviewer" if ask else "#interviewee")
        act = ("ana", "#question" if ask else "#answer")
        rule, certainty = _signed(turn[0][1])
        why = _why(*turn[0], code)
        yield Annotation("u", pieces, rule, certainty, (who, act), evidence=why)
        for paragraph, role in turn:
            yield Annotation("seg", paragraph.pieces, rule, certainty)
            if role.mark:
                start = paragraph.pieces[0].start
                mark = (("unit", act[1][1:]), ("pre", "true"))
                yield Annotation("pc", (Span(start, start + role.mark),), MARKER, 1.0, mark)


def _grouped(
    spoken: Sequence[Paragraph], found: Sequence[Role]
) -> Iterator[list[tuple[Paragraph, Role]]]:
    """Yield the paragraphs of each turn: a mark always opens one, and so does the other role.

    So does a question after a question that was complete: its answer is missing.
    """
    turn: list[tuple[Paragraph, Role]] = []
    for paragraph, role in zip(spoken, found, strict=True):
        complete = turn and turn[-1][1].question and asks(turn[-1][0].text) and asks(paragraph.text)
        if turn and (role.mark or complete or role.question != turn[-1][1].question):
            yield turn
            turn = []
        turn.append((paragraph, role))
    if turn:
        yield turn


def _why(paragraph: Paragraph, role: Role, code: str) -> str:
    """Return what speaks for a turn whose speaker no mark tells, and what came second."""
    if role.mark:
        return ""
    found = reasons(paragraph.text, code, asks=role.question) or "question and answer in turn"
    second = "an answer" if role.question else "a question"
    return f"{found}; as {second} it is {role.margin:.1f} nats less likely"


def _signed(role: Role) -> tuple[Rule, float]:
    if role.mark:
        return MARKER, 1.0
    certainty = round(min(0.99, 0.5 + role.margin / 10), 2)
    return (ADDRESS if role.question else ANSWER), certainty


def _cuts(
    spoken: Sequence[Paragraph], found: Sequence[Role], *, front: bool
) -> Iterator[Annotation]:
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
