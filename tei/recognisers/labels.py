"""Labels printed before turns, and the people they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.model import Annotation, Rule
from tei.structure.labels import labels
from tei.structure.lines import lines
from tei.structure.speakers import speakers

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Document

AFTER = ("furniture",)
LABEL = Rule("turns.label", "a label printed before it says whose turn it is")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `note` for each label, and a participant for each person."""
    outside = {a.spans[0].start for a in document.select("fw")}
    rows = [
        row
        for block in document.blocks
        for row in lines(document.text, block)
        if row.start not in outside
    ]
    given = [label for person in config.participants for label in person.labels]
    found = labels(document.text, rows, given)
    people, means = speakers(found, LABEL, config.participants if found else ())
    claims = [
        Annotation("note", (label.span,), LABEL, 0.97, (("type", "speaker"), ("target", f"#{who}")))
        for label, who in zip(found, means, strict=True)
    ]
    return document.with_claims(claims, participants=people)
