"""Edits gathered into changes of whole words, as a reader is shown them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.spelling.edits import Edit, apply
from tei.spelling.words import DIRECTION, WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_ANY_WORD = re.compile(rf"(?:{WORD.pattern})(?<![{DIRECTION}])|[^\W\d_](?:[^\W\d_]|\u00ad)*")


class Change(Struct, frozen=True):
    """One word (or a character between words, or words that a change joins) respelt."""

    start: int
    end: int
    regular: str
    edits: tuple[Edit, ...]

    @property
    def weakest(self) -> Edit:
        """The least certain of its edits: the whole is no surer than that."""
        return min(self.edits, key=lambda edit: edit.probability)


_BETWEEN = ("direction-mark", "blank", "embedded-run")
"""Rules about a character that belongs to no word."""


def changes(text: str, edits: Iterable[Edit]) -> Iterator[Change]:
    """Yield what these edits do to each word, in the order of the text."""
    group: list[Edit] = []
    start = end = -1
    for edit, left, right in _around(text, sorted(edits)):
        if group and (left < end or (left == end and _joins(group[-1], edit))):
            end = max(end, right)
        else:
            if group:
                yield _change(text, start, end, group)
            group, start, end = [], left, right
        group.append(edit)
    if group:
        yield _change(text, start, end, group)


def _joins(last: Edit, edit: Edit) -> bool:
    """Say whether an edit is about the word before it as well: what parts two words goes."""
    return edit.start < edit.end and not {last.rule, edit.rule} & {*_BETWEEN}


def _around(text: str, edits: list[Edit]) -> Iterator[tuple[Edit, int, int]]:
    """Yield each edit with the stretch of whole words that it touches."""
    words = _ANY_WORD.finditer(text)
    word = next(words, None)
    for edit in edits:
        while word and word.end() < edit.start:
            word = next(words, None)
        left, right = edit.start, edit.end
        if word and _touches(edit, word.start(), word.end()):
            left = min(left, word.start())
        while word and _touches(edit, word.start(), word.end()):
            right = max(right, word.end())
            if word.end() > edit.end:
                break
            word = next(words, None)
        if edit.rule == "lost-blank":
            left, right = _run(text, left, right)
        yield edit, left, right


def _run(text: str, left: int, right: int) -> tuple[int, int]:
    """Return the whole run of letters and digits that a stretch is part of."""
    while left and text[left - 1].isalnum():
        left -= 1
    while right < len(text) and text[right].isalnum():
        right += 1
    return left, right


def _touches(edit: Edit, start: int, end: int) -> bool:
    """Say whether an edit changes a word: something in it, or what parts it from the next."""
    if edit.rule in _BETWEEN:
        return start < edit.end and edit.start < end
    return start <= edit.end and edit.start <= end


def _change(text: str, start: int, end: int, group: list[Edit]) -> Change:
    moved = [
        Edit(e.start - start, e.end - start, e.replacement, e.rule, e.probability) for e in group
    ]
    return Change(start, end, apply(text[start:end], moved), tuple(group))
