"""Lines in visual order: turned round for all that is read after, and kept as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.model import Span
from tei.structure.visual import turned

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Document

AFTER = ("language",)


def recognise(document: Document, config: Config) -> Document:
    """Return the document with the text that is read, where lines of it are in visual order."""
    text = document.witness.text
    pieces, at = [], 0
    for line, logical in turned(text, Span(0, len(text)), document.language):
        pieces += [text[at : line.start], logical]
        at = line.end
    return replace(document, logical="".join([*pieces, text[at:]])) if pieces else document
