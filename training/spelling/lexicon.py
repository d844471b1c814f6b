"""Gathers what the word list says of each word."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from tei.spelling.known import FINITE, FIRST, NUMERAL, PARTICIPLE, SECOND, SPOKEN, STEPS
from tei.spelling.lexicon import LONGEST, Entry, value_of
from tei.spelling.words import SIGNS
from training.spelling import corpora

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tei.spelling.features import Morphology
    from tei.spelling.lexicon import Places

_PAST = ("", "م", "ی", "یم", "ید", "ند")
_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
_SPOKEN_PAST = ("", "م", "ی", "یم", "ین", "ید", "ن")
_SPOKEN_PRESENT = ("م", "ی", "ه", "یم", "ین", "ید", "ن")
_PARTICIPLE = "ه"
_ORDINAL = ("م", "مین")
_RARE, _COMMON = 3, 6
"""Joined spellings met so rarely, of words not listed as so common, may be lost ZWNJ."""
_SEEN = 1000
"""How often a word is met on the web at least, that it may tell how people write it."""
_ODDITY = 0.01
"""Which share of a number's spellings is no more than a slip."""
_SPOKEN, _LEAST = 15, 3
"""How much commoner a word is in informal text than in formal, and how often it is met there."""


@dataclass
class Evidence:
    """What was found of one word."""

    frequency: int = 0
    finite: bool = False
    spoken: bool = False
    speech: set[str] = field(default_factory=set)
    """The parts of speech that lists say it is."""
    listed: set[tuple[int, ...]] = field(default_factory=set)
    met: Counter[tuple[int, ...]] = field(default_factory=Counter)
    web: Counter[tuple[int, ...]] = field(default_factory=Counter)
    """How often the web writes it in each way; nothing for inflected forms and rare words."""
    first: int = 0
    """How many compounds begin with it."""
    second: int = 0

    def entry(self, places: Places = (), *, less: tuple[int, int] = (0, 0)) -> Entry:
        """Return the word's line; `less` compounds that begin and go on with it."""
        classes = FINITE * self.finite + SPOKEN * self.spoken
        classes += "".join(sorted(self.speech))
        classes += _letter(FIRST, self.first - less[0]) + _letter(SECOND, self.second - less[1])
        return Entry(self.frequency, classes, places)

    @property
    def parted(self) -> set[int]:
        """Where a dictionary parts it."""
        return {place for places in self.listed for place in places}


class Gathered(defaultdict[str, Evidence]):
    """Everything found, with the values that the lexicon made of it will have."""

    def value(self, word: str) -> bytes:
        """Return what `Lexicon.value` will return, as far as features read it."""
        return value_of(self[word].entry()) if word in self else b""


@dataclass(frozen=True)
class Without:
    """The same as if one word had not been found, so that the model learns from what it is of."""

    words: Gathered
    word: str
    unlisted: bool
    """Leave out the word's own line too, not only its parts' being parts of it."""

    def value(self, word: str) -> bytes:
        """Return the value there would be."""
        if word not in self.words or (word == self.word and self.unlisted):
            return b""
        less = (word, True) in self.parts, (word, False) in self.parts
        return value_of(self.words[word].entry(less=(int(less[0]), int(less[1]))))

    @cached_property
    def parts(self) -> set[tuple[str, bool]]:
        """The word's own parts."""
        return set(_parts(self.word, self.words[self.word]))


def gather(root: Path, morphology: Morphology) -> Gathered:
    """Return what the lists and training texts under `root` say."""
    words = Gathered(Evidence)
    for (word, places), frequency in corpora.listed(root):
        if places:
            words[word].listed.add(places)
        else:
            words[word].frequency = max(words[word].frequency, frequency)
    for form in verb_forms(root):
        words[form].finite = True
    for past, *_ in corpora.verbs(root):
        words[past + _PARTICIPLE].speech.add(PARTICIPLE)
    for word, speech in corpora.speech(root):
        words[word].speech.add(speech)
    for (word, places), times in Counter(corpora.certain(root)).items():
        words[word].met[places] += times
    for word, places in chain.from_iterable(corpora.uneven(root)):
        if places:
            words[word].met[places] += 1
    words = Gathered(Evidence, {w: e for w, e in words.items() if len(w) <= LONGEST})
    _distrust_joined(words, morphology)
    _count_parts(words)
    _mark_spoken(root, words)
    _count_web(root, words, morphology)
    _spell_ordinals(words)
    return words


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


def _distrust_joined(words: Gathered, morphology: Morphology) -> None:
    """Forget joined spellings of inflected forms, which the texts have by oversight."""
    for word, found in words.items():
        if 0 < found.met[()] <= _RARE and found.frequency < _COMMON:
            gaps = morphology.gaps(word)
            if any(_inflected(word[:at], word[at:], words, morphology) for at in gaps):
                del found.met[()]


def _inflected(left: str, right: str, words: Gathered, morphology: Morphology) -> bool:
    if morphology.prefixes.get(left) == "verb-prefix":
        return len(right) > 2 and right in words and words[right].finite
    plural = morphology.endings.get(right) == "plural"
    return plural and left in words and words[left].frequency > 3


def _count_parts(words: Gathered) -> None:
    for word, found in list(words.items()):
        for part, begins in _parts(word, found):
            if part in words:
                words[part].first += begins
                words[part].second += not begins


def _mark_spoken(root: Path, words: Gathered) -> None:
    informal, formal = (
        Counter(word for sentence in corpus(root) for word, _ in sentence if word not in SIGNS)
        for corpus in (corpora.informal, corpora.perdt)
    )
    ratio = _SPOKEN * informal.total() / formal.total()
    for word, times in informal.items():
        if word in words and times >= _LEAST and times >= ratio * (formal[word] + 0.5):
            words[word].spoken = True


def _count_web(root: Path, words: Gathered, morphology: Morphology) -> None:
    for (word, places), times in corpora.usage(root):
        if word in words:
            words[word].web[places] += times
    for word, found in words.items():
        gaps = morphology.gaps(word) if found.web else ()
        inflected = any(_inflected(word[:at], word[at:], words, morphology) for at in gaps)
        if inflected or found.web.total() < _SEEN:
            found.web.clear()


def _spell_ordinals(words: Gathered) -> None:
    """An ordinal is spelt as its number is, which texts have far more often."""
    numbers = [(n, e.web) for n, e in words.items() if NUMERAL in e.speech and e.web]
    for number, web in numbers:
        for ending in _ORDINAL:
            if (ordinal := number + ending) in words:
                usual = {split for split in web if web[split] > _ODDITY * web.total()}
                words[ordinal].listed &= usual
                words[ordinal].web += web


def _parts(word: str, found: Evidence) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a word by all its spellings, and whether it begins with each."""
    for places in found.listed | {places for places in found.met if places}:
        for start, end in pairwise((0, *places, len(word))):
            if start:
                yield word[start:end], False
            if end < len(word):
                yield word[start:end], True


def _letter(letters: str, count: int) -> str:
    step = sum(count >= least for least in STEPS)
    return letters[step - 1] if step else ""
