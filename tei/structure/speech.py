"""Whether anybody speaks in a text without labels: an essay has no turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.structure.cues import cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.structure.roles import Role

_SELF = 0.1
"""Share of paragraphs in which somebody speaks of themselves."""
_QUOTED = 0.5
"""Share of paragraphs with speech in quotation marks: of more, somebody tells what was said."""
_FEW = 8
"""Paragraphs; fewer tell nothing by their share."""
_QUOTES = frozenset("«»“”„")


def is_heard(paragraphs: Sequence[str], roles: Sequence[Role], language: str) -> bool:
    """Say whether a text is speech: it marks questions, it asks, or somebody says `I`."""
    if any(role.question and role.mark for role in roles):
        return True
    quoted = sum(not _QUOTES.isdisjoint(text) for text in paragraphs)
    if len(paragraphs) >= _FEW and quoted > _QUOTED * len(paragraphs):
        return False
    shown = [cues(text, language) for text in paragraphs]
    asks = any(
        role.question and (cue["asks_at_end"] or cue["asks_inside"])
        for role, cue in zip(roles, shown, strict=True)
    )
    return asks or sum(cue["self"] > 0 for cue in shown) >= _SELF * len(shown) > 0
