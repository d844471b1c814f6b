"""A trained model of yes and no: a weight for each feature, and for what follows what.

A linear-chain conditional random field of two labels (Lafferty, McCallum and Pereira 2001), as
CRFsuite trains it. With two labels only differences matter: a weight is how much a feature speaks
for yes. In the file a line is `feature TAB weight`; four lines (`TURNS`) are the weights of a label
after another.
"""

from __future__ import annotations

from itertools import repeat
from math import exp
from typing import TYPE_CHECKING

from tei.spelling.features import spelt_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tei.spelling.features import Group, Row

YES, NO = "1", "0"
TURNS = (NO + NO, NO + YES, YES + NO, YES + YES)
"""Label after label; features begin with a letter."""
_REMEMBERED = 50_000
"""Groups of features; then the memory is emptied."""


class Weights:
    """The weights of one model."""

    def __init__(self, path: Path) -> None:
        cells = path.read_text(encoding="utf-8").replace("\n", "\t").split("\t")
        self._of = dict(zip(cells[::2], map(float, cells[1::2]), strict=False))
        self._groups: dict[Group, float] = {}
        self._turns = tuple(exp(self._of.get(turn, 0.0)) for turn in TURNS)

    def log_odds(self, row: Iterable[str]) -> float:
        """Return how much these features together speak for yes."""
        return sum(map(self._of.get, row, repeat(0.0)))

    def group(self, group: Group) -> float:
        """Return how much a group of features speaks for yes, which is remembered."""
        weight = self._groups.get(group)
        if weight is None:
            if len(self._groups) >= _REMEMBERED:
                self._groups.clear()
            weight = self._groups[group] = self.log_odds(spelt_out(group))
        return weight

    def probabilities(self, rows: Iterable[Row]) -> list[float]:
        """Return how probable yes is for each row of a sequence (forward, then backward)."""
        alone = [self._odds(row) for row in rows]
        before = self._before(alone)
        no_no, no_yes, yes_no, yes_yes = self._turns
        after, found = 1.0, []
        for odds, here in zip(reversed(alone), reversed(before), strict=True):
            found.append(here * after / (1 + here * after))
            after *= odds
            after = (yes_no + yes_yes * after) / (no_no + no_yes * after)
        return found[::-1]

    def _odds(self, row: Row) -> float:
        return exp(self.log_odds(row.own) + sum(map(self.group, row.shared)))

    def _before(self, alone: Sequence[float]) -> list[float]:
        """Return the odds of yes at each item, from it and the items before it."""
        no_no, no_yes, yes_no, yes_yes = self._turns
        found: list[float] = []
        for odds in alone:
            if found:
                last = found[-1]
                odds *= (no_yes + yes_yes * last) / (no_no + yes_no * last)
            found.append(odds)
        return found


def table(weights: Iterable[tuple[str, float]]) -> str:
    """Return a file of these weights."""
    return "".join(f"{feature}\t{weight:.6g}\n" for feature, weight in sorted(weights))
