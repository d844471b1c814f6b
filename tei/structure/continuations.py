"""Which of several stretches of text goes on from another: vectors of the words at their edges.

Each edge is the sum of the vectors of its features, and two edges belong together as far as their
vectors point the same way. `training/continuations.py` makes them so that of many right edges the
true one is nearest: they know what the pairs of `tei.structure.seams` have never seen.
"""

from __future__ import annotations

import struct
from functools import cache
from operator import mul
from typing import TYPE_CHECKING
from zlib import crc32

from tei.languages import FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

Vector = tuple[float, ...]
HEADER = struct.Struct("<HHf")
"""Dimensions, rows of each table as a power of two, and what one step of a weight is worth."""
_BEFORE = 3
_AFTER = 4


def left_vector(code: str, words: Sequence[str]) -> Vector:
    """Return the vector of the words before a seam; empty where a language has none."""
    tables = _tables(code)
    return tables.sum(left_features(words), 0) if tables else ()


def right_vector(code: str, words: Sequence[str]) -> Vector:
    """Return the vector of the words after a seam."""
    tables = _tables(code)
    return tables.sum(right_features(words), tables.rows) if tables else ()


def affinity(left: Vector, right: Vector) -> float:
    """Return how well two edges go together, in nats; 0 where there is no model."""
    return float(sum(map(mul, left, right)))


def left_features(words: Sequence[str]) -> list[str]:
    """Return the names of the features of the words before a seam, the last one nearest."""
    third, second, last = ("", "", "", *words)[-_BEFORE:]
    return [
        f"1{last}",
        f"1s{last[-3:]}",
        f"1t{last[-2:]}",
        f"1p{last[:4]}",
        f"2{second}",
        f"2s{second[-3:]}",
        f"3{third}",
        f"12{second} {last}",
    ]


def right_features(words: Sequence[str]) -> list[str]:
    """Return the names of the features of the words after a seam, the first one nearest."""
    first, second, third, fourth = (*words, "", "", "", "")[:_AFTER]
    return [
        f"a{first}",
        f"as{first[-3:]}",
        f"at{first[-2:]}",
        f"ap{first[:4]}",
        f"b{second}",
        f"bs{second[-3:]}",
        f"c{third}",
        f"d{fourth}",
        f"ab{first} {second}",
    ]


class _Tables:
    """The weights of one language: a table for what stands before seams, one for what after."""

    def __init__(self, data: bytes) -> None:
        self.dimensions, bits, self.step = HEADER.unpack_from(data)
        self.rows = 1 << bits
        self.weights = memoryview(data)[HEADER.size :].cast("b")

    def sum(self, features: Sequence[str], first: int) -> Vector:
        """Return the sum of the features' rows, of those from `first` on."""
        size = self.dimensions
        starts = [(first + (crc32(f.encode()) & (self.rows - 1))) * size for f in features]
        rows = [self.weights[start : start + size] for start in starts]
        return tuple(sum(column) * self.step for column in zip(*rows, strict=True))


@cache
def _tables(code: str) -> _Tables | None:
    path = FOLDER / f"{code.partition('-')[0]}.continuations"
    return _Tables(path.read_bytes()) if path.is_file() else None
