"""Runs of capitalised words: where a name may begin and end in a script with capitals."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.names.reader import Reader
    from tei.names.words import Passage, Word

STOP = "."
JOINTS = ("-", "'", "’")
_MOST_WORDS = 10
_OPENING = (".", "?", "!", ":", "…", "“", '"', "«", "„", "(", "[")
# Small words that stand in headings too are short: «for», «and», «dels».
_SHORT = 5


class Surroundings(NamedTuple):
    """What capitals mean where a passage stands."""

    breaks: frozenset[int] = frozenset()
    """Words that begin a line after a heading: no name runs on to them."""
    headings: frozenset[int] = frozenset()
    """Words of lines where everything is capitalised."""
    small: frozenset[str] = frozenset()
    """Words that the document writes without a capital too."""


def capital(reader: Reader, i: int) -> bool:
    """Say whether word `i` is there and capitalised."""
    return reader.is_word(i) and reader.form(i)[0].isupper()


def opens(reader: Reader, i: int) -> bool:
    """Say whether word `i` opens a sentence or a line, where everything is capitalised."""
    return i == 0 or i in reader.around.breaks or reader.form(i - 1) in _OPENING


def end_of_run(reader: Reader, i: int, *, over_links: bool = False) -> int:
    """Return where capitalised words end that begin with word `i`: initials, «de», hyphens.

    With `over_links` they are an organisation's, «Studies and Training», otherwise a person's.
    """
    end, j = i, i
    links = reader.vocabulary.organisation_links if over_links else reader.vocabulary.name_links
    while (
        j < len(reader.words) and j - i < _MOST_WORDS and not (j > i and j in reader.around.breaks)
    ):
        if capital(reader, j) and (over_links or not closed(reader, j)):
            end = j = _after_initial(reader, j)
        elif j > i and (is_joint(reader, j) or reader.form(j) in links):
            j += 1
        else:
            break
    return end


def closed(reader: Reader, i: int) -> bool:
    """Say whether word `i` is capitalised for another reason than being a name."""
    known = reader.vocabulary
    return reader.form(i) in known.function_words or reader.form(i) in known.not_names


def is_joint(reader: Reader, j: int) -> bool:
    """Say whether mark `j` joins two capitalised words: «Jean-Luc», «O’Brien»."""
    if j < 1 or reader.form(j) not in JOINTS or not capital(reader, j + 1):
        return False
    before, mark, after = reader.words[j - 1 : j + 2]
    return before.end == mark.start and mark.end == after.start


def acronym(form: str) -> bool:
    """Say whether a word is spelt like an abbreviation: «PAO», «UN»."""
    return form.isupper() and 1 < len(form) <= _SHORT


def surroundings(passages: Sequence[Passage], text: str) -> list[Surroundings]:
    """Return for each passage of a text where its capitals tell nothing."""
    small = frozenset(w.form for passage in passages for w in passage if w.form.islower())
    return [Surroundings(*_lines(passage, text), small) for passage in passages]


def _lines(words: Passage, text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the words that begin a line after a heading, and those that stand in one."""
    starts = [0]
    for i, (word, following) in enumerate(pairwise(words), 1):
        between = text[word.end : following.start]
        if "\n" in between or "\r" in between:
            starts.append(i)
    lines = list(pairwise([*starts, len(words)]))
    headings = [(start, end) for start, end in lines if _is_heading(words[start:end])]
    breaks = frozenset(end for _, end in headings)
    return breaks, frozenset(i for start, end in headings for i in range(start, end))


def _is_heading(line: Iterable[Word]) -> bool:
    forms = [word.form for word in line if word.kind == "word"]
    return all(form[0].isupper() or len(form) < _SHORT for form in forms)


def _after_initial(reader: Reader, j: int) -> int:
    """Return what follows capitalised word `j`, its stop if it is an initial."""
    initial = len(reader.form(j)) == 1 and reader.form(j + 1) == STOP
    return j + 2 if initial else j + 1
