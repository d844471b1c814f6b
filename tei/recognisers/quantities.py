"""Claims quantities: `measure` with its unit, and `num`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tei.dates.quantities import Quantity, quantities
from tei.model import Annotation, Rule
from tei.names.words import passages, spans
from tei.structure.stamps import clocks

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Document, Span

AFTER = ("dates", "names")

RULE = Rule("quantities.unit", "a number, with its unit where it has one")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its quantities claimed; dates, names and time stamps left alone."""
    del config
    claimed = document.select("date", "persName", "orgName", "name")
    taken = [span for claim in claimed for span in claim.spans]
    taken = sorted({*taken, *clocks(document.text)})
    claims = []
    for words in passages(document):
        for found in quantities(words, document.language):
            where = spans(words[found.start : found.end])
            if not any(_is_taken(span, taken) for span in where):
                claims.append(_claim(found, where))
    return document.with_claims(claims)


def _is_taken(span: Span, taken: list[Span]) -> bool:
    """Say whether a span shares a code point with one of others that do not overlap."""
    n = bisect_left(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, n - 1) : n + 1])


def _claim(found: Quantity, where: tuple[Span, ...]) -> Annotation:
    if not found.unit:
        return Annotation("num", where, RULE, 0.9, (("value", found.amount),))
    kind = (("type", "duration"),) if found.is_duration else ()
    amount = (("quantity", found.amount), ("unit", found.unit))
    return Annotation("measure", where, RULE, 0.9, kind + amount)
