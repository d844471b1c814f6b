"""How sure a mention is: what turned out right, by rule and by what the model holds of it."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from typing import TYPE_CHECKING

from tei.names.lexicon import FOLDER

if TYPE_CHECKING:
    from tei.names.mentions import Mention

EDGES = (0.02, 0.2, 0.35, 0.5, 0.8, 0.95)
"""Between these probabilities of the model one share of right mentions was counted."""


def calibrated(code: str, mention: Mention, held: float | None) -> float:
    """Return a mention's certainty, its rule's own where nothing was counted.

    `held` is the model's probability, None where it has no say. The table is made by
    `training.names`.
    """
    if mention.rule.human or held is None:
        return mention.certainty
    shares = _shares(code).get(evidence(mention))
    return shares[bisect(EDGES, held)] if shares else mention.certainty


def evidence(mention: Mention) -> str:
    """Return what is counted together: the kind, the rule, and what the rule said."""
    sure = "" if mention.rule.id == "names.trained" else f" {mention.certainty:.2f}"
    return f"{mention.kind} {mention.rule.id}{sure}"


@cache
def _shares(code: str) -> dict[str, tuple[float, ...]]:
    path = FOLDER / f"{code}.certainty.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = (line.split("\t") for line in lines)
    return {key: tuple(float(cell) for cell in shares.split("|")) for key, shares in rows}
