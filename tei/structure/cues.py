"""How much a paragraph sounds like a question to somebody rather than an answer.

Each cue is a number about 0 to 1 from the paragraph and the language's `[turns]`; their weighted
sum is a log-odds. The weights are about how people ask and answer, not about a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING

from tei.languages import language
from tei.structure.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST = 4
_TAIL = 12
_MARKS = frozenset("?؟⸮՞;")
WEIGHTS: dict[str, float] = {
    "bias": -1.3,
    "asks_at_end": 3.0,
    "asks_inside": 1.4,
    "open": -0.55,
    "length": -0.3,
    "ask_words": 0.2,
    "requests": 0.1,
    "address": 1.75,
    "self": -2.1,
    "reply": -0.3,
    "opening": 1.0,
    "plain": -1.0,
}


@dataclass(frozen=True, slots=True)
class _Words:
    ask: frozenset[str]
    request: frozenset[str]
    address: frozenset[str]
    address_endings: tuple[str, ...]
    self: frozenset[str]
    self_endings: tuple[str, ...]
    reply: frozenset[str]
    opening: frozenset[str]


def question(text: str, code: str) -> float:
    """Return the log-odds that a paragraph is a question."""
    return sum(WEIGHTS[name] * value for name, value in cues(text, code).items())


def cues(text: str, code: str) -> dict[str, float]:
    """Return what the paragraph shows, by name."""
    lexicon = _words(code.partition("-")[0])
    tokens = words(text)
    plain = [t for t in tokens if t[0].isalnum()]
    marks = [n for n, t in enumerate(tokens) if t in _MARKS and t != ";"]
    at_end = bool(marks) and not any(t[0].isalnum() for t in tokens[marks[-1] :])
    tail, head = plain[-_TAIL:], plain[:_FIRST]
    address = _share(plain, lexicon.address, lexicon.address_endings)
    ask = min(2, sum(t in lexicon.ask for t in {*tail, *head})) / 2
    opening = bool(head) and head[0] in lexicon.opening
    return {
        "bias": 1.0,
        "asks_at_end": float(at_end),
        "asks_inside": min(2.0, len(marks) - at_end) / 2,
        "open": float(not marks and (not tokens or tokens[-1][0].isalnum())),
        "length": log(1 + len(plain)) - 3.3,
        "ask_words": ask,
        "requests": min(2, sum(t in lexicon.request for t in tail)) / 2,
        "address": address,
        "self": _share(plain, lexicon.self, lexicon.self_endings),
        "reply": float(bool(head) and head[0] in lexicon.reply),
        "opening": float(opening),
        "plain": float(not marks and not address and not opening and not ask),
    }


def _share(tokens: Sequence[str], lexicon: frozenset[str], endings: tuple[str, ...]) -> float:
    """Return how many of the tokens are of a kind, as a count that long paragraphs dilute."""
    count = sum(t in lexicon or (bool(endings) and t.endswith(endings)) for t in tokens)
    return min(1.5, 8 * count / (8 + len(tokens)))


@cache
def _words(code: str) -> _Words:
    data = language(code)

    def folded(key: str) -> frozenset[str]:
        return frozenset(fold(word) for word in data.words("turns", key))

    return _Words(
        ask=folded("ask"),
        request=folded("request"),
        address=folded("address"),
        address_endings=tuple(sorted(folded("address_endings"))),
        self=folded("self"),
        self_endings=tuple(sorted(folded("self_endings"))),
        reply=folded("reply"),
        opening=folded("opening"),
    )
