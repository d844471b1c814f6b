"""Reports what an extractor could not read, or read badly: glyphs without characters, torn columns.

Nothing is claimed: what is lost cannot be guessed, and whoever has the page can read it again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Severity
from tei.model import Span
from tei.structure.lines import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.config import Config
    from tei.model import Document

AFTER: tuple[str, ...] = ()
UNREAD = "TEI220"
# Dots that stand beside their letter (Unicode's Arabic pedagogical symbols), characters that mean
# something in one typeface alone, and the numbers that some extractors write for glyphs.
_GLYPH = re.compile(r"[\ufbb2-\ufbc2\ue000-\uf8ff\U000f0000-\U0010fffd]|\(cid:\d+\)")
_LOST = "\ufffd"
_SHARE = 0.01
"""Glyphs to a letter; fewer are ornaments."""
_EMBEDDED = re.compile("^[ \\t]*\u202b", re.MULTILINE)
_ALONE = re.compile(r"(?:\A|\n[ \t]*\n)\f?(?P<line>[^\n]*\S[^\n]*)(?=\n[ \t]*\n|\n?\Z)")
_TORN, _MOST = 40, 0.4
"""Lines that stand alone, at least, and which share of all lines."""


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a warning for glyphs (TEI220) and lost characters (TEI221).

    That its columns are torn into lines is said too (TEI222).
    """
    return document.with_claims(diagnostics=_faults(document.text, document.witness.file))


def _faults(text: str, file: str) -> Iterator[Diagnostic]:
    glyphs = [match.span() for match in _GLYPH.finditer(text)]
    if glyphs and len(glyphs) > _SHARE * sum(map(str.isalpha, text)):
        message = f"{len(glyphs)} signs of a typeface stand where letters or their dots should"
        hint = "take the text from the page again, by optical character recognition"
        yield Diagnostic(UNREAD, Severity.WARNING, message, hint, file, Span(*glyphs[0]))
    lost = text.count(_LOST)
    if lost:
        at = text.index(_LOST)
        message = f"{lost} character{'s' * (lost > 1)} lost before this file was written (U+FFFD)"
        hint = "look at the first here, and at the page; nothing is put in their place"
        yield Diagnostic("TEI221", Severity.WARNING, message, hint, file, Span(at, at + 1))
    if torn := _torn(text):
        message = f"{len(torn)} lines stand apart, each by itself, as pdftotext leaves columns"
        hint = (
            "take the text from the PDF again, with `pdftotext -layout`: columns keep their order"
        )
        yield Diagnostic("TEI222", Severity.INFO, message, hint, file, torn[0])


def _torn(text: str) -> list[Span]:
    """Return the lines that stand alone in the middle of sentences, if a page was torn into such.

    Only of right-to-left pages, whose lines `pdftotext` embeds.
    """
    if len(_EMBEDDED.findall(text)) < _TORN:
        return []
    alone = [Span(*found.span("line")) for found in _ALONE.finditer(text)]
    torn = [line for line in alone if not ends_sentence(line.of(text))]
    rows = sum(bool(row.strip()) for row in text.splitlines())
    return torn if len(torn) >= max(_TORN, _MOST * rows) else []
