"""Claims quantities: `measure` with its unit, and `num`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.dates.quantities import Quantity, quantities
from tei.model import Annotation, Rule
from tei.names.words import passages, spans

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Document, Span

AFTER = ("dates", "names")

RULE = Rule("quantities.unit", "a number, with its unit where it has one")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its quantities claimed, dates and names left alone."""
    del config
    taken = [s for a in document.select("date", "persName", "orgName", "name") for s in a.spans]
    claims = []
    for words in passages(document):
        for found in quantities(words, document.language):
            where = spans(words[found.start : found.end])
            if not any(span.overlaps(other) for span in where for other in taken):
                claims.append(_claim(found, where))
    return document.with_claims(claims)


def _claim(found: Quantity, where: tuple[Span, ...]) -> Annotation:
    if not found.unit:
        return Annotation("num", where, RULE, 0.9, (("value", str(found.value)),))
    kind = (("type", "duration"),) if found.is_duration else ()
    amount = (("quantity", str(found.value)), ("unit", found.unit))
    return Annotation("measure", where, RULE, 0.9, kind + amount)
