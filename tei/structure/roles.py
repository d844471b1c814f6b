"""Who asks and who answers, where no label says so: the likeliest run of questions and answers.

A linear chain: what each paragraph shows (`tei.structure.exchange`) speaks for each state, so does
its printed mark (`tei.structure.marks`), and so does the state before. The weights of cues and
steps were learnt, and the certainties counted, by `training/roles.py`; they are in `roles.toml`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.cache import table
from tei.structure import chain, marks
from tei.structure.exchange import shown
from tei.structure.lines import turn_mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.structure.chain import Scores
    from tei.structure.marks import Legend

STATES = ("question", "question_on", "answer", "answer_on", "told")
"""By the numbers of `tei.structure.marks`."""
WEIGHTS = Path(__file__).with_name("roles.toml")
_NEVER = -1e9
_HIDDEN = -3.0
"""What it counts for a turn that its paragraph begins where a full line hides it, in nats."""
_AGAIN = 2
"""Readings of the marks that are looked at again, when the share of lost marks is known."""


class Role(Struct, frozen=True):
    """What a paragraph is taken for."""

    question: bool
    told: bool
    """Whether it is introduction: nobody's speech."""
    opens: bool
    """Whether a turn begins with it."""
    certainty: float
    """0 to 1, as counted on texts that the weights were not learnt from."""
    second: str
    """What else it could be: "a question", "an answer", "an introduction"."""
    behind: float
    """The probability of that."""
    mark: str
    """The printed mark that opens it, where it says what it is."""


class Weights(Struct, frozen=True):
    """What cues and steps say, in nats."""

    cues: dict[str, tuple[float, ...]]
    """A cue's weight for each state."""
    steps: tuple[tuple[float, ...], ...]
    """From each state to each."""
    right: tuple[tuple[float, float], ...]
    """How often a probability turned out right: the two, rising."""


def roles(
    paragraphs: Sequence[str],
    code: str,
    *,
    headed: Sequence[bool] = (),
    hidden: Sequence[bool] = (),
    given: Mapping[str, bool] | None = None,
    weights: Weights | None = None,
) -> list[Role]:
    """Return the role of each paragraph.

    `headed` says which stand right below front matter: an introduction begins there; `hidden`
    which begin where a full line may hide the end of one. `given` are marks that the user knows:
    whether each opens a question.
    """
    weights = weights or learnt()
    headed = headed or [False] * len(paragraphs)
    printed = [mark_of(text, given or {}) for text in paragraphs]
    plain = [unmarked(text, mark) for text, mark in zip(paragraphs, printed, strict=True)]
    places = _kept_apart([place(c, weights) for c in shown(plain, code, headed)], headed, hidden)
    steps = _steps(weights, headed)
    reading, fits = _read(places, steps, printed, given or {})
    places = _sum(places, fits)
    _, run = chain.likeliest(places, steps)
    shares = chain.probabilities(places, steps)
    means = {mark for mark, what in reading.means if what}
    return [
        _role(state, share, weights, mark if mark in means else "")
        for state, share, mark in zip(run, shares, printed, strict=True)
    ]


def _kept_apart(
    places: list[list[float]], headed: Sequence[bool], hidden: Sequence[bool]
) -> list[list[float]]:
    """Return the places, those that a layout speaks against less likely."""
    for n, inside in enumerate(hidden):
        if inside:
            places[n][marks.QUESTION] += _HIDDEN
            places[n][marks.ANSWER] += _HIDDEN
    if places and not headed[0]:
        places[0][marks.TOLD] = _NEVER
    return places


@cache
def learnt() -> Weights:
    """Return the weights of `roles.toml`."""
    data = table(WEIGHTS)
    return Weights(
        {cue: tuple(row) for cue, row in data["cues"].items()},
        tuple(tuple(data["steps"][state]) for state in STATES),
        tuple((p, right) for p, right in data["certainty"]["right"]),
    )


def mark_of(text: str, given: Mapping[str, bool]) -> str:
    """Return the mark that opens a paragraph: one that the user knows, or what looks like one."""
    return next((mark for mark in given if text.startswith(mark)), turn_mark(text))


def unmarked(text: str, mark: str) -> str:
    """Return a paragraph without the mark that opens it."""
    return text[len(mark) :].lstrip() if mark else text


def place(cues: Mapping[str, float], weights: Weights) -> list[float]:
    """Return what the cues of a paragraph say for each state."""
    rows = [(weights.cues[cue], value) for cue, value in cues.items() if cue in weights.cues]
    return [sum(row[state] * value for row, value in rows) for state in range(len(STATES))]


def _steps(weights: Weights, headed: Sequence[bool]) -> list[Scores]:
    """Return the steps before each paragraph but the first."""
    below = weights.steps
    elsewhere = tuple(
        row if state == marks.TOLD else (*row[: marks.TOLD], _NEVER)
        for state, row in enumerate(below)
    )
    return [below if here else elsewhere for here in headed[1:]]


def _read(
    places: Scores, steps: Sequence[Scores], printed: Sequence[str], given: Mapping[str, bool]
) -> tuple[Legend, Scores]:
    """Return the reading of the marks that explains a text best, and what each mark says by it."""
    tried = []
    for reading in marks.readings(printed, given):
        fits = marks.fits(reading, printed, marks.UNKNOWN)
        score, run = chain.likeliest(_sum(places, fits), steps)
        tried.append((score + reading.prior, reading, fits, run))
    tried.sort(key=lambda one: -one[0])
    for _, reading, _, run in tried[:_AGAIN]:
        fits = marks.fits(reading, printed, marks.lost(reading, printed, run))
        score, run = chain.likeliest(_sum(places, fits), steps)
        tried.append((score + reading.prior, reading, fits, run))
    _, reading, fits, _ = max(tried, key=lambda one: one[0])
    return reading, fits


def _sum(a: Scores, b: Scores) -> list[list[float]]:
    return [[x + y for x, y in zip(p, q, strict=True)] for p, q in zip(a, b, strict=True)]


def _role(state: int, shares: Sequence[float], weights: Weights, mark: str) -> Role:
    held = {
        "a question": shares[marks.QUESTION] + shares[marks.QUESTION_ON],
        "an answer": shares[marks.ANSWER] + shares[marks.ANSWER_ON],
        "an introduction": shares[marks.TOLD],
    }
    asks, told = state in (marks.QUESTION, marks.QUESTION_ON), state == marks.TOLD
    own = held.pop("an introduction" if told else "a question" if asks else "an answer")
    second = max(held, key=lambda what: held[what])
    opens = state in (marks.QUESTION, marks.ANSWER)
    return Role(asks, told, opens, _counted(own, weights.right), second, held[second], mark)


def _counted(probability: float, right: Sequence[tuple[float, float]]) -> float:
    """Return how often so high a probability was right, between the two counted next to it."""
    (low, below), *rest = right
    for high, above in rest:
        if probability <= high:
            share = max(0.0, probability - low) / (high - low)
            return round(below + share * (above - below), 2)
        low, below = high, above
    return round(below, 2)
