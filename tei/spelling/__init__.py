"""Regular spelling beside the printed one: local changes with offsets, each signed by a rule.

Knows nothing of documents: `tei.recognisers.spelling` turns the changes into claims, and the
command `tei regularize` applies them.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from tei.config import Spelling as Policy
from tei.spelling import characters, divisions, extraction, punctuation
from tei.spelling.changes import Change, changes
from tei.spelling.edits import Edit, apply
from tei.spelling.orthography import orthography
from tei.spelling.speller import speller
from tei.spelling.words import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "BESIDE",
    "CHARACTERS",
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
CHARACTERS = frozenset(
    ("letter", "presentation-form", "kashida", "direction-mark", "blank", "ligature", "soft-hyphen")
)
"""Rules that fold characters and leave words alone."""
_READ_ALIKE = frozenset(("letter", "presentation-form"))
"""Rules for characters that a word is looked up without."""
_READINGS = 5
INSTEAD = Policy(threshold=0.55)
"""For a view that shows the regular spelling alone: a doubtful change is not made."""


def edits(text: str, language: str, policy: Policy = BESIDE) -> list[Edit]:
    """Return the changes a language's spelling asks for, in the order of the text."""
    spelling = orthography(language)
    if not spelling.rules:
        return []
    respelt = [*speller(language, policy.words).edits(text, policy.threshold)]
    joined = {at for e in respelt if e.replacement == ZWNJ for at in range(e.start, e.end)}
    found = chain(
        (e for e in characters.edits(text, spelling) if e.start not in joined),
        punctuation.edits(text, spelling) if policy.also else (),
        divisions.numbers(text, spelling) if spelling.compiled else (),
        respelt,
    )
    unasked = (spelling.unasked - set(policy.also)) | set(policy.skip)
    made = [e for e in found if e.probability >= policy.threshold and e.rule not in unasked]
    turned = [
        Edit(start, end, regularize(logical, language, policy), "visual-order", 0.95)
        for start, end, logical in extraction.visual_lines(text, spelling)
    ]
    if "embedded-run" in spelling.rules.keys() - unasked:
        turned = sorted([*turned, *_outside(extraction.embedded_runs(text), turned)])
    parted = {edit.end for edit in turned if edit.replacement.endswith(" ")}
    kept = (e for e in _outside(made, turned) if e.rule != "lost-blank" or e.start not in parted)
    return sorted([*turned, *kept])


def regularize(text: str, language: str, policy: Policy = INSTEAD) -> str:
    """Return the text as the language spells it; regular text comes back as it is.

    A mark or a blank that is replaced may complete a word, so such text is read again.
    """
    for _ in range(_READINGS):
        found = edits(text, language, policy)
        text = apply(text, found)
        if all(map(_settled, found)) and not _turns(text, language):
            break
    return text


def _settled(edit: Edit) -> bool:
    """Say whether a text is read the same after an edit: words are looked up with it made.

    A ligature's letters may be parted once they are letters.
    """
    alike = edit.rule in _READ_ALIKE and len(edit.replacement) == 1
    return alike or edit.start == edit.end or edit.replacement == ZWNJ


def _turns(text: str, language: str) -> bool:
    """Say whether a text has lines that can be seen to run from left to right."""
    return any(extraction.visual_lines(text, orthography(language)))


def _outside(edits: Iterable[Edit], lines: list[Edit]) -> Iterator[Edit]:
    """Yield the edits that are in none of these lines, which are in the order of the text."""
    ends = [line.end for line in lines]
    for edit in edits:
        at = bisect_right(ends, edit.start)
        if at == len(lines) or edit.end <= lines[at].start:
            yield edit
