"""Sentences, words with their lemmas, and punctuation, where they are asked for (TEI P5 §18.1).

hazm finds and lemmatizes them; the words of the text keep their places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.model import Annotation, Rule
from tei.recognisers._joined import Joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tei.config import Config
    from tei.model import Document, Span

AFTER = ("spelling", "turns", "names")

_SENTENCE = Rule("words.sentence", "parts sentences at their full stops (hazm)")
_TOKEN = Rule("words.token", "parts words and punctuation, and finds lemmas (hazm)")
_CERTAIN, _PROBABLE = 0.98, 0.9
_LANGUAGES = ("fa",)


def recognise(document: Document, config: Config) -> Document:
    """Return the document with the words of its speech marked, if that is asked for."""
    if not config.words or document.language not in _LANGUAGES:
        return document
    from hazm import Lemmatizer, SentenceTokenizer, WordTokenizer

    regular = {a.spans: a.regular for a in document.select("choice") if a.regular}
    sentences, words = SentenceTokenizer(), WordTokenizer(join_verb_parts=False)
    lemma = Lemmatizer().lemmatize
    claims: list[Annotation] = []
    stretches = [span for a in document.select("q", "seg") for span in a.spans]
    for paragraph in document.select("seg", "p"):
        if paragraph.id:
            continue  # no paragraph, but a stretch to point at
        reading = Joined.of(document.text, paragraph.spans)
        for start, end in _located(reading.text, sentences.tokenize):
            spans = tuple(reading.spans(start, end))
            if not any(_crosses(span, stretch) for span in spans for stretch in stretches):
                claims.append(Annotation("s", spans, _SENTENCE, _PROBABLE))
            inside = _located(reading.text[start:end], words.tokenize)
            tokens = [(start + left, start + right) for left, right in inside]
            claims += _tokens(reading, tokens, regular, lemma)
    return document.with_claims(claims)


def _tokens(
    reading: Joined,
    tokens: list[tuple[int, int]],
    regular: dict[tuple[Span, ...], str],
    lemma: Callable[[str], str],
) -> Iterator[Annotation]:
    following = [start for start, _ in tokens[1:]] + [-1]
    for (start, end), after in zip(tokens, following, strict=True):
        spans = tuple(reading.spans(start, end))
        printed = reading.text[start:end]
        word = any(char.isalnum() for char in printed)
        attributes = [("join", "right")] if end == after else []
        if word:
            attributes.append(("lemma", lemma(regular.get(spans, printed))))
        yield Annotation(
            "w" if word else "pc", spans, _TOKEN, _CERTAIN, attributes=tuple(attributes)
        )


def _crosses(one: Span, other: Span) -> bool:
    return one.overlaps(other) and not one.contains(other) and not other.contains(one)


def _located(text: str, tokenize: Callable[[str], Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Yield where each token stands in a text, lines being run on."""
    at = 0
    line = "".join(" " if char.isspace() else char for char in text)
    for token in tokenize(line):
        start = line.find(token, at)
        if token.strip() and start >= 0:
            at = start + len(token)
            yield start, at
