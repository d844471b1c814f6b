"""Claims the names of persons, places, organisations, events and groups, and offices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.names import capitals
from tei.names.claims import claims
from tei.names.reader import Reader, ranges
from tei.names.recognition import mentions
from tei.names.speakers import speakers
from tei.names.vocabulary import vocabulary
from tei.names.words import passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.authorities import Authority
    from tei.config import Config
    from tei.model import Document
    from tei.names.mentions import Mention
    from tei.names.words import Passage

AFTER = ("language", "blocks", "furniture", "order", "pullquotes", "turns", "dates", "spelling")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its names claimed, each pointing to one entity."""
    code, words = document.language, passages(document)
    known = vocabulary(code)
    authorities, spoken = _authorities(config), speakers(document.participants)
    tagged = _tagged(document, config, words)
    dates = sorted(span for date in document.select("date") for span in date.spans)
    readers = [
        Reader(passage, n, known, code, authorities, ranges(passage, dates), tagged[n], spoken)
        for n, passage in enumerate(words)
    ]
    if known.cased:
        readers = _with_capitals(readers, document.text)
    found = mentions(readers, code, trained=config.names.trained)
    faults = [fault for authority in authorities for fault in authority.diagnostics]
    return claims(document, found, words, known).with_claims(diagnostics=faults)


def _with_capitals(readers: Sequence[Reader], text: str) -> list[Reader]:
    """Return readers that know where a capital tells nothing."""
    around = capitals.surroundings([reader.words for reader in readers], text)
    return [replace(r, around=those) for r, those in zip(readers, around, strict=True)]


def _authorities(config: Config) -> tuple[Authority, ...]:
    if not config.authority:
        return ()
    from tei.authorities import load  # reads three formats, and few runs need one

    return tuple(load(Path(path)) for path in config.authority)


def _tagged(
    document: Document, config: Config, words: Sequence[Passage]
) -> Sequence[tuple[Mention, ...]]:
    """Return what the user's tagger finds in each passage."""
    if not config.names.tagger:
        return [()] * len(words)
    from tei.names import taggers  # two libraries, and few runs need one

    tagger = taggers.load(config.names.tagger)
    return [tuple(taggers.names(tagger, w, n, document.text)) for n, w in enumerate(words)]
