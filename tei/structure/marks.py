"""Printed marks and what each says: that a question begins, or an answer, or nothing.

Extractors lose marks, and lists have marks too; so each reading of a text's marks is a hypothesis,
which says of every paragraph how well its mark, or the want of one, goes with each state it may be
in (`Scores` of `tei.structure.chain`).
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import log
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.structure.lines import is_bullet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

QUESTION, QUESTION_ON, ANSWER, ANSWER_ON, TOLD = range(5)
"""The states of a paragraph: it opens a question or goes on with one, so too an answer, or is
introduction."""
_STATES = {"question": QUESTION, "answer": ANSWER}
UNKNOWN = {"question": 0.3, "answer": 0.3}
"""Share of marks that are lost, before anything is known of a text's."""
_MOST = 3
"""Kinds of marks, the commonest first; others say nothing."""
_STRAY = log(0.003)
"""A mark where its kind does not belong."""
_LISTED = log(0.05)
"""A mark in an introduction: there are lists in such."""
_SILENT, _NOISE = log(0.9), log(0.1)
"""A mark that says nothing: where it does not stand, and where it does."""
_AGAINST_USER = -60.0
_PRIORS = {
    (True, "question"): -0.2,
    (True, "answer"): -3.0,
    (True, ""): -3.0,
    (False, "question"): -1.5,
    (False, "answer"): -0.7,
    (False, ""): -1.5,
}
"""Nats for a bullet or another sign, by what it opens."""


class Legend(Struct, frozen=True):
    """A hypothesis about a text's marks."""

    means: tuple[tuple[str, str], ...]
    """A mark, and what it opens: "question", "answer" or nothing."""
    prior: float
    """Nats."""
    given: frozenset[str]
    """Marks that the user knows."""


def readings(marks: Sequence[str], given: Mapping[str, bool]) -> Iterator[Legend]:
    """Yield every way to read the marks that open paragraphs.

    What the user knows of a mark stands: whether it opens a question.
    """
    common = [m for m, _ in Counter(m for m in marks if m and m not in given).most_common(_MOST)]
    said = tuple((mark, "question" if asks else "answer") for mark, asks in given.items())
    taken = {what for mark, what in said if mark in marks}
    for opened in product(("question", "answer", ""), repeat=len(common)):
        means = [what for what in opened if what]
        if len(set(means)) == len(means) and not taken & set(means):
            found = tuple(zip(common, opened, strict=True))
            prior = sum(_PRIORS[is_bullet(mark), what] for mark, what in found)
            yield Legend((*said, *found), prior, frozenset(given))


def fits(
    reading: Legend, marks: Sequence[str], lost: Mapping[str, float]
) -> list[tuple[float, ...]]:
    """Return for each paragraph what its mark says of each state, in nats.

    `lost` is the share of lost marks among questions and among answers.
    """
    used = set(marks)
    printed = {what for mark, what in reading.means if mark in used and what}
    kinds = {mark: _fit(mark, reading, printed, lost) for mark in used}
    return [kinds[mark] for mark in marks]


def _fit(
    mark: str, reading: Legend, printed: set[str], lost: Mapping[str, float]
) -> tuple[float, ...]:
    means = dict(reading.means)
    if what := means.get(mark):
        stray = _AGAINST_USER if mark in reading.given else _STRAY
        row = [stray] * TOLD + [max(stray, _LISTED) if stray == _STRAY else stray]
        row[_STATES[what]] = log(1 - lost[what])
    else:
        row = [0.0] * (TOLD + 1)
        for what in printed:
            row[_STATES[what]] = log(lost[what])
    noise = sum(_NOISE if other == mark else _SILENT for other, what in reading.means if not what)
    return tuple(value + noise for value in row)


def lost(reading: Legend, marks: Sequence[str], run: Sequence[int]) -> dict[str, float]:
    """Return the share of questions and of answers that lost their mark in a run of states."""
    means = dict(reading.means)
    found = {}
    for what, opening in _STATES.items():
        kept = [
            means.get(m) == what for m, state in zip(marks, run, strict=True) if state == opening
        ]
        found[what] = (kept.count(False) + 0.1) / (len(kept) + 0.33)
    return found
