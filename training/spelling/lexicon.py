"""Gathers what the word list says of each word, and compiles it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.spelling.lexicon import LONGEST, Entry, value_of
from training.spelling import corpora

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tei.spelling.lexicon import Places

_PAST = ("", "م", "ی", "یم", "ید", "ند")
_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
_SPOKEN_PAST = ("", "م", "ی", "یم", "ین", "ید", "ن")
_SPOKEN_PRESENT = ("م", "ی", "ه", "یم", "ین", "ید", "ن")


@dataclass
class Evidence:
    """What was found of one word."""

    frequency: int = 0
    finite: bool = False
    listed: set[tuple[int, ...]] = field(default_factory=set)
    met: Counter[tuple[int, ...]] = field(default_factory=Counter)

    def entry(self, places: Places = ()) -> Entry:
        """Return the word's line with a ZWNJ likely at these places."""
        return Entry(self.frequency, "V" if self.finite else "", places)


class Gathered(defaultdict[str, Evidence]):
    """Everything found, and the lexicon that can be made of it before a model decides."""

    def value(self, word: str) -> bytes:
        """Return what `Lexicon.value` will return, as far as features read it."""
        return value_of(self[word].entry()) if word in self else b""


def gather(root: Path) -> Gathered:
    """Return what the lists and training texts under `root` say."""
    words = Gathered(Evidence)
    for (word, places), frequency in corpora.listed(root):
        if places:
            words[word].listed.add(places)
        else:
            words[word].frequency = max(words[word].frequency, frequency)
    for form in verb_forms(root):
        words[form].finite = True
    for word, places in corpora.certain(root):
        words[word].met[places] += 1
    for word, places in corpora.uneven(root):
        if places:
            words[word].met[places] += 1
    return Gathered(Evidence, {w: e for w, e in words.items() if len(w) <= LONGEST})


def verb_forms(root: Path) -> Iterator[str]:
    """Yield the forms that می may precede, written and spoken."""
    for past, present, spoken_past, spoken_present in corpora.verbs(root):
        for stem, endings in (
            (past, _PAST),
            (present, _PRESENT),
            (spoken_past or past, _SPOKEN_PAST),
            (spoken_present or present, _SPOKEN_PRESENT),
        ):
            if stem:
                yield from (stem + ending for ending in endings)
