"""The trained models, opened once and asked by place or by word."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from tei.spelling import features, surroundings
from tei.spelling.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from tei.spelling.features import Morphology
    from tei.spelling.known import Part


_UNSURE = 0.01


class Model:
    """Where ZWNJ stand in a word."""

    def __init__(self, path: Path, morphology: Morphology, known: Callable[[str], Part]) -> None:
        self._weights = Weights(path)
        self._morphology = morphology
        self._known = known

    def places(
        self,
        word: str,
        listed: Collection[int] = (),
        known: Callable[[str], Part] | None = None,
    ) -> dict[int, float]:
        """Return how probable a ZWNJ is before each letter where it would show."""
        gaps = self._morphology.gaps(word)
        if not gaps:
            return {}
        rows = features.of_word(word, gaps, self._morphology, known or self._known, listed)
        return dict(zip(gaps, self._weights.probabilities(rows), strict=True))


class Blanks:
    """Which blanks stand for a ZWNJ."""

    def __init__(self, path: Path, morphology: Morphology, known: Callable[[str], Part]) -> None:
        self._weights = Weights(path)
        self._morphology = morphology
        self._known = known

    def probability(
        self, parts: tuple[str, str], neighbours: tuple[str, str], habit: str, parted: float
    ) -> float:
        """Return how probable it is that the blank between two parts of a word was a ZWNJ.

        `parted` is how probably a ZWNJ parts the word made of them, -1 for no such word.
        """
        spoken, told = self._spoken(parts, neighbours, habit)
        return _probability(spoken + self._weights.group(surroundings.of_parting(parted, *told)))

    def most(self, parts: tuple[str, str], neighbours: tuple[str, str], habit: str) -> float:
        """Return how probable that can be, however probably a ZWNJ parts the word."""
        spoken, told = self._spoken(parts, neighbours, habit)
        groups = (surroundings.of_parting(each, *told) for each in surroundings.PARTINGS)
        return _probability(spoken + max(map(self._weights.group, groups)))

    def _spoken(
        self, parts: tuple[str, str], neighbours: tuple[str, str], habit: str
    ) -> tuple[float, tuple[str, str, str, str]]:
        """Return the log odds but for how the word is parted, and what goes with that."""
        left, right = parts
        row = surroundings.of_blank(left, right, neighbours, habit, self._morphology, self._known)
        whole = self._known(left + right).step.replace("0", "-")
        told = habit, self._morphology.kind(left, right), whole, left[-1:]
        return self._weights.log_odds(row), told


class Context:
    """Which of two readings of a word its neighbours speak for."""

    def __init__(
        self, path: Path, known: Callable[[str], Part], cluster: Callable[[str], str]
    ) -> None:
        self._weights = Weights(path)
        self._known = known
        self._cluster = cluster

    def probability(self, alone: float, neighbours: Sequence[str]) -> float:
        """Return how probable the first is that is so probable by the word alone."""
        row = surroundings.of_neighbours(neighbours, self._known, self._cluster)
        told = self._weights.log_odds([surroundings.ALONE]) * log_odds(alone)
        sure = _probability(self._weights.log_odds(row) + told)
        return min(max(sure, _UNSURE), 1 - _UNSURE)


def corrected(probability: float, spoken: float) -> float:
    """Return a probability after another, independent witness (Bayes' rule in log odds)."""
    return _probability(log_odds(probability) + spoken)


def log_odds(probability: float) -> float:
    """Return the log odds of what is never taken for quite sure."""
    sure = min(max(probability, _UNSURE), 1 - _UNSURE)
    return log(sure / (1 - sure))


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
