"""Who asks and who answers, where no label says so: the likeliest run of questions and answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from tei.structure.cues import question

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKED = 6.0
"""What a printed mark counts, in nats."""
_CAP = 7.0
_STAY = (log(0.1), log(0.6))
"""Another paragraph of the same question; of the same answer."""
_PASS = (log(0.9), log(0.4))
"""An answer after a question; a question after an answer."""
_NO_MARKS = frozenset("«»“”\"'‘’()[]{}…./\\,،;؛:!?؟#@&%+=<>|_~^´`٪°§")


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is taken for."""

    question: bool
    margin: float
    """How much likelier than the other, in nats."""
    mark: int
    """Length of the printed mark that opens it."""


def roles(paragraphs: Sequence[str], code: str, *, opening: float = 0.0) -> list[Role]:
    """Return the role of each paragraph; `opening` is the log-odds that the first asks."""
    marks = _marks(paragraphs, code)
    scores = _scores(paragraphs, code, marks)
    if scores:
        scores[0] += opening
    asks = _best(scores)
    return [
        Role(ask, abs(score), _mark(text, marks))
        for ask, score, text in zip(asks, scores, paragraphs, strict=True)
    ]


def _marks(paragraphs: Sequence[str], code: str) -> dict[str, float]:
    """Return the marks that open paragraphs, with what each says: asks above 0, answers below."""
    opened: dict[str, list[float]] = defaultdict(list)
    for text in paragraphs:
        mark = _opener(text)
        if mark:
            opened[mark].append(question(text, code))
    if not opened:
        return {}
    means = {mark: sum(min(4, max(-4, s)) for s in scores) / len(scores) for mark, scores in opened.items()}
    asks = max(means, key=lambda mark: means[mark])
    if means[asks] < -1:
        return {}
    return {mark: _MARKED if mark == asks or means[mark] > 1 else -_MARKED for mark in means}


def _opener(text: str) -> str:
    char = text[:1]
    if not char or char.isalnum() or char.isspace() or char in _NO_MARKS:
        return ""
    return char if len(text) > 1 and (text[1] in " \t\u00a0" or char not in "-–—*") or char in "*" else ""


def _mark(text: str, marks: dict[str, float]) -> int:
    return len(_opener(text)) if _opener(text) in marks else 0


def _scores(paragraphs: Sequence[str], code: str, marks: dict[str, float]) -> list[float]:
    plain = [question(text, code) for text in paragraphs]
    marked = [marks.get(_opener(text), 0.0) for text in paragraphs]
    lost = _lost(plain, marked)
    return [
        max(-_CAP, min(_CAP, score)) + (mark if mark else lost)
        for score, mark in zip(plain, marked, strict=True)
    ]


def _lost(plain: Sequence[float], marked: Sequence[float]) -> float:
    """Return what the want of a mark says: little where clear questions want it too."""
    clear = [mark > 0 for score, mark in zip(plain, marked, strict=True) if score > 1]
    if not any(mark > 0 for mark in marked):
        return 0.0
    return log(1 - (sum(clear) + 0.5) / (len(clear) + 1))


def _best(scores: Sequence[float]) -> list[bool]:
    """Return the likeliest questions (Viterbi 1967, two states)."""
    if not scores:
        return []
    ask, answer = scores[0] / 2, -scores[0] / 2
    back: list[tuple[bool, bool]] = []
    for score in scores[1:]:
        from_ask = (ask + _STAY[0], answer + _PASS[1])
        from_answer = (ask + _PASS[0], answer + _STAY[1])
        back.append((from_ask[0] > from_ask[1], from_answer[0] > from_answer[1]))
        ask, answer = max(from_ask) + score / 2, max(from_answer) - score / 2
    path = [ask > answer]
    for asked, answered in reversed(back):
        path.append(asked if path[-1] else answered)
    return path[::-1]
