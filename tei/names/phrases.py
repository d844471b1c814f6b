"""Lists of words and phrases, looked up without regard to blanks and ZWNJ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.names.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tei.names.words import Passage, Word


class Phrases[T]:
    """Phrases with a value each; «وزارت امورخارجه» is found as «وزارت امور خارجه».

    A lost blank or ZWNJ is forgiven, a blank inside a word is not.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._values: dict[str, tuple[str, T]] = {}
        for phrase, value in entries:
            self._values.setdefault(squeeze(phrase), (phrase, value))
        self._longest = max((length(phrase) for phrase, _ in self._values.values()), default=0)
        self._openings = openings(self._values)

    def match(self, words: Passage, i: int) -> tuple[int, T] | None:
        """Return where the longest phrase that begins with word `i` ends, and its value."""
        if i >= len(words) or not may_open(words[i], self._openings):
            return None
        best, form = None, ""
        for j in range(i, min(i + self._longest, len(words))):
            form += words[j].form
            found = self._values.get(form)
            if found is not None and j - i < length(found[0]):
                best = (j + 1, found[1])
        return best

    def get(self, phrase: str) -> T | None:
        """Return a phrase's value, if it is there."""
        found = self._values.get(squeeze(phrase))
        return found and found[1]

    def __contains__(self, phrase: str) -> bool:
        return squeeze(phrase) in self._values


class Gazetteer:
    """Phrases compiled beforehand: squeezed keys, and lines that begin with the phrase and `|`."""

    def __init__(self, lines: Mapping[str, str], longest: int = 6) -> None:
        self._lines = lines
        self._longest = longest
        self._openings = openings(lines)

    def match(self, words: Passage, i: int) -> tuple[int, str] | None:
        """Return where the longest phrase that begins with word `i` ends, and its line."""
        if i >= len(words) or not may_open(words[i], self._openings):
            return None
        best, form = None, ""
        for j in range(i, min(i + self._longest, len(words))):
            form += words[j].form
            line = self._lines.get(form)
            if line is not None and j - i < length(line.partition("|")[0]):
                best = (j + 1, line)
        return best

    def get(self, phrase: str) -> str | None:
        """Return a phrase's line, if it is there."""
        return self._lines.get(squeeze(phrase))

    def __contains__(self, phrase: str) -> bool:
        return squeeze(phrase) in self._lines


def squeeze(phrase: str) -> str:
    """Return a phrase as it is looked up: folded and without blanks."""
    return "".join(fold(phrase).split())


def length(phrase: str) -> int:
    """Return the words of a phrase at most: a blank may stand wherever it has a ZWNJ."""
    return len(phrase.replace("\u200c", " ").split())


def openings(keys: Iterable[str]) -> frozenset[str]:
    """Return the first letters of keys: most words of a text are told by them to open none."""
    return frozenset(key[:_LETTERS] for key in keys)


def may_open(word: Word, known: frozenset[str]) -> bool:
    """Say whether a key may begin with a word."""
    return word.form[:_LETTERS] in known or len(word.form) < _LETTERS


_LETTERS = 3
