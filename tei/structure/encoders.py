"""Which of several stretches goes on from another, by six words on either side of the seam.

A small network reads each side by itself: every word is the sum of the vectors of its features,
the six words one after the other are a layer, and what comes out of it is the side's vector. Two
sides belong together as far as their vectors point the same way. It knows what words do in their
places, as sums of features (`tei.structure.continuations`) do not. `training/encoders.py` makes it.
"""

from __future__ import annotations

import struct
from functools import cache, lru_cache
from math import sumprod
from typing import TYPE_CHECKING
from zlib import crc32

from tei.languages import FOLDER
from tei.names.lexicon import lexicon
from tei.structure.continuations import looks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.structure.continuations import Vector

EDGE = 6
"""Words of a side."""
HEADER = struct.Struct("<HHHH")
"""Rows as a power of two, dimensions of a word, of the layer, of a side."""
STEP = struct.Struct("<f")
"""What one step of the weights of a block is worth; it stands before each."""
ENDS = frozenset(".؟?!")
_KNOWN = 4096
"""Words that are remembered."""


def left_vector(code: str, words: Sequence[str]) -> Vector:
    """Return the vector of the words before a seam; empty where a language has no network."""
    network = _network(code)
    if network is None:
        return ()
    return (*network.read(left_words(words), code, after=False), 1.0)


def right_vector(code: str, words: Sequence[str]) -> Vector:
    """Return the vector of the words after a seam; empty where a language has no network."""
    network = _network(code)
    return network.read(right_words(words), code, after=True) if network else ()


def left_words(words: Sequence[str]) -> list[str]:
    """Return the last words of a sentence that is not at its end, the nearest first."""
    return _until(reversed(words[-EDGE - 1 :]))


def right_words(words: Sequence[str]) -> list[str]:
    """Return the first words, to the end of their sentence, the mark that ends it included."""
    found = _until(words[:EDGE])
    return [*found, *words[len(found) : len(found) + 1]][:EDGE]


def _until(words: Iterable[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        if word in ENDS or len(found) == EDGE:
            break
        found.append(word)
    return found


def word_features(code: str, word: str) -> tuple[str, ...]:
    """Return the names of the features of a word."""
    coarse, fine = _clusters(code, word)
    return f"w{word}", f"s{word[-3:]}", f"t{word[-2:]}", f"p{word[:4]}", f"f{fine}", f"c{coarse}"


def _clusters(code: str, word: str) -> tuple[str, str]:
    """Return the coarse and the fine cluster of a word or a mark; its looks where it has none."""
    _, coarse, fine = lexicon(code).get(word, "||").split("|")
    return (coarse, fine) if coarse else looks(word)


class _Network:
    """The weights of one language."""

    def __init__(self, data: bytes) -> None:
        bits, self.width, layer, out = HEADER.unpack_from(data)
        self.mask, self.row, at = (1 << bits) - 1, struct.Struct(f"{self.width}b"), HEADER.size
        (step,), at = STEP.unpack_from(data, at), at + STEP.size
        self.one = round(1 / step)
        """What stands for 1 among whole steps."""
        self.rows, at = memoryview(data)[at : at + (self.width << bits)], at + (self.width << bits)
        self.sides: list[tuple[list[tuple[int, ...]], float, list[list[float]]]] = []
        """Of what stands before a seam, and after it."""
        for _ in range(2):
            into, worth, at = _matrix(data, at, layer, EDGE * self.width + 1)
            steps, scale, at = _matrix(data, at, out + 1, layer + 1)
            onto = [[scale * weight for weight in row] for row in steps]
            self.sides.append((into, worth * step, onto))

    def read(self, words: Sequence[str], code: str, *, after: bool) -> Vector:
        """Return what comes out of the layer for the words of a side."""
        into, worth, onto = self.sides[after]
        given = [x for word in words for x in _vector(code, word)]
        given += [0] * (EDGE * self.width - len(given)) + [self.one]
        inner = [max(0.0, worth * sumprod(row, given)) for row in into] + [1.0]
        rows = onto if after else onto[:-1]
        return tuple([sumprod(row, inner) for row in rows])

    def word(self, features: Iterable[str]) -> tuple[int, ...]:
        """Return the sum of the vectors of a word's features, in whole steps."""
        places = [(crc32(name.encode()) & self.mask) * self.width for name in features]
        rows = [self.row.unpack_from(self.rows, place) for place in places]
        return tuple(map(sum, zip(*rows, strict=True)))


def _matrix(
    data: bytes, at: int, rows: int, columns: int
) -> tuple[list[tuple[int, ...]], float, int]:
    """Return a matrix in whole steps, what a step is worth, and where what follows it begins."""
    (step,) = STEP.unpack_from(data, at)
    end = at + STEP.size + rows * columns
    found = struct.Struct(f"{columns}b").iter_unpack(data[at + STEP.size : end])
    return list(found), step, end


@lru_cache(_KNOWN)
def _vector(code: str, word: str) -> tuple[int, ...]:
    network = _network(code)
    return network.word(word_features(code, word)) if network else ()


@cache
def _network(code: str) -> _Network | None:
    path = FOLDER / f"{code.partition('-')[0]}.encoders"
    return _Network(path.read_bytes()) if path.is_file() else None
