"""Turns: who speaks from where to where, by labels, by marks, or by address and question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.diagnostics import Diagnostic, Severity
from tei.model import Annotation, Participant, Span
from tei.recognisers.damage import UNREAD
from tei.structure import inferred, labelled
from tei.structure.business import business, fills
from tei.structure.hidden import parted, rejoined
from tei.structure.lines import widen
from tei.structure.roles import roles
from tei.structure.speakers import USER
from tei.structure.speech import is_heard
from tei.structure.stacks import flow

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from tei.config import Config
    from tei.model import Document
    from tei.structure.roles import Role
    from tei.structure.stacks import Paragraph

AFTER = ("business", "order", "damage")
_BLOCKS = frozenset(("u", "seg", "p", "head", "byline", "fw", "q"))
_PROSE = 0.8
"""Certainty that nobody speaks."""


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `u` for each turn and a `seg` for each of its paragraphs."""
    paragraphs = flow(document)
    if labelled.labels(document):
        found = document.with_claims(labelled.turns(document, paragraphs))
    else:
        found = _inferred(document, config, paragraphs)
    return replace(found, annotations=tuple(_widened(found.text, found.annotations)))


def _inferred(document: Document, config: Config, paragraphs: Sequence[Paragraph]) -> Document:
    given = config.structure.marks
    notes = business(document)
    parts = [parted(document, p) for p in paragraphs if not fills(p, notes)]
    every = [part for some in parts for part in some]
    hidden = [n > 0 for some in parts for n in range(len(some))]
    texts, below = [part.text for part in every], headed(document, every)
    found = roles(texts, document.language, headed=below, hidden=hidden, given=given)
    unread = any(diagnostic.code == UNREAD for diagnostic in document.diagnostics)
    heard = not unread and is_heard(texts, found, document.language)
    if not (given or config.participants or heard):
        prose = (Annotation("p", p.pieces, labelled.PROSE, _PROSE) for p in paragraphs)
        return document.with_claims(prose)
    both = list(_both(document, paragraphs, parts, found))
    front = bool(document.select("head", "byline", "p"))
    claims = inferred.turns(both, document.language, front=front, given=given)
    anybody = any(not role.told for role in found)
    return document.with_claims(
        claims,
        participants=people(config) if anybody else (),
        diagnostics=_contradictions(document, texts, below, given),
    )


def _both(
    document: Document,
    paragraphs: Sequence[Paragraph],
    parts: Sequence[Sequence[Paragraph]],
    found: Sequence[Role],
) -> Iterator[tuple[Paragraph, Role | None]]:
    """Yield each paragraph with its role, parted where a turn opens in it; business has none."""
    of = {some[0].pieces[0].start: some for some in parts}
    at = 0
    for paragraph in paragraphs:
        some = of.get(paragraph.pieces[0].start)
        if some is None:
            yield paragraph, None
            continue
        own = found[at : at + len(some)]
        opens = [role.opens or role.question != own[n - 1].question for n, role in enumerate(own)]
        for first, part in rejoined(document, paragraph, some, opens):
            yield part, own[first]
        at += len(some)


def headed(document: Document, paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Say of each paragraph whether it stands right below front matter in the file."""
    front = {s.end for a in document.select("head", "byline", "p") for s in a.spans}
    return [_above(document.text, p.pieces[0].start) in front for p in paragraphs]


def _above(text: str, start: int) -> int:
    """Return where what stands before an offset ends."""
    while start and text[start - 1].isspace():
        start -= 1
    return start


def _widened(text: str, claims: Sequence[Annotation]) -> Iterator[Annotation]:
    """Yield the claims with the marks of direction that touch them: they belong to the words.

    What touches a label belongs to that.
    """
    said = {claim.spans[-1].end for claim in claims if claim.get("type") == "speaker"}
    for claim in claims:
        if claim.element in _BLOCKS or claim.get("type") == "speaker":
            yield replace(claim, spans=tuple(_wide(text, span, said) for span in claim.spans))
        else:
            yield claim


def _wide(text: str, span: Span, labels: Container[int]) -> Span:
    """Return a span with the marks that touch it; a point moves to the far side of them."""
    wide = widen(text, span)
    if len(span):
        return Span(span.start, wide.end) if span.start in labels else wide
    edge = wide.start if wide.start < span.start else wide.end
    return Span(edge, edge)


def people(config: Config) -> Iterator[Participant]:
    """Yield who asks, who answers, and whom else the user names.

    A role that the user gives to several stays without a name: nothing tells whose turn it is.
    """
    named = [person for person in config.participants if person.name]
    counted = [person.role for person in named]
    for role in ("interviewer", "interviewee"):
        name = next((p.name for p in named if p.role == role and counted.count(role) == 1), "")
        yield Participant(role, role, (("persName", name),) if name else ())
    for number, person in enumerate(named, 1):
        if person.role not in ("interviewer", "interviewee") or counted.count(person.role) > 1:
            name_parts = (("persName", person.name),)
            yield Participant(f"speaker{number}", person.role, name_parts, rule=USER)


def _contradictions(
    document: Document, texts: Sequence[str], below: Sequence[bool], given: Mapping[str, bool]
) -> Iterator[Diagnostic]:
    """Yield what speaks against the user's marks: none (TEI213), another sense (TEI214)."""
    file = document.witness.file
    if not given:
        return
    alone = roles(texts, document.language, headed=below)
    for mark, asks in given.items():
        opened = [role for text, role in zip(texts, alone, strict=True) if text.startswith(mark)]
        what, other = ("questions", "answers") if asks else ("answers", "questions")
        if not opened:
            message, hint = f"no paragraph begins with “{mark}”", "copy the mark from the text"
            yield Diagnostic("TEI213", Severity.INFO, message, hint, file)
        elif sum(role.question != asks for role in opened) > len(opened) / 2:
            message = f"most paragraphs that begin with “{mark}” look like {other}, not {what}"
            hint = "what is said stands; look whether questions and answers are interchanged"
            yield Diagnostic("TEI214", Severity.WARNING, message, hint, file)
