"""Claims what is quoted inside the text, with its marks, and says whether it is speech."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from tei.diagnostics import Diagnostic, Severity
from tei.languages import language
from tei.model import Annotation, Rule
from tei.names.phrases import Phrases
from tei.names.words import fold, passages, spans
from tei.recognisers._pairs import Marks, Pairs, Quotation, pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document
    from tei.names.words import Passage, Word

AFTER = ("language", "blocks", "furniture", "order", "pullquotes", "turns", "spelling")

RULE = Rule("quotations.marks", "what stands between quotation marks")

# Fewer words than this, and no sentence among them, are a word that is set off.
_FEW = 5
_STOPS = frozenset(".؟?!…")
_COLON = ":"
_REACH = 3
_CERTAIN, _PROBABLE = 0.9, 0.7
_SPOKEN, _TITLE, _SET_OFF = "spoken", "title", "soCalled"


class _Terms(NamedTuple):
    marks: Marks
    said: Phrases[str]
    between: frozenset[str]
    works: Phrases[str]
    work_endings: tuple[str, ...]
    """«مجله‌ی», «فیلم‌های»: what the word for a work may end with."""
    joints: frozenset[str]
    """Between two titles: «هامون» و «پری»."""


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its quotations claimed; a mark without its fellow is reported.

    `q/@type` is `spoken`, `title` or `soCalled` (TEI P5 §3.3.3), or not there where the text
    does not tell. One that runs over several paragraphs of a turn is one claim.
    """
    del config
    words, terms = passages(document), _terms(document.language)
    pairs = _pairs(document, words, terms.marks)
    claims = list(_claims(pairs, words, terms))
    findings = [_lonely(document, words[n][i]) for n, i in pairs.lonely]
    return document.with_claims(claims, diagnostics=findings)


@cache
def _terms(code: str) -> _Terms:
    data = language(code).data.get("quotations", {})
    pairs = data.get("marks", (("“", "”"), ("«", "»")))

    def phrases(name: str) -> Phrases[str]:
        return Phrases((phrase, phrase) for phrase in data.get(name, ()))

    closing = frozenset(close for _, close in pairs)
    marks = Marks(dict(pairs), closing, frozenset(data.get("straight", ('"',))))
    between = frozenset(data.get("between", ()))
    endings = tuple(fold(ending) for ending in data.get("work_endings", ()))
    joints = frozenset(data.get("joints", ()))
    return _Terms(marks, phrases("said"), between, phrases("works"), endings, joints)


def _pairs(document: Document, words: Sequence[Passage], marks: Marks) -> Pairs:
    """Return the document's pairs of marks; no quotation runs from one turn into another."""
    turns = enumerate(document.select("u"), 1)
    starts = sorted((span.start, n) for n, turn in turns for span in turn.spans)
    return pair(words, [_turn(passage, starts) for passage in words], marks)


def _turn(passage: Passage, starts: list[tuple[int, int]]) -> int:
    """Return the number of the turn in which a passage stands, 0 before the first."""
    at = bisect_right(starts, passage[0].start, key=itemgetter(0)) if passage else 0
    return starts[at - 1][1] if at else 0


def _claims(pairs: Pairs, words: Sequence[Passage], terms: _Terms) -> Iterator[Annotation]:
    title_ended = (-1, -1)
    for quotation in pairs.quotations:
        first, last = quotation.pieces[0], quotation.pieces[-1]
        kind = _kind(quotation, words, terms)
        before = words[first.passage][: first.start]
        joined = before and before[-1].form in terms.joints
        if kind == _SET_OFF and joined and title_ended == (first.passage, first.start - 1):
            kind = _TITLE
        if kind == _TITLE:
            title_ended = (last.passage, last.end)
        where = (s for n, start, end in quotation.pieces for s in spans(words[n][start:end]))
        certainty = _CERTAIN if quotation.repeated else _PROBABLE
        yield Annotation("q", tuple(where), RULE, certainty, (("type", kind),) if kind else ())


def _kind(quotation: Quotation, words: Sequence[Passage], terms: _Terms) -> str:
    inside = [word for n, start, end in quotation.pieces for word in words[n][start:end]][1:-1]
    first, last = quotation.pieces[0], quotation.pieces[-1]
    before, after = words[first.passage][: first.start], words[last.passage][last.end :]
    if _is_work(before[-2:], terms):
        return _TITLE
    if _said_before(before, terms) or _said_after(after, terms):
        return _SPOKEN
    if any(word.form in _STOPS for word in inside) and len(inside) > _FEW:
        return _SPOKEN
    return _SET_OFF if len(inside) < _FEW else ""


def _is_work(before: Passage, terms: _Terms) -> bool:
    """Say whether the last words before a mark, or the last but one, say that a work follows."""
    if before and before[-1].form == _COLON:
        return False
    forms = [word.form for word in before]
    stems = [f.removesuffix(ending) for f in forms for ending in terms.work_endings]
    found = any(terms.works.match(before, i) for i in range(len(before)))
    return found or any(stem in terms.works for stem in stems if stem)


def _said_before(before: Passage, terms: _Terms) -> bool:
    """Say whether a colon or a word for saying introduces what follows."""
    i = len(before) - 1
    if i >= 0 and before[i].form == _COLON:
        return True
    while i > len(before) - 1 - _REACH and i >= 0 and before[i].form in terms.between:
        i -= 1
    found = (terms.said.match(before, j) for j in (i - 1, i) if j >= 0)
    return any(match and match[0] == i + 1 for match in found)


def _said_after(after: Passage, terms: _Terms) -> bool:
    """Say whether a word for saying comes next: “… he said”."""
    next_but_one = bool(after) and after[0].form in terms.between
    return any(terms.said.match(after, i) for i in range(min(len(after), 1 + next_but_one)))


def _lonely(document: Document, word: Word) -> Diagnostic:
    (where,) = spans([word])
    return Diagnostic(
        "TEI265",
        Severity.INFO,
        f"the quotation mark {word.form} has no fellow",
        "nothing is claimed as quoted there; compare the source",
        document.witness.file,
        where,
    )
