"""How much a paragraph sounds like a question to somebody rather than an answer.

Each cue is a number about 0 to 1 from the paragraph and the language's `[turns]`; their weighted
sum is a log-odds. The weights are about how people ask and answer, not about a language.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.languages import language
from tei.structure.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FIRST = 4
_TAIL = 12
_TITLE = 6
_STOPS = frozenset(".!…")
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
    "reply": -0.8,
    "opening": 1.0,
    "plain": -1.0,
    "title": -2.5,
}
_SAID = {
    "asks_at_end": ("it ends in a question mark", ""),
    "asks_inside": ("there is a question mark in it", ""),
    "open": ("", "no mark closes it"),
    "length": ("it is short", "it is long"),
    "ask_words": ("it has words that ask", ""),
    "requests": ("it asks somebody to speak", ""),
    "address": ("it addresses the other person", ""),
    "self": ("", "it speaks in the first person"),
    "reply": ("", "it begins with a reply"),
    "opening": ("it begins as questions do", ""),
    "plain": ("", "nothing in it asks or addresses anybody"),
    "title": ("", "it is a heading or an item of a list"),
}
"""What a cue says, for a question and against it."""


class _Words(Struct, frozen=True):
    ask: frozenset[str]
    request: frozenset[str]
    address: frozenset[str]
    address_endings: tuple[str, ...]
    self: frozenset[str]
    self_endings: tuple[str, ...]
    reply: frozenset[str]
    opening: frozenset[str]
    heading: frozenset[str]


def question(text: str, code: str) -> float:
    """Return the log-odds that a paragraph is a question."""
    shown = cues(text, code)
    return sum(weight * shown[name] for name, weight in WEIGHTS.items())


def reasons(text: str, code: str, *, asks: bool) -> str:
    """Return in words what speaks most for a paragraph being a question, or for its being none."""
    shown = cues(text, code)
    parts = {name: weight * shown[name] for name, weight in WEIGHTS.items()}
    ranked = sorted(parts, key=lambda name: -parts[name] if asks else parts[name])
    strong = [n for n in ranked if n in _SAID and (parts[n] > 0.2 if asks else parts[n] < -0.2)]
    return "; ".join(_SAID[name][not asks] for name in strong[:3])


@lru_cache(maxsize=4096)
def cues(text: str, code: str) -> dict[str, float]:
    """Return what the paragraph shows, by name; the same paragraph is asked about many times."""
    code = code.partition("-")[0]
    lexicon = _words(code)
    tokens = words(text)
    plain = [t for t in tokens if t[0].isalnum()]
    marks = [n for n, t in enumerate(tokens) if t in _MARKS and t != ";"]
    at_end = bool(marks) and not any(t[0].isalnum() for t in tokens[marks[-1] :])
    tail, head = plain[-_TAIL:], plain[:_FIRST]
    address = _share(plain, _addresses(code))
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
        "self": _share(plain, _speaks(code)),
        "reply": float(bool(head) and head[0] in lexicon.reply),
        "opening": float(opening),
        "ask_first": float(bool(head) and head[0] in lexicon.ask),
        "announces": float(any(cue in "".join(tokens) for cue in lexicon.heading)),
        "plain": float(not marks and not address and not opening and not ask),
        "title": float(not marks and not address and not ask and _is_title(tokens, plain)),
    }


def _is_title(tokens: Sequence[str], plain: Sequence[str]) -> bool:
    """Say whether a paragraph begins with a number, or is short and no sentence."""
    if not plain:
        return True
    return plain[0].isdigit() or (len(plain) <= _TITLE and tokens[-1] not in _STOPS)


def _share(tokens: Sequence[str], is_one: Callable[[str], bool]) -> float:
    """Return how many of the tokens are of a kind, as a count that long paragraphs dilute."""
    return min(1.5, 8 * sum(map(is_one, tokens)) / (8 + len(tokens)))


@cache
def _addresses(code: str) -> Callable[[str], bool]:
    lexicon = _words(code)
    return lru_cache(maxsize=1 << 16)(
        lambda word: word in lexicon.address or word.endswith(lexicon.address_endings)
    )


@cache
def _speaks(code: str) -> Callable[[str], bool]:
    lexicon = _words(code)
    return lru_cache(maxsize=1 << 16)(
        lambda word: word in lexicon.self or word.endswith(lexicon.self_endings)
    )


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
        heading=frozenset(word.replace(" ", "") for word in folded("heading")),
    )
