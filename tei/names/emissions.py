"""The model of names: what words say for each label, summed, and the chain that weighs labels.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), as CRFsuite trains
it. What a word says depends on the word and its neighbours alone, so it is summed here, and
remembered from one text to the next; CRFsuite is left with a number for each label of each word.
"""

from __future__ import annotations

from array import array
from functools import lru_cache, reduce
from operator import add
from struct import unpack_from
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct

from tei.names.features import WINDOW, class_of, of_classes, of_word, of_words, rows, seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.names.features import Class, Row
    from tei.names.words import Passage

type _Sums = tuple[float, ...]
"""One for each label."""

_REMEMBERED = 1 << 14
"""Words, and pairs of words."""


class Weights(Struct, array_like=True, frozen=True):
    """A model as `training.names` writes it: searched where it lies, nothing is parsed before."""

    labels: int
    chain: bytes
    """A model of CRFsuite: one feature for each label, named by `symbol`, and all transitions."""
    slots: bytes
    """A hash table: where the row of a feature begins, uint32, 0 for none; a power of two of them.

    A feature's slot is that of its CRC-32, or the next that is free.
    """
    rows: bytes
    """Of each feature: length and count (a byte each), its name, for whom it speaks, weights.

    A weight is a double. Whom it speaks for is a byte: `labels` times a place of the `WINDOW`,
    plus the label.
    """


def symbol(label: int) -> bytes:
    """Return what the chain calls the feature of a label."""
    return b"%d" % label


class Emissions:
    """What each word of a passage says for each label."""

    def __init__(self, weights: Weights) -> None:
        self._slots = array("I", weights.slots)
        self._rows = weights.rows
        self._labels = weights.labels
        self._symbols = [symbol(label) for label in range(weights.labels)]
        self._of_word = lru_cache(_REMEMBERED)(self._word)
        self._of_classes = lru_cache(_REMEMBERED)(self._classes)
        self._of_pair = lru_cache(_REMEMBERED)(self._pair)

    def of(self, words: Passage, code: str) -> list[dict[bytes, float]]:
        """Return, for each word, how much speaks for each label, in nats."""
        found = [None, None, *rows(words, code), None, None]
        by_word = [*map(self._of_word, found)]
        pairs = [*map(self._of_pair, found[1:], found[2:-1])]
        around = zip(by_word, by_word[4:], pairs, pairs[1:], strict=False)
        symbols = self._symbols
        return [
            {
                s: a + b + c + d
                for s, a, b, c, d in zip(
                    symbols, before[0], after[4], left[1], right[0], strict=True
                )
            }
            for before, after, left, right in around
        ]

    def _word(self, row: Row | None) -> tuple[_Sums, ...]:
        """Return what a word, or the edge, says of the words about it: for each of `WINDOW`."""
        return self._sums((*of_word(row), *seen(row)))

    def _pair(self, left: Row | None, right: Row | None) -> tuple[_Sums, _Sums]:
        """Return what two neighbours say of the left one, and they and itself of the right one."""
        first, second = self._of_word(left), self._of_word(right)
        by_left, by_right = second[3], _added(second[2], first[1])
        if left is None or right is None:
            return by_left, by_right
        classes = self._of_classes(class_of(left), class_of(right))
        of_left, of_right = of_words(left, right)
        return (
            _added(by_left, classes[0], self._sums(of_left)[2]),
            _added(by_right, classes[1], self._sums(of_right)[2]),
        )

    def _classes(self, left: Class, right: Class) -> tuple[_Sums, _Sums]:
        by_left, by_right = of_classes(left, right)
        return self._sums(by_left)[2], self._sums(by_right)[2]

    def _sums(self, features: Iterable[str]) -> tuple[_Sums, ...]:
        """Return the weights of these features, summed for each of whom they speak for."""
        count = self._labels
        sums = [0.0] * (count * len(WINDOW))
        for feature in features:
            for place, weight in self._weights(feature.encode()):
                sums[place] += weight
        return tuple(tuple(sums[n : n + count]) for n in range(0, len(sums), count))

    def _weights(self, name: bytes) -> Iterable[tuple[int, float]]:
        """Return of a feature each for whom it speaks, and how much."""
        slots, rows = self._slots, self._rows
        slot, last = crc32(name), len(self._slots) - 1
        while start := slots[slot & last]:
            end = start + 2 + rows[start]
            if rows[start + 2 : end] == name:
                count = rows[start + 1]
                weights = unpack_from(f"<{count}d", rows, end + count)
                return zip(rows[end : end + count], weights, strict=True)
            slot += 1
        return ()


def _added(*said: _Sums) -> _Sums:
    return tuple([reduce(add, by_label) for by_label in zip(*said, strict=True)])
