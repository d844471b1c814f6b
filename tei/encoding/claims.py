"""Which claims can be encoded at all, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encoding.vocabulary import EDITORIAL, VOCABULARY
from tei.encoding.xmlchars import is_legal, is_name

if TYPE_CHECKING:
    from tei.model import Annotation


def problem(annotation: Annotation, end: int) -> str | None:
    """Return why a claim about a text of `end` code points cannot be encoded, or nothing."""
    checks = (
        (annotation.element in VOCABULARY, "it is no element of a transcript"),
        (annotation.spans, "it is about no text"),
        (all(0 <= s.start <= s.end <= end for s in annotation.spans), "it is about no such text"),
        (is_point(annotation) or not is_editorial(annotation), "it would hide what the source has"),
        (is_editorial(annotation) or not is_point(annotation), "it is about no text"),
        ((annotation.element == "choice") == (annotation.regular is not None), _UNPAIRED),
        (
            all(is_name(n) and is_legal(v) for n, v in annotation.attributes),
            "an attribute is wrong",
        ),
        (annotation.id is None or is_name(annotation.id), "its id is not a name of XML"),
        (is_legal(f"{annotation.regular}{annotation.comment}"), "XML cannot hold its text"),
    )
    return next((why for good, why in checks if not good), None)


_UNPAIRED = "a spelling needs both its element, choice, and its regular form"


def is_point(annotation: Annotation) -> bool:
    """Say whether a claim is about a place between characters."""
    return all(len(span) == 0 for span in annotation.spans)


def is_editorial(annotation: Annotation) -> bool:
    """Say whether a claim adds something of the editor's that the source does not have."""
    if annotation.element == "note":
        return annotation.get("type") == "editorial"
    return annotation.element in EDITORIAL
