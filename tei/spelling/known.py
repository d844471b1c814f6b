"""How well a stretch of letters is known, in the few steps the models count by."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Protocol


class Part(NamedTuple):
    """A stretch of letters as a word and as a part of compounds."""

    step: str
    """How common as a word: `-` not known, `0` in running text only, `1` listed, to `4`; then V
    for a finite verb."""
    first: str
    """How many compounds begin with it, in steps from 0 to 4."""
    second: str
    """How many compounds go on with it."""
    frequency: int = 0
    """How common as a word, from 0 to 9."""
    spoken: bool = False
    """Whether it is said rather than written."""
    speech: str = ""
    """Which parts of speech but noun and finite verb it can be: letters of `SPEECH`."""


class Values(Protocol):
    """What has a value for a word: a lexicon, or what one is being made of."""

    def value(self, word: str) -> bytes:
        """Return the value as `Lexicon` stores it, empty for a word that is not there."""


FIRST, SECOND, FINITE, SPOKEN, THOUGHT = "ABCD", "PQRS", "V", "I", "N"
"""The capital letters of a lexicon's line: how often in compounds, from rarely to very often; a
finite verb; a spoken word; a word of no list, of which only the model's opinion is written down."""
ADJECTIVE, ADVERB, NUMERAL, PARTICIPLE = SPEECH = "JKLM"
"""And for parts of speech."""
STEPS = (1, 3, 10, 40)
"""From how many compounds each of these counts."""
NOT_KNOWN = Part("-", "0", "0")
_THOUGHT = THOUGHT.encode("ascii")


class Known(dict[str, Part]):
    """What a lexicon says of a stretch of letters, looked up once where it is remembered."""

    def __init__(self, lexicon: Values, remembered: int = 0) -> None:
        super().__init__()
        self._value = lexicon.value
        self._remembered = remembered

    __call__ = dict[str, Part].__getitem__

    def __missing__(self, letters: str) -> Part:
        """Return how well a stretch is known that was not asked for before."""
        value = self._value(letters)
        part = _part(value) if value else NOT_KNOWN
        if self._remembered:
            if len(self) >= self._remembered:
                self.clear()
            self[letters] = part
        return part


@lru_cache(4096)
def _part(value: bytes) -> Part:
    if value[1:].startswith(_THOUGHT):
        return NOT_KNOWN
    frequency = value[0] - ord("0")
    step, first, second, spoken, speech = "0122233444"[frequency], "0", "0", False, ""
    for letter in value[1:].decode("ascii"):
        if letter.islower():
            break
        if letter == FINITE:
            step += FINITE
        elif letter == SPOKEN:
            spoken = True
        elif letter in SPEECH:
            speech += letter
        elif letter in FIRST:
            first = str(FIRST.index(letter) + 1)
        else:
            second = str(SECOND.index(letter) + 1)
    return Part(step, first, second, frequency, spoken, speech)
