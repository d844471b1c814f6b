"""What a passage shows at its two ends, where others may stand before and after it."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.structure import encoders, seams
from tei.structure.continuations import Vector, beginning, left_vector, right_vector
from tei.structure.cues import question
from tei.structure.lines import ends_sentence
from tei.structure.roles import mark_of
from tei.structure.states import Shares, asked_for
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tei.model import Document
    from tei.structure.stacks import Stack

type Words = tuple[str, ...]
type Stems = frozenset[str]

_TOPIC, _NEAR = 80, 30
"""Words from either edge whose recurrence shows that two passages are about one thing."""
_SEEN = 8 * _TOPIC
"""Code points that are looked at for them."""
_LONG = 3
_MARK = 3.0
"""Log-odds of a question that a printed mark gives an edge."""
_ENDS = frozenset(".؟?!")
_CAPITAL, _SMALL = 1.0, -4.0
"""What a first letter says of a sentence's beginning, where letters have a case."""


class Edges(Struct, frozen=True):
    """What a passage shows at its two ends."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    head_topic: frozenset[str]
    tail_topic: frozenset[str]
    head_near: frozenset[str]
    tail_near: frozenset[str]
    ends: int
    """Words and marks of its head up to the first end of a sentence."""
    begun: int
    """Words and marks of its tail since the last one."""
    open: bool
    """Whether it breaks off inside a sentence."""
    room: int
    """Code points of the longest word that its last line had room for."""
    word: int
    """Code points of its first word."""
    marked: bool
    """Whether it begins with the mark of a turn."""
    before: Vector
    """What its last words ask for (`tei.structure.continuations`), where it is open."""
    after: Vector
    """What its first words go on from, where no mark opens it."""
    asks: Vector
    """The same of more words, as `tei.structure.encoders` reads them."""
    answers: Vector
    case: float
    """What the case of its first letter says of a beginning; 0 where letters have none."""
    begins: float
    """How much its first words sound like those of a sentence, in nats."""
    first: float
    """How likely its first paragraph is a question."""
    last: float
    speech: Shares
    """What its first paragraph is, of question and answer."""
    asked: Shares
    """What its last one asks for (`tei.structure.states`)."""
    seam_before: tuple[int, ...]
    """Its last words as `tei.structure.seams` hashes them."""
    seam_after: tuple[bytes, ...]


def edges_of(
    document: Document, passage: Stack, given: Mapping[str, bool], speech: tuple[Shares, Shares]
) -> Edges:
    """Return what the ends of a passage show.

    `given` are marks that the user knows, `speech` what its first and its last paragraph are.
    """
    first, last = passage.paragraphs[0], passage.paragraphs[-1]
    code, open_ = document.language, not ends_sentence(last.text)
    marked, marked_last = bool(mark_of(first.text, given)), bool(mark_of(last.text, given))
    head, tail = words(first.text[:_SEEN]), words(last.text[-_SEEN:])
    if marked and head and not head[0].isalnum():
        head = head[1:]
    begins, ends = head[:2] or (seams.EDGE,), tail[-2:] or (seams.EDGE,)
    return Edges(
        begins,
        ends,
        *_topics(head, tail),
        _until_end(head),
        _until_end(reversed(tail)),
        open_,
        passage.room,
        len(next(iter(first.text.split(None, 1)), "")),
        marked,
        *_vectors(code, None if marked else head, tail if open_ else None),
        _case(first.text),
        0.0 if marked else _clip(beginning(code, head[:4]), 3),
        _chance(question(first.text, code) + _MARK * marked),
        _chance(question(last.text, code) + _MARK * marked_last),
        speech[0],
        asked_for(speech[1]),
        seams.before(ends),
        seams.after(begins),
    )


def _topics(head: Words, tail: Words) -> tuple[Stems, Stems, Stems, Stems]:
    """Return the stems of long words at either edge, then of those that are near it."""
    return (
        frozenset([w[:5] for w in head if len(w) > _LONG][:_TOPIC]),
        frozenset([w[:5] for w in tail if len(w) > _LONG][-_TOPIC:]),
        frozenset(w[:5] for w in head[:_NEAR] if len(w) > _LONG),
        frozenset(w[:5] for w in tail[-_NEAR:] if len(w) > _LONG),
    )


def _vectors(
    code: str, head: Words | None, tail: Words | None
) -> tuple[Vector, Vector, Vector, Vector]:
    """Return what the last words ask for and the first go on from, as both models read them.

    Nothing is asked of an edge that no sentence runs over: of None.
    """
    return (
        () if tail is None else left_vector(code, tail[-4:]),
        () if head is None else right_vector(code, head[:4]),
        () if tail is None else encoders.left_vector(code, tail),
        () if head is None else encoders.right_vector(code, head),
    )


def _until_end(words: Iterable[str]) -> int:
    """Return how many words come before the first mark that ends a sentence."""
    count = 0
    for word in words:
        if word in _ENDS:
            break
        count += 1
    return count


def _case(text: str) -> float:
    letter = next((char for char in text if char.isalpha()), "")
    if letter.lower() == letter.upper():
        return 0.0
    return _CAPITAL if letter.isupper() else _SMALL


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-_clip(odds, 6)))


def _clip(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
