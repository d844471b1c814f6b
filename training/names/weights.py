"""A model of CRFsuite as `tei.names.emissions` reads it.

How CRFsuite writes a model is told by its source (`crf1d_model.c`, `cqdb.c`): numbers are
little-endian, and sections stand where the header says.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import defaultdict
from pathlib import Path
from struct import iter_unpack, pack, pack_into, unpack_from
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import pycrfsuite
from msgspec import msgpack

from tei.names.emissions import Weights, symbol
from tei.names.features import WINDOW, placed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SECTIONS = 28
"""Where the header says at which byte features, labels and attributes begin."""
_FEATURE = "<IIId"
_SIZE = 20
_OF_STATE, _OF_TRANSITION = 0, 1


class _Feature(NamedTuple):
    """How much an attribute, or the label before, speaks for a label."""

    kind: int
    source: int
    label: int
    weight: float


def converted(model: bytes) -> bytes:
    """Return a model of CRFsuite as a file of `Weights`."""
    labels, attributes, found = _strings(model, 1), _strings(model, 2), _features(model)
    spoken: dict[str, dict[int, float]] = defaultdict(dict)
    for kind, source, label, weight in found:
        if kind == _OF_STATE:
            at, name = placed(attributes[source])
            spoken[name][len(labels) * WINDOW.index(at) + label] = weight
    chain, table = _chain(labels, found), _table(spoken)
    return msgpack.encode(Weights(len(labels), chain, *table))


def _table(spoken: Mapping[str, Mapping[int, float]]) -> tuple[bytes, bytes]:
    """Return slots, at most half of them taken, and rows."""
    slots = array("I", bytes(4 << (2 * len(spoken)).bit_length()))
    last, rows = len(slots) - 1, bytearray(b"\0")
    for name, those in sorted(spoken.items()):
        key = name.encode()
        slot = crc32(key) & last
        while slots[slot]:
            slot = (slot + 1) & last
        slots[slot] = len(rows)
        rows += bytes((len(key), len(those))) + key + bytes(those)
        rows += pack(f"<{len(those)}d", *those.values())
    return slots.tobytes(), bytes(rows)


def _chain(labels: Sequence[str], found: Sequence[_Feature]) -> bytes:
    """Return a model with one attribute for each label, and the transitions of another model.

    CRFsuite makes no model of given weights: one is trained on nothing and given them.
    """
    after = {(f.source, f.label): f.weight for f in found if f.kind == _OF_TRANSITION}
    model = bytearray(_trained(labels))
    own = [int(name) for name in _strings(model, 2)]
    start = _first_feature(model)
    for n, (kind, source, label, _) in enumerate(_features(model)):
        of_itself = 1.0 if kind == _OF_STATE and own[source] == label else 0.0
        weight = after.get((source, label), 0.0) if kind == _OF_TRANSITION else of_itself
        pack_into(_FEATURE, model, start + _SIZE * n, kind, source, label, weight)
    return bytes(model)


def _trained(labels: Sequence[str]) -> bytes:
    everything = {"feature.possible_states": True, "feature.possible_transitions": True}
    trainer = pycrfsuite.Trainer(params={**everything, "max_iterations": 1}, verbose=False)
    trainer.append([[symbol(n)] for n in range(len(labels))], labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chain.crf"
        trainer.train(str(path))
        return path.read_bytes()


def _features(model: bytes | bytearray) -> list[_Feature]:
    start = _first_feature(model)
    (count,) = unpack_from("<I", model, start - 4)
    rows = iter_unpack(_FEATURE, model[start : start + _SIZE * count])
    return [_Feature(*row) for row in rows]


def _first_feature(model: bytes | bytearray) -> int:
    (start,) = unpack_from("<I", model, _SECTIONS)
    return int(start) + 12


def _strings(model: bytes | bytearray, section: int) -> list[str]:
    """Return the labels (1) or the attributes (2) of a model, by their numbers."""
    (start,) = unpack_from("<I", model, _SECTIONS + 4 * section)
    count, table = unpack_from("<II", model, start + 16)
    found = []
    for place in unpack_from(f"<{count}I", model, start + table):
        (size,) = unpack_from("<I", model, start + place + 4)
        first = start + place + 8
        found.append(bytes(model[first : first + size - 1]).decode())
    return found
