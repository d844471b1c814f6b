"""Which of several stretches of text goes on from another: vectors of the words at their edges.

Each edge is the sum of the vectors of its features, and two edges belong together as far as their
vectors point the same way. `training/continuations.py` makes them so that of many right edges the
true one is nearest: they know what the pairs of `tei.structure.seams` have never seen, since words
of one kind (`tei.names.lexicon` has their clusters) share features. A second table knows how
sentences begin.
"""

from __future__ import annotations

import struct
from functools import cache
from math import sumprod
from typing import TYPE_CHECKING
from zlib import crc32

from tei.languages import FOLDER
from tei.names.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

Vector = tuple[float, ...]
HEADER = struct.Struct("<HHff")
"""Dimensions, rows of each table as a power of two, and what one step of a weight is worth:
of vectors, of beginnings."""
_EDGE = 4
"""Words of an edge that count."""


def left_vector(code: str, words: Sequence[str]) -> Vector:
    """Return the vector of the words before a seam; empty where a language has none."""
    tables = _tables(code)
    return tables.sum(left_features(words, code), 0) if tables else ()


def right_vector(code: str, words: Sequence[str]) -> Vector:
    """Return the vector of the words after a seam."""
    tables = _tables(code)
    return tables.sum(right_features(words, code), tables.rows) if tables else ()


def affinity(left: Vector, right: Vector) -> float:
    """Return how well two edges go together, in nats; 0 where there is no model."""
    return sumprod(left, right)


def beginning(code: str, words: Sequence[str]) -> float:
    """Return the log-odds that a sentence begins with these words, not the rest of one."""
    tables = _tables(code)
    return tables.begins(right_features(words, code)) if tables else 0.0


def left_features(words: Sequence[str], code: str) -> list[str]:
    """Return the names of the features of the words before a seam."""
    return _features(words[: -_EDGE - 1 : -1], code)


def right_features(words: Sequence[str], code: str) -> list[str]:
    """Return the names of the features of the words after a seam."""
    return _features(words[:_EDGE], code)


def _features(words: Sequence[str], code: str) -> list[str]:
    """Return the names of the features of an edge, whose word nearest to the seam comes first."""
    first, second, third, fourth = [*words, "", "", ""][:_EDGE] if words else [""] * _EDGE
    (a, fine), (b, finer), (c, _), (_, farthest) = (
        _clusters(code, word) for word in (first, second, third, fourth)
    )
    return [
        f"1{first}",
        f"1s{first[-3:]}",
        f"1t{first[-2:]}",
        f"1p{first[:4]}",
        f"1f{fine}",
        f"1c{a}",
        f"2{second}",
        f"2s{second[-3:]}",
        f"2f{finer}",
        f"3{third}",
        f"3c{c}",
        f"4f{farthest}",
        f"12{first} {second}",
        f"12f{fine} {finer}",
        f"123c{a} {b} {c}",
    ]


def _clusters(code: str, word: str) -> tuple[str, str]:
    """Return the coarse and the fine cluster of a word; what it looks like where it has none."""
    if not word[:1].isalpha():
        return looks(word)
    _, coarse, fine = lexicon(code).get(word, "||").split("|")
    return (coarse, fine) if coarse else looks(word)


def looks(word: str) -> tuple[str, str]:
    """Return what stands for the clusters of a word that has none: its sign or its end."""
    if not word[:1].isalpha():
        return (word[:1].isdigit() * "9" or word[:1],) * 2
    return "?", f"?{word[-2:]}"


class _Tables:
    """The weights of one language: what stands before seams, what after, how sentences begin."""

    def __init__(self, data: bytes) -> None:
        self.dimensions, bits, self.step, self.start = HEADER.unpack_from(data)
        self.rows = 1 << bits
        self.data, self.row = data, struct.Struct(f"{self.dimensions}b")
        self.beginnings = memoryview(data)[-self.rows :].cast("b")

    def sum(self, features: Sequence[str], first: int) -> Vector:
        """Return the sum of the features' rows, of those from `first` on."""
        numbers = [first + (crc32(f.encode()) & (self.rows - 1)) for f in features]
        rows = [self.row.unpack_from(self.data, HEADER.size + n * self.row.size) for n in numbers]
        return tuple([total * self.step for total in map(sum, zip(*rows, strict=True))])

    def begins(self, features: Sequence[str]) -> float:
        """Return the sum of what the features say of beginnings."""
        found = (self.beginnings[crc32(f.encode()) & (self.rows - 1)] for f in features)
        return float(sum(found) * self.start)


@cache
def _tables(code: str) -> _Tables | None:
    path = FOLDER / f"{code.partition('-')[0]}.continuations"
    return _Tables(path.read_bytes()) if path.is_file() else None
