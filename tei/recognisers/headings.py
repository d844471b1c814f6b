"""Front matter of an article: headlines, bylines and introductions, which are no speech."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tei.languages import language
from tei.model import Annotation, Rule
from tei.structure.cues import cues, question
from tei.structure.lines import ends_sentence, opens_turn
from tei.structure.stacks import Paragraph, stacks
from tei.structure.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.config import Config
    from tei.model import Document

AFTER = ("pullquotes",)
HEAD = Rule(
    "headings.headline",
    "short lines without a full stop, among them one that announces an interview",
)
BYLINE = Rule("headings.byline", "a short line that says who did what for the article")
LEAD = Rule("headings.introduction", "what stands between headlines and the first question")
_TOP = 3
"""Paragraphs: an article that begins the file may have a long introduction."""
_LEADS = 6
_TERSE = 8
_WORDS = 22
"""A headline has no more."""
_BRIEF = 30
"""Words; an introduction says more at a time."""
_SELF, _MOST_SELF = 0.25, 0.35
"""How much a short paragraph, and any, of an introduction speaks in the first person."""


def recognise(document: Document, config: Config) -> Document:
    """Return the document with `head`, `byline` and `p` for an article's front matter."""
    found = stacks(document)
    flat = [(n, p) for n, stack in enumerate(found) for p in stack.paragraphs]
    starts = [a.spans[0].start for a in document.select("note") if a.get("type") == "speaker"]
    group = _before(flat, min(starts)) if starts else _group(document, flat)
    return document.with_claims(_claims(document, [flat[n][1] for n in group]))


def _before(flat: Sequence[tuple[int, Paragraph]], start: int) -> list[int]:
    return [n for n, (_, p) in enumerate(flat) if p.pieces[0].start < start]


def _group(document: Document, flat: Sequence[tuple[int, Paragraph]]) -> list[int]:
    """Return which paragraphs are front matter: neighbouring headlines and what they announce."""
    short = [_headline(document, p) for _, p in flat]
    if sum(short) > 0.5 * len(short):
        return []  # fragments, not headlines
    seeds = [n for n, (_, p) in enumerate(flat) if short[n] and _announces(document, p)]
    pairs = (
        n
        for n in range(min(_TOP, len(flat) - 1))
        if _terse(flat, short, n) and _terse(flat, short, n + 1)
    )
    top = len(flat) > _TOP and _asking_title(flat, 0) and short[1] and _asking_title(flat, 1)
    first = next(iter(seeds), 0 if top else next(pairs, None))
    if first is None:
        return []
    last = first
    while first > 0 and (short[first - 1] or _asking_title(flat, first - 1)):
        first -= 1
    limit = len(flat) if first < _TOP else last + _LEADS
    while (
        last + 1 < min(len(flat), limit)
        and (short[last + 1] or _asking_title(flat, last + 1) or _told(document, flat[last + 1][1]))
        and not _cut_off(document, flat[last][1].text, flat[last + 1][1].text)
    ):
        last += 1
    return list(range(first, last + 1))


def _asking_title(flat: Sequence[tuple[int, Paragraph]], n: int) -> bool:
    """Say whether a paragraph may be a headline that asks: short, at the very top."""
    return n < _TOP - 1 and len(flat[n][1].text.split()) <= _TERSE


def _terse(flat: Sequence[tuple[int, Paragraph]], short: Sequence[bool], n: int) -> bool:
    """Say whether a paragraph is a short headline with a block to itself."""
    alone = sum(stack == flat[n][0] for stack, _ in flat[max(0, n - 1) : n + 2]) == 1
    return short[n] and alone and len(flat[n][1].text.split()) <= _TERSE


def _headline(document: Document, paragraph: Paragraph) -> bool:
    said = paragraph.text
    return (
        len(said.split()) <= _WORDS
        and not ends_sentence(said.rstrip("!؟?"))
        and not opens_turn(document.text, paragraph.pieces[0])
        and said.rstrip()[-1:] not in ",،;؛:-؟?"
    )


def _announces(document: Document, paragraph: Paragraph) -> bool:
    run = "".join(words(paragraph.text))
    return any(cue in run for cue in _cues(document.language))


@cache
def _cues(code: str) -> tuple[str, ...]:
    found = language(code).words("turns", "heading")
    return tuple(sorted(fold(word).replace(" ", "") for word in found))


def _told(document: Document, paragraph: Paragraph) -> bool:
    """Say whether a paragraph tells about somebody rather than speaks."""
    return (
        question(paragraph.text, document.language) < 0
        and cues(paragraph.text, document.language)["self"] < _MOST_SELF
        and not opens_turn(document.text, paragraph.pieces[0])
    )


def _cut_off(document: Document, before: str, text: str) -> bool:
    """Say whether what follows an introduction is a piece of an answer: short, and says `I`."""
    brief = len(before.split()) > _WORDS and len(text.split()) <= _BRIEF
    return brief and cues(text, document.language)["self"] > _SELF


def _claims(document: Document, group: Sequence[Paragraph]) -> Iterator[Annotation]:
    for paragraph in group:
        if not _headline(document, paragraph) or not any(c.isalpha() for c in paragraph.text):
            yield Annotation("p", paragraph.pieces, LEAD, 0.8)
        elif _signs(document, paragraph):
            yield Annotation("byline", paragraph.pieces, BYLINE, 0.7)
        else:
            yield Annotation("head", paragraph.pieces, HEAD, 0.8)


def _signs(document: Document, paragraph: Paragraph) -> bool:
    tokens = [t for t in words(paragraph.text) if t[0].isalnum()]
    cues_ = {fold(w) for w in language(document.language).words("turns", "byline")}
    return len(tokens) <= 3 or (len(tokens) <= 7 and bool(cues_ & set(tokens[:3])))
