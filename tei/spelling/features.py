"""What the model sees of each place in a word where a ZWNJ could stand.

Training and use call the same function, so that they cannot come apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Morphology:
    """A language's affixes that a ZWNJ sets off, each with its kind; and its letters."""

    prefixes: Mapping[str, str]
    endings: Mapping[str, str]
    unjoined: frozenset[str]
    """Letters that never join the next one, so that a ZWNJ after them would do nothing."""

    def gaps(self, word: str) -> list[int]:
        """Return the places where a ZWNJ would show: after a letter that joins the next."""
        return [at for at in range(1, len(word)) if word[at - 1] not in self.unjoined]


def features(
    word: str,
    places: Sequence[int],
    morphology: Morphology,
    known: Callable[[str], str],
    listed: Collection[int] = (),
) -> list[list[str]]:
    """Return the features of each of these places.

    `known` says how well a stretch of letters is known as a word (`-` not at all), `listed` are
    places where a dictionary parts this word.
    """
    whole = known(word).replace("0", "-")
    framed = f"^^^{word}$$$"
    return [
        [*_letters(framed, at), *_parts(word, at, whole, morphology, known)]
        + (["x", "y" + whole] if at in listed else [])
        for at in places
    ]


def _letters(framed: str, at: int) -> tuple[str, ...]:
    """Return what tells of the letters around a place; `framed` has three marks at each end."""
    l1, l2, l3 = framed[at + 2], framed[at + 1 : at + 3], framed[at : at + 3]
    r1, r2, r3 = framed[at + 3], framed[at + 3 : at + 5], framed[at + 3 : at + 6]
    return (
        *("b", "a" + l1, "b" + l2, "c" + l3, "d" + r1, "e" + r2, "f" + r3),
        *("g" + l1 + r1, "h" + l2 + r1, "i" + l1 + r2, "j" + l2 + r2),
    )


def _parts(
    word: str, at: int, whole: str, morphology: Morphology, known: Callable[[str], str]
) -> list[str]:
    """Return what tells of the stretches before and after a place, as words and as affixes."""
    left, right = word[:at], word[at:]
    before, after = known(left), known(right)
    ending = morphology.endings.get(right, "")
    row = ["k" + before, "l" + after, "m" + before + after, "n" + whole]
    row += ["o" + whole + before + after, "p" + before + ending]
    row.append("q" + morphology.prefixes.get(left, "") + after)
    if len(left) < 6:
        row += ["r" + left, "s" + left + after]
    if len(right) < 7:
        row += ["t" + right, "u" + right + before, "v" + right + left[-1], "w" + right + whole]
    if ending and right[0] == "ه":
        row.append("A" + before + known(left + "ه"))
    elif ending and left[-1] == "ه":
        row.append("B" + before + known(left[:-1]))
    return row
