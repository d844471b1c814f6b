"""What the models see around a word, and of a blank between two.

Features as in `tei.spelling.features`: training and use call the same functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.spelling.features import second_part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tei.spelling.features import Group, Morphology
    from tei.spelling.known import Part

ALONE = "alone"
"""The feature of how probable a reading is by the word itself, in log odds."""


def of_neighbours(
    neighbours: Sequence[str], known: Callable[[str], Part], cluster: Callable[[str], str]
) -> list[str]:
    """Return the features of two neighbours before a word and two after it.

    Each is a word, a sign for what is none, or nothing.
    """
    earlier, before, after, later = neighbours
    kind, next_kind = cluster(before), cluster(after)
    return [
        *("p" + before, "q" + before[-2:], "n" + after, "o" + after[:2]),
        *("e" + after[-1:], "f" + after[-2:], "k" + known(after).step, "j" + known(before).step),
        *("a" + kind, "b" + next_kind, "c" + kind + next_kind),
        *("d" + earlier, "g" + earlier[-2:], "h" + cluster(earlier)),
        *("l" + later, "m" + later[-2:], "r" + cluster(later)),
    ]


def of_blank(
    left: str,
    right: str,
    neighbours: tuple[str, str],
    habit: str,
    morphology: Morphology,
    known: Callable[[str], Part],
) -> list[str]:
    """Return the features of a blank that may stand for a ZWNJ between two parts of a word."""
    first, second = known(left), known(right)
    before, after = neighbours
    kind = morphology.kind(left, right)
    goes_on = second_part(right, morphology, known)
    return [
        *("b", "l" + left, "r" + right, "w" + left + " " + right, "k" + kind, "j" + kind),
        *("e" + left[-1:] + right, "f" + left[-2:] + right),
        *("a" + first.step + second.step, "c" + first.first + goes_on),
        *("u" + left + second.step, "v" + right + first.step, "p" + before, "n" + after),
        *("q" + right + after, "o" + right + after[-1:], "m" + left + before),
        *("y" + habit, "z" + habit + kind),
    ]


PARTINGS = (-1.0, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Every probability that `of_parting` tells apart, -1 for no such word."""


def of_parting(parted: float, habit: str, kind: str, whole: str, last: str) -> Group:
    """Return what tells how probably a ZWNJ parts the word made of the two, -1 for no such word.

    With it come the habit of the text, the kind of the parts, how known the word made of them is,
    and the last letter of the first.
    """
    step = f"{round(5 * parted)}" if parted >= 0 else "-"
    return _of_step, step, habit, kind, whole, last


def _of_step(step: str, habit: str, kind: str, whole: str, last: str) -> tuple[str, ...]:
    return (
        *("s" + step, "t" + step + kind, "h" + last + kind + step),
        *("g" + whole + step, "x" + habit + kind + step),
    )
