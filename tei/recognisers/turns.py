"""Turns: who speaks from where to where, by labels, by marks, or by address and question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Participant
from tei.structure import inferred, labelled
from tei.structure.lines import widen
from tei.structure.roles import roles
from tei.structure.stacks import flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.config import Config
    from tei.model import Annotation, Document
    from tei.structure.stacks import Paragraph

AFTER = ("business", "order")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `u` for each turn and a `seg` for each of its paragraphs."""
    paragraphs = flow(document)
    if labelled.labels(document):
        return document.with_claims(labelled.turns(document, paragraphs))
    given = dict.fromkeys(config.structure.questions, True)
    given |= dict.fromkeys(config.structure.answers, False)
    texts = [paragraph.text for paragraph in paragraphs]
    found = roles(texts, document.language, headed=headed(document, paragraphs), given=given)
    front = bool(document.select("head", "byline", "p"))
    claims = inferred.turns(paragraphs, found, document.language, front=front)
    anybody = any(not role.told for role in found)
    return document.with_claims(
        _widened(document.text, claims), participants=people(config) if anybody else ()
    )


def headed(document: Document, paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Say of each paragraph whether it stands right below front matter in the file."""
    front = {s.end for a in document.select("head", "byline", "p") for s in a.spans}
    return [_above(document.text, p.pieces[0].start) in front for p in paragraphs]


def _above(text: str, start: int) -> int:
    """Return where what stands before an offset ends."""
    while start and text[start - 1].isspace():
        start -= 1
    return start


def _widened(text: str, claims: Iterable[Annotation]) -> Iterator[Annotation]:
    """Yield the claims with the marks of direction that touch them: they belong to the words."""
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
