"""Claims the regular spelling of what was printed otherwise: a `choice` a word (TEI P5 §3.5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Annotation, Rule, Span
from tei.recognisers._joined import Joined
from tei.spelling import changes, edits
from tei.spelling.orthography import orthography

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Document
    from tei.spelling import Change

AFTER = ("language", "turns")
_WORTH_SAYING = 0.2
"""A change less probable than this is not even suggested."""


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its regular spellings claimed."""
    reading, policy = _reading(document), config.spelling
    rules = orthography(document.language).rules
    if not rules:
        return document
    # What only another language has a rule for stays as it is.
    found = [e for e in edits(reading.text, document.language, policy) if e.rule in rules]
    claims = [
        _annotation(change, reading, rules)
        for change in changes(reading.text, found)
        if _stands_together(change, reading)
    ]
    if policy.suggest:
        doubtful = edits(reading.text, document.language, replace(policy, threshold=_WORTH_SAYING))
        less = (e for e in doubtful if e.probability < policy.threshold and e.rule in rules)
        claims += (_suggestion(c, reading, rules) for c in changes(reading.text, less))
    return document.with_claims(claims)


def _annotation(change: Change, reading: Joined, rules: dict[str, str]) -> Annotation:
    edit = change.weakest
    others = sorted({other.rule for other in change.edits} - {edit.rule})
    return Annotation(
        "choice",
        tuple(reading.spans(change.start, change.end)),
        Rule(f"spelling.{edit.rule}", rules[edit.rule]),
        round(edit.probability, 2),
        regular=change.regular,
        evidence="also " + ", ".join(f"spelling.{rule}" for rule in others) if others else "",
    )


def _stands_together(change: Change, reading: Joined) -> bool:
    """Say whether a change is of one stretch, or of a word that only the end of a line parts."""
    pieces = list(reading.spans(change.start, change.end))
    return len(pieces) == 1 or " " not in reading.text[change.start : change.end]


def _suggestion(change: Change, reading: Joined, rules: dict[str, str]) -> Annotation:
    """Return a note after a word that may be spelt otherwise."""
    claim = _annotation(change, reading, rules)
    end = claim.spans[-1].end
    return replace(
        claim,
        element="note",
        spans=(Span(end, end),),
        attributes=(("type", "editorial"),),
        regular=None,
        comment=f"Perhaps to be spelt {change.regular}.",
    )


def _reading(document: Document) -> Joined:
    return Joined.of(document.text, document.blocks or (Span(0, len(document.text)),))
