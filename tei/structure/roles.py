"""Who asks and who answers, where no label says so: the likeliest run of questions and answers."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.structure.cues import cues, question
from tei.structure.lines import turn_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKED = 6.0
"""What a printed mark counts, in nats."""
_GIVEN = 60.0
"""What a mark counts that the user has named: more than anything against it."""
_CAP = 7.0
_LAST = 4
"""Letters from the end of a paragraph in which a question mark counts as its end."""
_HABIT = 4.0
_STAY = 0.08
"""Chance of another paragraph of the same question."""
_ASK, _ANSWER, _TOLD = _STATES = range(3)
_SPOKEN = 0.4
"""From here on words of the speaker, or of address, show that somebody speaks."""
_LONG = {0.15: -3.0, 0.3: -1.0, 0.5: 0.0, 0.7: -1.0}
"""Chances of another paragraph of the same answer, and what each counts beforehand, in nats."""
SHORTER = 1.0
"""What a paragraph that is e times shorter than its neighbours counts towards a question."""
REPLIED = 1.3
"""What a reply in the next paragraph counts: a yes or a no."""


class Role(Struct, frozen=True):
    """What a paragraph is taken for."""

    question: bool
    told: bool
    """Whether it is introduction: nobody's speech."""
    margin: float
    """How much likelier than the other, in nats."""
    mark: int
    """Length of the printed mark that opens it."""


def roles(
    paragraphs: Sequence[str],
    code: str,
    *,
    introduced: bool = False,
    given: dict[str, bool] | None = None,
) -> list[Role]:
    """Return the role of each paragraph; where headlines went before, some are introduction.

    `given` are marks that the user knows: whether each opens a question.

    A second look knows how this text's questions are printed: with a mark, or a question mark.
    """
    said = {mark: _GIVEN if asks else -_GIVEN for mark, asks in (given or {}).items()}
    marks = _marks(paragraphs, code) | said
    scores = _scores(paragraphs, code, marks)
    looked = scores
    for _ in range(2):
        told = [_told(text, score, code) for text, score in zip(paragraphs, looked, strict=True)]
        states = _best(looked, told if introduced else None)
        asked = [_sign(t, marks) for t, s in zip(paragraphs, states, strict=True) if s == _ASK]
        habit = _habit(asked)
        looked = [s + habit[_sign(t, marks)] for s, t in zip(scores, paragraphs, strict=True)]
    told = [_told(text, score, code) for text, score in zip(paragraphs, looked, strict=True)]
    states = _best(looked, told if introduced else None)
    return [
        Role(state == _ASK, state == _TOLD, abs(score), _mark(text, marks))
        for state, score, text in zip(states, looked, paragraphs, strict=True)
    ]


def _told(text: str, score: float, code: str) -> float:
    """Return how well a paragraph fits an introduction, beside what it scores as an answer."""
    shown = cues(text, code)
    if shown["title"]:
        return 1.0 - score / 2
    return -0.5 - score / 2 - 3.0 * (shown["self"] > _SPOKEN) - 2.0 * (shown["address"] > _SPOKEN)


def _marks(paragraphs: Sequence[str], code: str) -> dict[str, float]:
    """Return the marks that open paragraphs, with what each says: asks above 0, answers below."""
    opened: dict[str, list[float]] = defaultdict(list)
    for text in paragraphs:
        mark = turn_mark(text)
        if mark:
            opened[mark].append(question(text, code))
    if not opened:
        return {}
    means = {
        mark: sum(min(4, max(-4, s)) for s in scores) / len(scores)
        for mark, scores in opened.items()
    }
    asks = max(means, key=lambda mark: means[mark])
    if means[asks] < -1:
        return {mark: -_MARKED for mark, scores in opened.items() if len(scores) > 1}
    return {mark: _MARKED if mark == asks or means[mark] > 1 else -_MARKED for mark in means}


def _mark(text: str, marks: dict[str, float]) -> int:
    return len(turn_mark(text)) if turn_mark(text) in marks else 0


def _sign(text: str, marks: dict[str, float]) -> str:
    """Return how a paragraph is printed: "marked", "asking" with a question mark, or "plain"."""
    if turn_mark(text) in marks:
        return "marked"
    return "asking" if any(sign in text[-_LAST:] for sign in "?؟") else "plain"


def _habit(asked: Sequence[str]) -> dict[str, float]:
    """Return what each way to print a paragraph says, from how most questions are printed."""
    count = len(asked) + 1.5
    marked = (asked.count("marked") + 0.5) / count
    asking = (asked.count("asking") + asked.count("marked") + 0.5) / count
    return {
        "marked": 0.0,
        "asking": max(-_HABIT, log(1 - marked) + 0.7) if marked > 0.5 else 0.0,
        "plain": max(-_HABIT, log(1 - asking) + 0.7) if asking > 0.5 else 0.0,
    }


def _scores(paragraphs: Sequence[str], code: str, marks: dict[str, float]) -> list[float]:
    sizes = [log(1 + len(text.split())) for text in paragraphs]
    replied = [cues(text, code)["reply"] for text in paragraphs[1:]] + [0.0]
    plain = [
        question(text, code) + SHORTER * _shorter(sizes, n) + REPLIED * replied[n]
        for n, text in enumerate(paragraphs)
    ]
    marked = [marks.get(turn_mark(text), 0.0) for text in paragraphs]
    lost = _lost(plain, marked)
    return [
        max(-_CAP, min(_CAP, score)) + (mark if mark else lost)
        for score, mark in zip(plain, marked, strict=True)
    ]


def _shorter(sizes: Sequence[float], n: int) -> float:
    """Return how much shorter a paragraph is than its neighbours, in nats."""
    beside = [sizes[m] for m in (n - 1, n + 1) if 0 <= m < len(sizes)]
    return max(-2.0, min(2.0, sum(beside) / len(beside) - sizes[n])) if beside else 0.0


def _lost(plain: Sequence[float], marked: Sequence[float]) -> float:
    """Return what the want of a mark says: little where clear questions want it too."""
    clear = [mark > 0 for score, mark in zip(plain, marked, strict=True) if score > 1]
    if not any(mark > 0 for mark in marked):
        return 0.0
    return log(1 - (sum(clear) + 0.5) / (len(clear) + 1))


def _best(scores: Sequence[float], told: Sequence[float] | None) -> list[int]:
    """Return the likeliest run of questions, answers and introduction, in a text's own manner."""
    paths = [(prior, _path(scores, stay, told)) for stay, prior in _LONG.items()]
    return max(paths, key=lambda path: path[0] + path[1][0])[1][1] if scores else []


def _path(
    scores: Sequence[float], stay: float, told: Sequence[float] | None
) -> tuple[float, list[int]]:
    """Return the likeliest run of states (Viterbi 1967) and its score.

    Speech begins with either; after an introduction, with a question.
    """
    never = -1e9
    step = {
        (_ASK, _ASK): log(_STAY),
        (_ASK, _ANSWER): log(1 - _STAY),
        (_ANSWER, _ASK): log(1 - stay),
        (_ANSWER, _ANSWER): log(stay),
        (_TOLD, _TOLD): log(0.8),
        (_TOLD, _ASK): log(0.2),
    }
    best = [0.0, 0.0 if told is None else never, never if told is None else 0.0]
    back: list[list[int]] = []
    for n, score in enumerate(scores):
        emit = (score / 2, -score / 2, told[n] if told else never)
        if n:
            ways = [[best[a] + step.get((a, b), never) for a in _STATES] for b in _STATES]
            back.append([way.index(max(way)) for way in ways])
            best = [max(way) for way in ways]
        best = [value + emit[state] for state, value in enumerate(best)]
    path = [best.index(max(best))]
    for choices in reversed(back):
        path.append(choices[path[-1]])
    return max(best), path[::-1]
