"""Which element of ours may stand in which, and in which order they are nested.

TEI P5 allows more; this is what a transcript needs, and every nesting it allows is valid
against `interview.rng` and tei_all (a property test holds it to that).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.model import Annotation

_NAMED = ["persName", "placeName", "orgName", "name", "geogName", "settlement", "country", "region"]
_DATA = ["date", "time", "num", "measure", "term", "foreign"]
_PARTS = ["roleName", "forename", "surname", "addName", "nameLink", "genName"]
_NAMES = [*_NAMED, *_DATA, *_PARTS]
_WORDS = ["w", "pc"]
POINTS = frozenset(["gap", "note"])
"""Elements that may be about a point: nothing of the source is in them."""

WHOLE = frozenset(["w", "pc", "s"])
"""Elements that half of which would be nothing: they are refused rather than split."""

SOLID = frozenset(["pc"])
"""Elements that may hold no break: nothing but characters."""

PARAGRAPHS = frozenset(["u", "seg", "p", "ab", "head", "byline"])
"""Elements at whose beginning a point is inside rather than before."""

_PHRASE = [*_NAMES, *_WORDS, "choice", "seg", "q", "soCalled", "title", *POINTS]
_PARAGRAPH = [*_PHRASE, "stage", "fw", "s"]
_IN_TURN = ["seg", "fw", "note", "stage", "gap", "q"]

_RANKS: dict[str, int] = {
    **dict.fromkeys(["u", "p", "ab", "head", "byline"], 0),
    **dict.fromkeys(["seg", "fw"], 1),
    **dict.fromkeys(["note", "stage"], 2),
    **dict.fromkeys(["q", "soCalled", "title"], 3),
    "s": 4,
    **dict.fromkeys(_NAMES, 5),
    "gap": 6,
    **dict.fromkeys(_WORDS, 7),
    "choice": 8,
}
_CHILDREN: dict[str, frozenset[str]] = {
    "div": frozenset(["u", "p", "ab", "head", "byline", "q", "note", "fw", "stage", "gap"]),
    "u": frozenset(_IN_TURN),
    **dict.fromkeys(["seg", "p", "ab", "q", "note", "stage", "head"], frozenset(_PARAGRAPH)),
    "byline": frozenset(_PHRASE),
    "fw": frozenset(_PHRASE),
    "s": frozenset(_PHRASE),
    **dict.fromkeys(["soCalled", "title"], frozenset(_PHRASE)),
    **dict.fromkeys(_NAMES, frozenset(_PHRASE)),
    **dict.fromkeys(_PARTS, frozenset(_PHRASE) - POINTS),
    "w": frozenset(["choice", "pc"]),
}
VOCABULARY = frozenset(_RANKS)
"""Every element a claim may use."""

STRUCTURAL = frozenset(["text", "body", "front", "back", "group", "div", "u", "choice", "subst"])
"""Elements that hold only elements: white space in them means nothing."""

EDITORIAL = frozenset(["reg", "corr", "expan", "supplied", "gap", "desc"])
"""Elements whose text is never the source's; besides them, `note` of type editorial."""

BREAKS = frozenset(["lb", "pb", "cb", "milestone", "space"])
"""Empty elements; literal white space beside them means nothing."""

PRINTED_APART = frozenset(["u", "p", "ab", "head", "byline", "fw", "seg"])
"""Elements that begin a line of their own: a blank before or after them means nothing."""


def rank(annotation: Annotation) -> int:
    """Return how far inside an element is nested: a lower rank is outside a higher one."""
    if annotation.element == "q" and annotation.get("type") == "pullquote":
        return 0
    if annotation.element == "note" and annotation.get("type") == "speaker":
        return 0
    if annotation.element == "seg" and annotation.id:
        return 3  # not a paragraph but a stretch to point at: what a pull quote repeats
    return _RANKS[annotation.element]


def accepts(parent: str, child: str) -> bool:
    """Say whether an element of ours may hold another."""
    return child in _CHILDREN.get(parent, ())
