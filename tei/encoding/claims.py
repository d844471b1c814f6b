"""Which claims can be encoded at all, wherever they stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tei.encoding.vocabulary import EDITORIAL, VOCABULARY
from tei.encoding.xmlchars import is_legal, is_name

if TYPE_CHECKING:
    from tei.model import Annotation


def problem(annotation: Annotation, end: int) -> str | None:
    """Return why a claim about a text of `end` code points cannot be encoded, or nothing."""
    if annotation.element not in VOCABULARY:
        return "it is no element of a transcript"
    if not annotation.spans:
        return "it is about no text"
    for span in annotation.spans:
        if not 0 <= span.start <= span.end <= end:
            return "it is about no such text"
    point, editorial = is_point(annotation), is_editorial(annotation)
    if editorial and not point:
        return "it would hide what the source has"
    if point and not editorial:
        return "it is about no text"
    if (annotation.element == "choice") != (annotation.regular is not None):
        return _UNPAIRED
    return _unwritable(annotation)


def _unwritable(annotation: Annotation) -> str | None:
    """Return what of a claim XML cannot hold."""
    if not _writable(annotation.attributes):
        return "an attribute is wrong"
    if annotation.id is not None and not is_name(annotation.id):
        return "its id is not a name of XML"
    texts = annotation.regular, annotation.comment
    return None if all(map(is_legal, filter(None, texts))) else "XML cannot hold its text"


# Most claims of a text have one of a few sets of attributes.
@lru_cache(1 << 10)
def _writable(attributes: tuple[tuple[str, str], ...]) -> bool:
    return all(is_name(name) and is_legal(value) for name, value in attributes)


_UNPAIRED = "a spelling needs both its element, choice, and its regular form"


def is_point(annotation: Annotation) -> bool:
    """Say whether a claim is about a place between characters."""
    for span in annotation.spans:  # noqa: SIM110
        if span.start < span.end:
            return False
    return True


def is_editorial(annotation: Annotation) -> bool:
    """Say whether a claim adds something of the editor's that the source does not have."""
    if annotation.element == "note":
        return annotation.get("type") == "editorial"
    return annotation.element in EDITORIAL
