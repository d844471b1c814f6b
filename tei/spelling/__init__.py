"""Regular spelling beside the printed one: local changes with offsets, each signed by a rule.

Knows nothing of documents: `tei.recognisers.spelling` turns the changes into claims, and the
command `tei regularize` applies them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.config import Spelling as Policy
from tei.spelling import characters, joiners
from tei.spelling.changes import Change, changes
from tei.spelling.edits import Edit, apply
from tei.spelling.orthography import orthography
from tei.spelling.words import WORD, form

if TYPE_CHECKING:
    from tei.spelling.orthography import Orthography

__all__ = [
    "BESIDE",
    "INSTEAD",
    "Change",
    "Edit",
    "Policy",
    "apply",
    "changes",
    "edits",
    "regularize",
]


BESIDE = Policy()
"""For a view where the printed spelling stands beside the regular one."""
INSTEAD = Policy(threshold=0.65)
"""For a view that shows the regular spelling alone: a doubtful change is not made."""


def edits(text: str, language: str, policy: Policy = BESIDE) -> list[Edit]:
    """Return the changes a language's spelling asks for, in the order of the text."""
    spelling = orthography(language)
    found = list(characters.edits(text, spelling))
    if spelling.files[0]:
        for word in WORD.finditer(text):
            found += (_moved(edit, word.start()) for edit in _word(word.group(), spelling))
    return sorted(edit for edit in found if edit.probability >= policy.threshold)


def regularize(text: str, language: str, policy: Policy = INSTEAD) -> str:
    """Return the text as the language spells it."""
    return apply(text, edits(text, language, policy))


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.replacement, edit.rule, edit.probability)


_memo: dict[tuple[str, str], tuple[Edit, ...]] = {}


def _word(printed: str, spelling: Orthography) -> tuple[Edit, ...]:
    key = (printed, spelling.code)
    found = _memo.get(key)
    if found is None:
        word = form(printed, spelling)
        lost = joiners.restored(word, joiners.likely(word.letters, spelling), spelling)
        found = _memo[key] = (*word.edits, *lost)
    return found
