"""Lists of words and phrases, looked up without regard to lost blanks and ZWNJ.

A phrase is looked up as the string of its letters. A blank or ZWNJ that the text has lost is
forgiven, a blank inside a word is not: «وزارت امورخارجه» is «وزارت امور خارجه», «ای ران» nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.names.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.names.tables import Lines
    from tei.names.words import Passage

GOES_ON = "+"
"""Before the line of a compiled phrase that longer ones begin with; alone, it is only that."""

# A final vowel is written with this letter when the next word depends on it: «آسیای میانه».
_LINK = "ی"
_WITH_LINK = tuple(vowel + _LINK for vowel in ("ا", "و", "ه"))


class Phrases[T]:
    """Phrases with a value each."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._values: dict[str, T] = {}
        self._openings: set[str] = set()
        for phrase, value in entries:
            self._values.setdefault(squeeze(phrase), value)
            self._openings.update(_openings(phrase))
        self._first = self._values.keys() | self._openings

    def beginnings(self, passage: Passage) -> list[int]:
        """Return the words that a phrase may begin with: most begin none."""
        first = self._first
        return [i for i, word in enumerate(passage) if word.form in first]

    def match(self, passage: Passage, i: int) -> tuple[int, T] | None:
        """Return where the longest phrase that begins with word `i` ends, and its value."""
        best, form = None, ""
        for j in range(i, len(passage)):
            form += passage[j].form
            value = self._values.get(form)
            if value is not None:
                best = (j + 1, value)
            if form not in self._openings:
                break
        return best

    def first_words(self) -> set[str]:
        """Return every folded word that a phrase may begin with."""
        return self._first

    def get(self, phrase: str) -> T | None:
        """Return a phrase's value, if it is there."""
        return self._values.get(squeeze(phrase))

    def __contains__(self, phrase: str) -> bool:
        return squeeze(phrase) in self._values


class Gazetteer:
    """Very many phrases with a line each, compiled beforehand by `compiled`."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def begins(self, form: str) -> bool:
        """Say whether a place may begin with a word: with most none does."""
        return bool(self._lines.get(form, "") or self._linked(form))

    def match(self, passage: Passage, i: int) -> tuple[int, str] | None:
        """Return where the longest phrase that begins with word `i` ends, and its line."""
        best, form = None, ""
        for j in range(i, len(passage)):
            form += passage[j].form
            line = self._lines.get(form, "")
            if not line:
                linked = self._linked(form)
                return (j + 1, linked) if linked else best
            if line.lstrip(GOES_ON):
                best = (j + 1, line.lstrip(GOES_ON))
            if not line.startswith(GOES_ON):
                break
        return best

    def get(self, phrase: str) -> str | None:
        """Return a phrase's line, if it is there."""
        return self._lines.get(squeeze(phrase), "").lstrip(GOES_ON) or None

    def __contains__(self, phrase: str) -> bool:
        return self.get(phrase) is not None

    def _linked(self, form: str) -> str | None:
        if not form.endswith(_WITH_LINK):
            return None
        return self._lines.get(form.removesuffix(_LINK), "").lstrip(GOES_ON) or None


def compiled(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return phrases and their lines as a `Gazetteer` reads them; the first of a phrase stays."""
    lines: dict[str, str] = {}
    openings: set[str] = set()
    for phrase, line in entries:
        lines.setdefault(squeeze(phrase), line)
        openings.update(_openings(phrase))
    return lines | {opening: GOES_ON + lines.get(opening, "") for opening in openings}


def squeeze(phrase: str) -> str:
    """Return a phrase as it is looked up: folded and without blanks."""
    return "".join(fold(phrase).split())


def _openings(phrase: str) -> Iterator[str]:
    """Yield what a text may have of a phrase before a blank."""
    form = ""
    for word in _words(phrase)[:-1]:
        form += word
        yield form


def _words(phrase: str) -> list[str]:
    """Return the words of a phrase as a text has them, a blank wherever it has a ZWNJ."""
    found: list[str] = []
    for piece in phrase.replace("\u200c", " ").split():
        # What has marks inside is several words: «O’Brien», «ه.ش».
        found += [fold(piece)] if piece.isalpha() else [word.form for word in words(piece)]
    return found
