"""What each paragraph of an exchange shows, by itself and beside its neighbours.

To the cues of a paragraph (`tei.structure.cues`) come those of the two around it: how much longer
they are, whether one replies, how many words they share. All are about 0 to 1, or -2 to 2.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from tei.structure.cues import cues
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG = 3
"""Letters; shorter words are in every paragraph."""
_APART = 2.0
"""Nats: lengths that differ by more differ as much."""
_NOTHING: dict[str, float] = {}


def shown(paragraphs: Sequence[str], code: str, headed: Sequence[bool]) -> list[dict[str, float]]:
    """Return the cues of each paragraph; `headed` says which stand right below front matter."""
    own = [cues(text, code) for text in paragraphs]
    sizes = [log(1 + len(text.split())) for text in paragraphs]
    bags = [frozenset(t for t in words(text) if len(t) > _LONG) for text in paragraphs]
    found: list[dict[str, float]] = []
    for n, cue in enumerate(own):
        before, after = n - 1 if n else None, n + 1 if n + 1 < len(own) else None
        found.append(
            {
                **cue,
                "longer_before": _longer(sizes, before, n),
                "longer_after": _longer(sizes, after, n),
                "shared_before": _shared(bags, before, n),
                "shared_after": _shared(bags, after, n),
                **_beside("before", own, before, ("self", "address")),
                **_beside("after", own, after, ("self", "address", "reply")),
                "first": float(before is None),
                "headed": float(headed[n]),
            }
        )
    return found


def _longer(sizes: Sequence[float], other: int | None, n: int) -> float:
    return 0.0 if other is None else max(-_APART, min(_APART, sizes[other] - sizes[n]))


def _shared(bags: Sequence[frozenset[str]], other: int | None, n: int) -> float:
    return 0.0 if other is None else len(bags[n] & bags[other]) / (3 + len(bags[n]))


def _beside(
    side: str, own: Sequence[dict[str, float]], other: int | None, names: Sequence[str]
) -> dict[str, float]:
    cue = _NOTHING if other is None else own[other]
    return {f"{name}_{side}": cue.get(name, 0.0) for name in names}
