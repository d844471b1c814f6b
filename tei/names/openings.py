"""Where each rule about names may begin: most words begin nothing, whichever rule is asked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tei.names import lexicon
from tei.names.vocabulary import vocabulary

if TYPE_CHECKING:
    from tei.names.words import Passage

FORENAME, GAZETTEER, MINISTRY = "forename", "gazetteer", "ministry"
"""Besides these, the names of lists of phrases: see `Vocabulary`."""

_LISTS = ("titles", "places", "organisations", "offices", "events", "event_heads", "groups")


def openings(words: Passage, code: str) -> dict[str, list[int]]:
    """Return, for each list and rule, the words of a passage that may begin something of it."""
    found: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        for name in begun(word.form, code):
            found.setdefault(name, []).append(i)
    return found


@lru_cache(1 << 14)
def begun(form: str, code: str) -> tuple[str, ...]:
    """Return what a folded word may begin."""
    known = vocabulary(code)
    found = [name for name in _LISTS if form in getattr(known, name).first_words()]
    if lexicon.gazetteer(code).begins(form):
        found.append(GAZETTEER)
    if form in known.inner_titles or lexicon.FORENAME in lexicon.flags(code, form):
        found.append(FORENAME)
    if known.ministry and form == known.ministry:
        found.append(MINISTRY)
    return tuple(found)
