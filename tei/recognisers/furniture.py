"""Furniture of the page: folios, running heads, captions, wherever an extractor left them."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tei.diagnostics import Diagnostic, Severity
from tei.languages import language
from tei.model import Annotation, Rule, Span
from tei.structure.lines import INVISIBLE, ends_sentence, lines
from tei.structure.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("blocks",)
FOLIO = Rule("furniture.folio", "a line of digits alone is the number of a page")
RUNNING = Rule("furniture.running-head", "a short line that names the periodical or the section")
CAPTION = Rule("furniture.caption", "a short line that says what a picture shows")
USER = Rule("user.furniture", "the user says that such lines are furniture", human=True)
ORNAMENT = Rule("furniture.ornament", "a line of signs alone parts the text")
_SIGNS = 3
_DIGITS = re.compile(r"[-–—\[( ]*\d{1,4}[-–—\]) ]*")
_BLANK = INVISIBLE + "\r\n\f\v"
_LONGEST = 80
_SURE = 0.95
"""Inside a block, between lines of running text, furniture has to be surer than this."""
_SECTION_WORDS = 3
_ISSUE_WORDS = 9
_CAPTION_WORDS = 7


class _Furniture(Struct, frozen=True):
    span: Span
    kind: str
    rule: Rule
    certainty: float


def recognise(document: Document, config: Config) -> Document:
    """Return the document with a block of its own and an `fw` for each piece of furniture."""
    blocks: list[Span] = []
    found: list[_Furniture] = []
    said, faults = _patterns(document, config)
    for block in document.blocks:
        here = list(_furniture(document, block, said))
        blocks += _split(document.text, block, [f.span for f in here])
        found += here
    faults += _unused(document, said)
    claims = [Annotation("fw", (f.span,), f.rule, f.certainty, (("type", f.kind),)) for f in found]
    return replace(document, blocks=tuple(blocks)).with_claims(claims, diagnostics=faults)


def _patterns(document: Document, config: Config) -> tuple[list[re.Pattern[str]], list[Diagnostic]]:
    """Return the user's patterns, and a finding for each that is none (TEI201)."""
    patterns, faults = [], []
    for pattern in config.structure.furniture:
        try:
            patterns.append(re.compile(pattern))
        except re.error as error:
            message = f"`structure.furniture`: {pattern!r} is no regular expression: {error}"
            hint = "put a backslash before a sign that means itself"
            file = document.witness.file
            faults.append(Diagnostic("TEI201", Severity.WARNING, message, hint, file))
    return patterns, faults


def _unused(document: Document, said: Sequence[re.Pattern[str]]) -> Iterator[Diagnostic]:
    """Yield a finding for each of the user's patterns that no line matches (TEI215)."""
    rows = [
        row.of(document.text) for block in document.blocks for row in lines(document.text, block)
    ]
    for pattern in said:
        if not any(map(pattern.fullmatch, rows)):
            message = f"`structure.furniture`: no line is matched whole by {pattern.pattern!r}"
            hint, file = "write .* for what may stand around it", document.witness.file
            yield Diagnostic("TEI215", Severity.INFO, message, hint, file)


def _furniture(
    document: Document, block: Span, said: Sequence[re.Pattern[str]]
) -> Iterator[_Furniture]:
    inner = lines(document.text, block)
    for n, line in enumerate(inner):
        if any(pattern.fullmatch(line.of(document.text)) for pattern in said):
            yield _Furniture(line, "header", USER, 1.0)
            continue
        if len(line) > _LONGEST or not _alone(document.text, line):
            continue
        found = _kind(document, line)
        if found and (n in (0, len(inner) - 1) or found.certainty > _SURE):
            yield found


def _alone(text: str, line: Span) -> bool:
    """Say whether nothing else stands in the row of a line."""
    start = line.start
    while start and text[start - 1] in INVISIBLE:
        start -= 1
    return not start or text[start - 1] in "\r\n\f\v"


def _kind(document: Document, line: Span) -> _Furniture | None:
    said = line.of(document.text)
    if _DIGITS.fullmatch(fold(said).strip()):
        return _Furniture(line, "pageNum", FOLIO, 0.95)
    tokens = [w for w in words(said) if w[0].isalnum()]
    if len(said) >= _SIGNS and not any(char.isalnum() for char in said):
        return _Furniture(line, "ornament", ORNAMENT, 0.96)
    if not tokens or len(tokens) > _ISSUE_WORDS or ends_sentence(said):
        return None
    cues = _cues(document.language)
    if len(tokens) <= _SECTION_WORDS and "".join(tokens) in cues.sections:
        return _Furniture(line, "header", RUNNING, 0.85)
    if len(tokens) <= _CAPTION_WORDS and tokens[0].startswith(cues.captions):
        return _Furniture(line, "caption", CAPTION, 0.9)
    if any(t.isdigit() for t in tokens) and set(tokens) & (cues.issues | cues.months):
        return _Furniture(line, "header", RUNNING, 0.97 if set(tokens) & cues.issues else 0.9)
    return None


class _Cues(Struct, frozen=True):
    captions: tuple[str, ...]
    issues: frozenset[str]
    months: frozenset[str]
    sections: frozenset[str]


@cache
def _cues(code: str) -> _Cues:
    data = language(code)
    return _Cues(
        tuple(fold(word) for word in data.words("structure", "captions")),
        frozenset(fold(word) for word in data.words("structure", "issues")),
        frozenset(fold(word) for word in data.words("structure", "months")),
        frozenset(fold(word).replace(" ", "") for word in data.words("structure", "sections")),
    )


def _split(text: str, block: Span, pieces: list[Span]) -> Iterator[Span]:
    """Yield the parts of a block: each piece, with the white space after it, is one."""
    cuts = {block.start, block.end}
    for piece in pieces:
        after = next((n for n in range(piece.end, block.end) if text[n] not in _BLANK), block.end)
        cuts |= {piece.start, after} if text[block.start : piece.start].strip() else {after}
    edges = sorted(cuts)
    yield from (Span(a, b) for a, b in itertools.pairwise(edges))
