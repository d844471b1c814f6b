"""Numbers in digits and in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tei.languages import language
from tei.names.words import fold

if TYPE_CHECKING:
    from tei.names.words import Passage

_HUNDRED = 100
_THOUSAND = 1000
# Longer ones are numbers of telephones and accounts.
_MOST_DIGITS = 15


class Number(NamedTuple):
    """A number and where its words end."""

    value: int
    end: int
    ordinal: bool = False
    digits: int = 0
    """How many, where it is written in digits."""


class Numerals(NamedTuple):
    """The number words of a language."""

    values: dict[str, int]
    ordinals: dict[str, int]
    joints: frozenset[str]
    """What stands between the parts of one number: «و», “and”, a hyphen."""
    side_by_side: bool
    """Whether its parts may stand without: “two hundred forty”."""
    first_words: frozenset[str]


def beginnings(words: Passage, code: str) -> list[int]:
    """Return the words that a number may begin with: most words begin none."""
    first = numerals(code).first_words
    return [
        i for i, word in enumerate(words) if word.kind == "number" or word.form.casefold() in first
    ]


def number(words: Passage, i: int, code: str) -> Number | None:
    """Return the whole number that begins with word `i`: «۶۱», «شصت و یک», «سوم»."""
    if i >= len(words):
        return None
    if words[i].kind == "number":
        form = words[i].form.replace(",", "").replace("٬", "")
        if not form.isdecimal() or len(form) > _MOST_DIGITS:
            return None
        return _multiplied(words, i + 1, form, numerals(code))
    return _in_words(words, i, numerals(code))


def _multiplied(words: Passage, i: int, form: str, known: Numerals) -> Number:
    """«۱۵ هزار»: figures before a thousand or a million count them."""
    value, end = int(form), i
    while end < len(words) and known.values.get(words[end].form, 0) >= _THOUSAND:
        value, end = value * known.values[words[end].form], end + 1
    return Number(value, end, digits=len(form) if end == i else 0)


@cache
def numerals(code: str) -> Numerals:
    """Return a language's number words; one that has none gives none."""
    data = language(code).data.get("numbers", {})
    values = {fold(word): int(value) for word, value in data.get("values", {}).items()}
    ordinals = {
        word + fold(ending): value
        for word, value in values.items()
        for ending in data.get("ordinal_endings", ())
    }
    joints = frozenset(map(fold, data.get("joints", ())))
    given = {fold(word): int(value) for word, value in data.get("ordinals", {}).items()}
    first = frozenset(values | ordinals | given)
    return Numerals(values, ordinals | given, joints, bool(data.get("side_by_side")), first)


def _in_words(words: Passage, i: int, known: Numerals) -> Number | None:
    """Add up terms, each smaller than the one before: «هزار و سیصد و شصت و یک»."""
    total, group, limit, end = 0, 0, _THOUSAND, -1
    while i < len(words):
        form = words[i].form.casefold()
        if form in known.ordinals and known.ordinals[form] < limit:
            return Number(total + group + known.ordinals[form], i + 1, ordinal=True)
        value = known.values.get(form)
        if value is None or not (value < limit or value >= _THOUSAND or _hundreds(value, group)):
            break
        if value >= _THOUSAND:
            total, group, limit = total + max(group, 1) * value, 0, _THOUSAND
        elif _hundreds(value, group):
            group, limit = group * value, _HUNDRED
        else:
            group, limit = group + value, _below(value)
        i, end = i + 1, i + 1
        following = _goes_on(words, i, known)
        if following < 0:
            break
        i = following
    return Number(total + group, end) if end > 0 else None


def _hundreds(value: int, group: int) -> bool:
    """“Two hundred”: a unit before it counts the hundreds."""
    return value == _HUNDRED and 0 < group < 10


def _goes_on(words: Passage, i: int, known: Numerals) -> int:
    """Return where the next part of a number may stand that goes on with word `i`, or -1."""
    if i >= len(words):
        return -1
    if words[i].form in known.joints:
        return i + 1
    value = known.values.get(words[i].form.casefold(), 0)
    return i if value >= _HUNDRED or (known.side_by_side and value) else -1


def _below(value: int) -> int:
    """«بیست» leaves room for units, «صد» for tens, a unit for nothing."""
    if value >= _HUNDRED:
        return _HUNDRED
    return 10 if value >= 20 and value % 10 == 0 else 0
