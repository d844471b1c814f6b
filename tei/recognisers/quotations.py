"""Claims what is quoted inside the text, with its marks, and says whether it is speech."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tei.diagnostics import Diagnostic, Severity
from tei.languages import language
from tei.model import Annotation, Rule
from tei.names.phrases import Phrases
from tei.names.words import passages, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.config import Config
    from tei.model import Document
    from tei.names.words import Passage, Word

AFTER = ("language", "blocks", "furniture", "order", "pullquotes", "turns")

RULE = Rule("quotations.marks", "what stands between quotation marks")

# Fewer words than this, and no sentence among them, are a word that is set off.
_FEW = 5
_STOPS = frozenset(".؟?!…")
_COLON = ":"
_REACH = 3


class _Marks(NamedTuple):
    opening: dict[str, str]
    closing: frozenset[str]
    straight: frozenset[str]
    said: Phrases[str]
    between: frozenset[str]
    works: Phrases[str]


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its quotations claimed; a mark without its fellow is reported.

    `q/@type` is `spoken`, `title` or `soCalled` (TEI P5 §3.3.3), or not there where the text
    does not tell.
    """
    del config
    marks = _marks(document.language)
    claims, findings = [], []
    for words in passages(document):
        pairs, lonely = _pairs(words, marks)
        for start, end in pairs:
            kind = _kind(words, start, end, marks)
            attributes = (("type", kind),) if kind else ()
            claims.append(Annotation("q", spans(words[start:end]), RULE, 0.9, attributes))
        findings += [_lonely(document, words[i]) for i in lonely]
    return document.with_claims(claims, diagnostics=findings)


@cache
def _marks(code: str) -> _Marks:
    data = language(code).data.get("quotations", {})
    pairs = data.get("marks", (("“", "”"), ("«", "»")))

    def phrases(name: str) -> Phrases[str]:
        return Phrases((phrase, phrase) for phrase in data.get(name, ()))

    return _Marks(
        dict(pairs),
        frozenset(close for _, close in pairs),
        frozenset(data.get("straight", ('"',))),
        phrases("said"),
        frozenset(data.get("between", ())),
        phrases("works"),
    )


def _pairs(words: Passage, marks: _Marks) -> tuple[list[tuple[int, int]], list[int]]:
    """Return start and end of each quotation, inner ones too, and the marks without a fellow."""
    found: list[tuple[int, int]] = []
    lonely: list[int] = []
    opened: list[tuple[int, str]] = []
    for i, word in enumerate(words):
        expected = [closing for _, closing in opened]
        if word.form in expected:
            while opened[-1][1] != word.form:
                lonely.append(opened.pop()[0])
            found.append((opened.pop()[0], i + 1))
        elif word.form in marks.straight:
            opened.append((i, word.form))
        elif word.form in marks.opening:
            opened.append((i, marks.opening[word.form]))
        elif word.form in marks.closing:
            lonely.append(i)
    lonely += [i for i, _ in opened]
    return sorted(found), sorted(lonely)


def _kind(words: Passage, start: int, end: int, marks: _Marks) -> str:
    inside = words[start + 1 : end - 1]
    if _said(words, start, end, marks):
        return "spoken"
    if any(marks.works.match(words, i) for i in range(max(0, start - 2), start)):
        return "title"
    if any(word.form in _STOPS for word in inside) and len(inside) > _FEW:
        return "spoken"
    return "soCalled" if len(inside) < _FEW else ""


def _said(words: Passage, start: int, end: int, marks: _Marks) -> bool:
    """Say whether a colon or a word for saying stands before, or such a word right after."""
    i = start - 1
    if i >= 0 and words[i].form == _COLON:
        return True
    while i > start - 1 - _REACH and i >= 0 and words[i].form in marks.between:
        i -= 1
    before = (marks.said.match(words, j) for j in (i - 1, i) if j >= 0)
    if any(match and match[0] == i + 1 for match in before):
        return True
    return any(marks.said.match(words, j) for j in _after(words, end, marks))


def _after(words: Passage, end: int, marks: _Marks) -> Iterator[int]:
    yield from range(end, min(end + 1, len(words)))
    if end < len(words) and words[end].form in marks.between:
        yield from range(end + 1, min(end + 2, len(words)))


def _lonely(document: Document, word: Word) -> Diagnostic:
    (where,) = spans([word])
    return Diagnostic(
        "TEI265",
        Severity.INFO,
        f"the quotation mark {word.form} has no fellow in its paragraph",
        "nothing is claimed as quoted there; compare the source",
        document.witness.file,
        where,
    )
