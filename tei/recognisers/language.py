"""Which language a transcript is in, by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tei.diagnostics import Diagnostic, Severity
from tei.languages import known, language
from tei.structure.words import fold

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Document

AFTER: tuple[str, ...] = ()
_SAMPLE = 6000
"""Code points that are looked at: enough for a few hundred common words."""
_ENOUGH = 0.04
"""A text in a language has more of its common words than this, as a share of all words."""
_LETTER = 0.1
"""What a letter of a language's own counts beside one of its common words."""
_WORD = re.compile(r"[^\W\d_]+")


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its language, "und" where nothing speaks for one.

    What the user says stands; a text that looks like another language is reported (TEI210).
    """
    guess = _guess(document.text)
    if not config.language:
        return replace(document, language=guess)
    found = replace(document, language=config.language)
    if guess in ("und", config.language.partition("-")[0]):
        return found
    message = f"`language` is {config.language}; the text looks like {language(guess).name}"
    file, hint = document.witness.file, "what is said stands; leave it out for files of others"
    odd = Diagnostic("TEI210", Severity.WARNING, message, hint, file)
    return found.with_claims(diagnostics=[odd])


def _guess(text: str) -> str:
    sample = _sample(text)
    words = Counter(_WORD.findall(fold(sample)))
    total = sum(words.values())
    scores = Counter(
        {
            code: sum(words[w] for w in words.keys() & _common(code))
            + _LETTER * sum(map(sample.count, language(code).words("structure", "letters")))
            for code in known()
        }
    )
    if not total or not scores:
        return "und"
    code, score = scores.most_common(1)[0]
    return code if score >= _ENOUGH * total else "und"


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE]


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(fold(word) for word in language(code).words("structure", "common"))
