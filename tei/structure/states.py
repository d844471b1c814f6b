"""What each paragraph is by itself, of question and answer, and how well another goes on from it.

The states, their cues and their steps are those of `tei.structure.roles`; here no neighbour counts,
since it is not known yet which paragraphs are neighbours. What a printed mark opens is read from
all of them.
"""

from __future__ import annotations

from functools import cache
from math import exp, log, sumprod
from typing import TYPE_CHECKING

from tei.structure import marks
from tei.structure.cues import cues
from tei.structure.roles import learnt, mark_of, place, unmarked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.structure.chain import Scores

Shares = tuple[float, ...]
"""Of `tei.structure.roles.STATES` without introduction, which is not put in order."""


def states(texts: Sequence[str], code: str, given: Mapping[str, bool]) -> list[Shares]:
    """Return how likely each paragraph is in each state; `given` are marks that the user knows."""
    printed = [mark_of(text, given) for text in texts]
    places = [
        place(cues(unmarked(text, mark), code), learnt())
        for text, mark in zip(texts, printed, strict=True)
    ]
    read = [
        _odds(places, marks.fits(reading, printed, marks.UNKNOWN), reading.prior)
        for reading in marks.readings(printed, given)
    ]
    _, odds = max(read, key=lambda one: one[0])
    return [tuple(value / sum(row) for value in row) for row in odds]


def asked_for(shares: Shares) -> Shares:
    """Return how well each state follows a paragraph in these states."""
    return tuple([sumprod(shares, column) for column in _columns()])


def follows(asked: Shares, shares: Shares) -> float:
    """Return how well a paragraph in some states follows what asks for them, in nats."""
    return log(sumprod(asked, shares))


def _odds(places: Scores, fits: Scores, prior: float) -> tuple[float, list[list[float]]]:
    """Return how well a reading explains all paragraphs, in nats, and the odds of their states."""
    odds = [
        [exp(a + b) for a, b in zip(place[: marks.TOLD], fit, strict=False)]
        for place, fit in zip(places, fits, strict=True)
    ]
    return prior + sum(log(sum(row)) for row in odds), odds


@cache
def _columns() -> list[Shares]:
    steps = [row[: marks.TOLD] for row in learnt().steps[: marks.TOLD]]
    return [tuple(exp(step) for step in column) for column in zip(*steps, strict=True)]
