"""The likeliest run of states, and how likely each state is at each place.

Scores are in nats: one for each state at each place, and before each place but the first one for
each step between two states.
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    type Scores = Sequence[Sequence[float]]


def likeliest(places: Scores, steps: Sequence[Scores]) -> tuple[float, list[int]]:
    """Return the score of the best run and the run itself (Viterbi 1967)."""
    if not places:
        return 0.0, []
    best, back = list(places[0]), []
    for place, step in zip(places[1:], steps, strict=True):
        ways = [
            [a + b for a, b in zip(best, column, strict=True)] for column in zip(*step, strict=True)
        ]
        best = [max(way) + here for way, here in zip(ways, place, strict=True)]
        back.append([way.index(max(way)) for way in ways])
    path = [best.index(max(best))]
    for choices in reversed(back):
        path.append(choices[path[-1]])
    return max(best), path[::-1]


def probabilities(places: Scores, steps: Sequence[Scores]) -> list[list[float]]:
    """Return the probability of each state at each place (Baum 1970, forwards and backwards)."""
    if not places:
        return []
    forward = _sweep(places, [list(zip(*step, strict=True)) for step in steps])
    backward = _sweep(places[::-1], steps[::-1])[::-1]
    joined = (
        [a + b - here for a, b, here in zip(*rows, strict=True)]
        for rows in zip(forward, backward, places, strict=True)
    )
    return [_shares(row) for row in joined]


def _sweep(places: Scores, steps: Sequence[Scores]) -> list[list[float]]:
    """Return for each place and state the log-sum of all runs up to there."""
    found = [list(places[0])]
    for place, into in zip(places[1:], steps, strict=True):
        last = found[-1]
        sums = (_log_sum([a + b for a, b in zip(last, column, strict=True)]) for column in into)
        found.append([total + here for total, here in zip(sums, place, strict=True)])
    return found


def _log_sum(values: Sequence[float]) -> float:
    most = max(values)
    return most + log(sum(exp(value - most) for value in values))


def _shares(values: Sequence[float]) -> list[float]:
    total = _log_sum(values)
    return [exp(value - total) for value in values]
