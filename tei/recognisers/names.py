"""Claims the names of persons, places, organisations, events and groups, and offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.names.claims import claims
from tei.names.recognition import mentions
from tei.names.vocabulary import vocabulary
from tei.names.words import passages

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Document

AFTER = ("language", "blocks", "furniture", "order", "pullquotes", "turns")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its names claimed, each pointing to one entity."""
    del config
    known = vocabulary(document.language)
    found = passages(document)
    return claims(document, mentions(found, known, document.language), found, known)
