"""What the model sees of each place in a word where a ZWNJ could stand.

Training and use call the same functions, so that they cannot come apart. A feature is a letter
for its kind and what was found.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from tei.spelling.known import Part

_SPAN = 4
"""Letters of a word that could hardly be found by chance within a longer one."""
_MET = 4096
"""Groups of features that are remembered, of each kind."""


type Group = tuple[Any, ...]
"""A function that returns features, and what it returns them of: not called for what is known."""


class Row(NamedTuple):
    """The features of one place."""

    own: list[str]
    """Of its letters: seldom the same anywhere else."""
    shared: tuple[Group, ...]
    """In groups that many places have in common, so that each has to be weighed once only."""

    def all(self) -> list[str]:
        """Return them one by one."""
        return [*self.own, *chain.from_iterable(map(spelt_out, self.shared))]


def spelt_out(group: Group) -> tuple[str, ...]:
    """Return the features of a group."""
    features, *told = group
    return cast("tuple[str, ...]", features(*told))


class Morphology(Struct, frozen=True):
    """A language's affixes that a ZWNJ sets off, each with its kind; and its letters."""

    prefixes: Mapping[str, str]
    endings: Mapping[str, str]
    tails: Collection[str]
    """What may follow a known word inside a longer one."""
    unjoined: frozenset[str]
    """Letters that never join the next one, so that a ZWNJ after them would do nothing."""

    def gaps(self, word: str) -> list[int]:
        """Return the places where a ZWNJ would show: after a letter that joins the next."""
        unjoined = self.unjoined
        return [at for at in range(1, len(word)) if word[at - 1] not in unjoined]

    def kind(self, left: str, right: str) -> str:
        """Return which affixes two parts of a word are."""
        return self.prefixes.get(left, "") + "+" + self.endings.get(right, "")


def of_word(
    word: str,
    places: Sequence[int],
    morphology: Morphology,
    known: Callable[[str], Part],
    listed: Collection[int] = (),
) -> list[Row]:
    """Return the features of each of these places; `listed` is where a dictionary parts it."""
    whole = known(word).step.replace("0", "-")
    tails = _tails(word, morphology)
    inside = _Inside(word, f"^^^{word}$$$", whole, _across(word, known), tails)
    rows = [_of_place(inside, at, morphology, known) for at in places]
    for row, at in zip(rows, places, strict=True):
        if at in listed:
            row.own.extend(("x", "y" + whole))
    return rows


def second_part(right: str, morphology: Morphology, known: Callable[[str], Part]) -> str:
    """Return how many compounds go on with a stretch, or (then +) with what an ending follows."""
    return _second(right, 0, known(right), _tails(right, morphology), known)


def _second(
    word: str, start: int, right: Part, tails: Sequence[int], known: Callable[[str], Part]
) -> str:
    """Return the same of what starts there in a word, given where its tails start."""
    most = right.second
    for tail in tails:
        if tail > start + 1:
            most = max(most, known(word[start:tail]).second + "+")
    return most if most > "0+" else "0"


def _tails(word: str, morphology: Morphology) -> list[int]:
    """Return where something starts that may follow a known word, and goes on to the end."""
    return [at for at in range(2, len(word)) if word[at:] in morphology.tails]


def _across(word: str, known: Callable[[str], Part]) -> list[int]:
    """Return how long the longest known word is, not the whole, that each place lies within."""
    across = [0] * len(word)
    reach = 0
    for start in range(len(word) - _SPAN + 1):
        # What ends no further than one that starts earlier is shorter.
        for end in range(len(word) - (start == 0), max(reach, start + _SPAN - 1), -1):
            if known(word[start:end]).step > "1":
                for at in range(start + 1, end):
                    across[at] = max(across[at], end - start)
                reach = end
                break
    return across


class _Inside(NamedTuple):
    """What is known of a word, whichever of its places is looked at."""

    word: str
    framed: str
    """The word with three marks at each end."""
    step: str
    """How well it is known."""
    across: Sequence[int]
    """How long the longest known word is that each place lies within."""
    tails: Sequence[int]
    """Where a tail of it starts."""


def _of_place(
    inside: _Inside, at: int, morphology: Morphology, known: Callable[[str], Part]
) -> Row:
    """Return the features of a place in a word."""
    word, framed, whole, across, tails = inside
    left, right = word[:at], word[at:]
    before, after = known(left), known(right)
    prefix, ending = morphology.prefixes.get(left, ""), morphology.endings.get(right, "")
    second = _second(word, at, after, tails, known)
    inner, outer = _suffix(left, before, known), _prefix(right, after, morphology, known)
    own = _stretches(left, right, before.step, after.step, whole)
    if ending:
        own += _heh(left, right, before.step, known)
    shared = (
        (_letters, framed[at : at + 6]),
        (_steps, before.step, after.step, whole, prefix, ending),
        (_compounds, before.step, before.first, second, whole),
        (_within, before.step, before.first, after.step, inner, outer),
        (_lengths, min(len(left), 5), min(len(right), 5), min(len(word), 9)),
        (_divided, across[at], before.step + after.step, min(len(right), 5)),
        (_speech, before.step, before.speech, after.step, after.speech, prefix, ending, second),
    )
    return Row(own, shared)


@lru_cache(_MET)
def _letters(window: str) -> tuple[str, ...]:
    """Return what tells of the letters around a place, three on each side."""
    l1, l2, l3 = window[2], window[1:3], window[:3]
    r1, r2, r3 = window[3], window[3:5], window[3:]
    return (
        *("b", "a" + l1, "b" + l2, "c" + l3, "d" + r1, "e" + r2, "f" + r3),
        *("g" + l1 + r1, "h" + l2 + r1, "i" + l1 + r2, "j" + l2 + r2),
    )


def _stretches(left: str, right: str, before: str, after: str, whole: str) -> list[str]:
    """Return what tells of the very letters before and after a place."""
    row = []
    if len(left) < 6:
        row += ["r" + left, "s" + left + after]
    if len(right) < 7:
        row += ["t" + right, "u" + right + before, "v" + right + left[-1], "w" + right + whole]
    if len(left) > 1 and right.startswith(left):
        row.append("Z")
    if len(right) > 3 and right.startswith("ال"):
        row.append("Y" + before)
    return row


def _heh(left: str, right: str, before: str, known: Callable[[str], Part]) -> tuple[str, ...]:
    """Return how known a word before an ending is with its heh, or without: نامه‌ای, نام‌های."""
    if right[0] == "ه":
        word, longer = known(left), known(left + "ه")
        commoner = str(word.frequency - longer.frequency)
        return "A" + before + longer.step, "Q" + right + commoner
    if left[-1] == "ه":
        word, longer = known(left[:-1]), known(left)
        commoner = str(word.frequency - longer.frequency)
        return "B" + before + word.step, "R" + right + commoner
    return ()


@lru_cache(_MET)
def _steps(before: str, after: str, whole: str, prefix: str, ending: str) -> tuple[str, ...]:
    """Return what tells how known the stretches are, and which affixes."""
    return (
        *("k" + before, "l" + after, "m" + before + after, "n" + whole),
        *("o" + whole + before + after, "p" + before + ending, "q" + prefix + after),
    )


@lru_cache(_MET)
def _compounds(step: str, first: str, second: str, whole: str) -> tuple[str, ...]:
    """Return what tells how often the stretches begin compounds and go on with them."""
    return (
        *("C" + first, "D" + second, "E" + first + second),
        *("F" + step + second, "H" + step + second + whole),
    )


@lru_cache(_MET)
def _within(before: str, first: str, after: str, inner: str, outer: str) -> tuple[str, ...]:
    """Return what tells which words are in the stretches."""
    return ("G" + first + after, "I" + inner + outer, "J" + outer + before, "K" + inner + after)


@lru_cache(_MET)
def _divided(across: int, known: str, after: int) -> tuple[str, ...]:
    """Return what tells of the known word that a place would divide."""
    return f"M{across}", f"O{across}{known}", f"P{across}{after}"


@lru_cache(_MET)
def _speech(
    before: str, first: str, after: str, last: str, prefix: str, ending: str, second: str
) -> tuple[str, ...]:
    """Return what tells which parts of speech the stretches are."""
    first, last = first or "-", last or "-"
    return (
        *(f"S{first} {last}", f"T{first}{ending}", f"U{prefix}{last}", f"V{first}{after}"),
        *(f"W{before}{last}", f"X{first}{second}", f"z{first}{second}{last}{ending}"),
    )


@lru_cache(_MET)
def _lengths(left: int, right: int, whole: int) -> tuple[str, ...]:
    return f"L{left}{right}", f"N{whole}"


def _suffix(left: str, before: Part, known: Callable[[str], Part]) -> str:
    """Say whether a stretch is a word, or ends in one."""
    if before.step != "-":
        return "w"
    for at in range(1, len(left) - 2):
        if known(left[at:]).step > "1":
            return "p0" if known(left[:at]).step == "-" else "p1"
    return "-"


def _prefix(right: str, after: Part, morphology: Morphology, known: Callable[[str], Part]) -> str:
    """Say whether a stretch is a word, or begins with one."""
    if after.step != "-":
        return "w"
    for at in range(len(right) - 1, 2, -1):
        if known(right[:at]).step > "1":
            rest = right[at:]
            if rest in morphology.tails:
                return "pe"
            return "p0" if known(rest).step == "-" else "p1"
    return "-"
