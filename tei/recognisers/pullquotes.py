"""Pull quotes: blocks set off in a narrower measure that repeat what is said elsewhere."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Annotation, Rule, Span
from tei.structure.insets import MARKS as PRINTED
from tei.structure.lines import lines, trim
from tei.structure.repeats import Index, Repeat
from tei.structure.stacks import piles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("labels",)
REPEAT = Rule("pullquotes.repeat", "finds a block that repeats the running text")
SHAPE = Rule("pullquotes.shape", "a block in a narrower measure is set off from the text")
MARKS = PRINTED | frozenset('“”❝❞»«„"')
_LINES = 3
_FEW = 4
"""Of more such blocks without a mark or a repeat, none is a pull quote: it is verse."""
_NARROW = (0.97, 0.85)
_COVERED = (0.6, 0.85)


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a `q` for each pull quote, and a `seg` for each of its sources."""
    text = document.text
    furniture = {a.spans[0].start for a in document.select("fw")}
    rows = {pile: [row for block in pile for row in lines(text, block)] for pile in piles(document)}
    flow = [pile for pile, inner in rows.items() if inner and inner[0].start not in furniture]
    body = _body([lines(text, block) for pile in flow for block in pile])
    narrow = {pile: _widest(text, rows[pile]) / body for pile in flow}
    candidates = [pile for pile in flow if narrow[pile] < _NARROW[0]]
    if not candidates or sum(map(len, candidates)) > 0.5 * sum(map(len, flow)):
        return document
    rest = Index(text, [block for pile in flow if narrow[pile] >= _NARROW[0] for block in pile])
    labelled = any(a.get("type") == "speaker" for a in document.select("note"))
    few = len(candidates) <= _FEW and not labelled
    claims: list[Annotation] = []
    for number, pile in enumerate(candidates, 1):
        claims += _claims(text, pile, rest, number, narrow[pile], few=few)
    return document.with_claims(_shared(claims))


def _shared(claims: Sequence[Annotation]) -> Iterator[Annotation]:
    """Yield the claims with one source for the quotes that repeat the same words."""
    sources: dict[tuple[Span, ...], str] = {}
    same: dict[str, str] = {}
    for claim in claims:
        if claim.element == "seg" and claim.id:
            same[f"#{claim.id}"] = f"#{sources.setdefault(claim.spans, claim.id)}"
    for claim in claims:
        target = claim.get("corresp")
        if target:
            yield replace(claim, attributes=(("type", "pullquote"), ("corresp", same[target])))
        elif claim.element != "seg" or same[f"#{claim.id}"] == f"#{claim.id}":
            yield claim


def _body(rows: Sequence[Sequence[Span]]) -> int:
    """Return how long the first lines of most blocks are."""
    lengths = sorted(len(row[0]) for row in rows if row)
    return max(1, lengths[int(0.6 * len(lengths))]) if lengths else 1


def _widest(text: str, row: Sequence[Span]) -> float:
    """Return the length of a block's longest line; one of few lines is not in a measure."""
    inner = row[1:] if text[row[0].start] in MARKS and len(row[0]) == 1 else row
    return max(map(len, inner)) if len(inner) >= _LINES else inf


def _claims(
    text: str, pile: Sequence[Span], rest: Index, number: int, narrow: float, *, few: bool
) -> list[Annotation]:
    whole = tuple(trim(text, block) for block in pile)
    start = whole[0].start
    inside = trim(text, Span(start + 1, whole[0].end)) if text[start] in MARKS else whole[0]
    marked = inside != whole[0]
    mark = [_mark(start)] * marked
    repeat = rest.find("".join(span.of(text) for span in (inside, *whole[1:])))
    if repeat.coverage < _COVERED[narrow > _NARROW[1]] and narrow > _NARROW[1]:
        return []
    if repeat.coverage < _COVERED[0] and not (few or marked):
        return []
    if repeat.coverage < _COVERED[0]:
        kind = (("type", "pullquote"),)
        return [Annotation("q", whole, SHAPE, 0.7, kind, f"pq{number}"), *mark]
    quote, source = _repeated(whole, repeat, f"pq{number}")
    return [quote, *mark, source]


def _mark(at: int) -> Annotation:
    kind = (("unit", "pullquote"), ("pre", "true"))
    return Annotation("pc", (Span(at, at + 1),), SHAPE, 1.0, kind)


def _repeated(whole: tuple[Span, ...], repeat: Repeat, name: str) -> tuple[Annotation, Annotation]:
    """Return the pull quote and the words that it repeats."""
    covered, source = round(repeat.coverage, 2), f"{name}.source"
    kind = (("type", "pullquote"), ("corresp", f"#{source}"))
    evidence = f"{repeat.coverage:.0%} of its letters stand elsewhere in the text"
    return (
        Annotation("q", whole, REPEAT, covered, kind, name, evidence=evidence),
        Annotation("seg", repeat.pieces, REPEAT, covered, (), source),
    )
