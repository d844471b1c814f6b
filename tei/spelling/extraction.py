"""What extraction from a page does to right-to-left text: swapped لا, lines and runs as seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.spelling.edits import Edit
from tei.spelling.words import WORD, Form, form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.spelling.orthography import Orthography

_FEWEST = 6
"""Words of a line from which the known ones, read either way, tell its order."""
_KNOWN, _MORE = 0.7, 0.25
"""Which share of a line's words is known in the right order, and how much less in the other."""
_IN_TEXTS = 4
"""As common as a word is taken to be that only running text has."""
_SWAPPED, _WHOLE = "ال", "لا"
_LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z۰-۹٠-٩](?:[0-9A-Za-z۰-۹٠-٩.,/:٫٬-]*[0-9A-Za-z۰-۹٠-٩])?")
_TURNED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_EMBEDDED = re.compile("\u202a([^\u202a-\u202e\u2066-\u2069\r\n\f\v]*)\u202c")
_OPENING, _CLOSING = "\u202a\u202b", "\u202c"
_NEAR = 8
"""Code points beside a run that are looked at: marks, and what they stand beside."""
_UNIT = re.compile(r"\d+(?:[./:,٫٬]\d+)*|.")
_CORE, _LETTER = re.compile(r"\w(?:.*\w)?"), re.compile(r"[^\W\d_]")
_BRACKETS = frozenset("()[]{}«»<>\"'“”‘’")
_AS_SEEN = 0.95


def visual_lines(text: str, orthography: Orthography) -> Iterator[tuple[int, int, str]]:
    """Yield each line whose letters stand from left to right, and the line in logical order.

    A line is one when more of its words are known reversed than as they stand.
    """
    if len(orthography.reversed.findall(text)) < 2:
        return
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if orthography.reversed.search(body):
            logical = _LEFT_TO_RIGHT.sub(lambda run: run[0][::-1], body[::-1]).translate(_TURNED)
            known = _known_share(logical, orthography)
            if known > _KNOWN and known > _known_share(body, orthography) + _MORE:
                start = at + line.index(body)
                yield start, start + len(body), logical
        at += len(line)


def embedded_runs(text: str) -> Iterator[Edit]:
    """Yield what puts runs embedded in a right-to-left line into the order they are read in.

    Programs that take text from PDF embed what stands between right-to-left words as it is seen,
    from left to right: of « .» the blank, which parts the stop from the next word, comes first.
    Brackets do not come out in any order that can be relied on; a run with one is left.
    """
    for found in _EMBEDDED.finditer(text):
        run = found[1]
        if run.strip() and not _BRACKETS & {*run} and _is_inside(text, found.start()):
            yield from _read(text, found.start(), run)


def swaps(text: str, words: Iterable[Form], orthography: Orthography) -> bool:
    """Say whether extraction swapped the letters of لا all over a text.

    Then there is none left, and words with ال inside are not known, but with لا they are.
    """
    if 5 * text.count(_WHOLE) > text.count(_SWAPPED):
        return False
    words = list(words)
    inside = [word.letters for word in words if _SWAPPED in word.letters[1:]]
    known = sum(swapped(letters, orthography) is not None for letters in inside)
    whole = sum(_WHOLE in word.letters for word in words)
    return known > 1 and known > 5 * whole


def swapped(letters: str, orthography: Orthography) -> int | None:
    """Return where the swapped letters stand in a word that is better known with لا."""
    best, place = _frequency(letters, orthography), None
    at = letters.find(_SWAPPED)
    while at >= 0:
        candidate = letters[:at] + _WHOLE + letters[at + 2 :]
        frequency = _frequency(candidate, orthography)
        if frequency > max(best, 3):
            best, place = frequency, at
        at = letters.find(_SWAPPED, at + 1)
    return place


def unswapped(word: Form, at: int) -> Form:
    """Return a word with لا restored, and the edit that does it."""
    letters = word.letters[:at] + _WHOLE + word.letters[at + 2 :]
    first, last = word.offsets[at], word.offsets[at + 1]
    edits = (
        Edit(first, first + 1, _WHOLE[0], "lam-alef", 0.9),
        Edit(last, last + 1, _WHOLE[1], "lam-alef", 0.9),
    )
    kept = (edit for edit in word.edits if edit.start not in (first, last))
    return Form(letters, word.offsets, word.places, (*kept, *edits))


def _is_inside(text: str, at: int) -> bool:
    """Say whether a place is inside an embedding of its line."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return sum(before.count(mark) for mark in _OPENING) > before.count(_CLOSING)


def _read(text: str, start: int, run: str) -> Iterator[Edit]:
    """Yield what is changed of a run that begins at `start`.

    One word or number stays as it is, so that others can claim it, and what stands beside it in the
    run changes sides; of several numbers, or none, the run is changed as a whole.
    """
    end = start + len(run) + 2
    core = _CORE.search(run)
    if core is None or not (_LETTER.search(core[0]) or _UNIT.fullmatch(core[0])):
        units = "".join(_UNIT.findall(run)[::-1])
        read = _after(text, start, _before(text, end, units))
        pieces = [(start, end, read)]
    else:
        head, tail = run[: core.start()], run[core.end() :]
        first, last = _after(text, start, tail[::-1]), _before(text, end, head[::-1])
        pieces = [
            (start, start + 1 + len(head.rstrip()), first),
            (end - 1 - len(tail.lstrip()), end, last),
        ]
    for left, right, read in pieces:
        if text[left:right].strip(_OPENING + _CLOSING) != read:
            yield Edit(left, right, read, "embedded-run", _AS_SEEN)


def _after(text: str, at: int, read: str) -> str:
    """Return what is read after a place, without its first blank where one stands before it."""
    near = text[max(at - _NEAR, 0) : at].rstrip(_OPENING + _CLOSING)
    return read if near and not near[-1].isspace() else read.lstrip()


def _before(text: str, at: int, read: str) -> str:
    """Return what is read before a place, without its last blank where one stands after it."""
    near = text[at : at + _NEAR].lstrip(_OPENING + _CLOSING)
    return read if near and not near[0].isspace() else read.rstrip()


def _frequency(letters: str, orthography: Orthography) -> int:
    entry = orthography.lexicon.get(letters)
    return max(entry.frequency, _IN_TEXTS) if entry else 0


def _known_share(line: str, orthography: Orthography) -> float:
    """Return which share of a line's words is common, 1 for a line of few words."""
    words = [form(found.group(), orthography).letters for found in WORD.finditer(line)]
    if len(words) < _FEWEST:
        return 1.0
    return sum(_frequency(word, orthography) > 5 for word in words) / len(words)
