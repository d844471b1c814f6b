"""Looks for bytes that break a promise: `python -m tests.fuzzing [SECONDS] [SEED]`.

The targets take turns, the fast ones more often. What breaks one, or takes it longer than two
seconds of the processor, is kept in `found/`, from where the tests read it ever after.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from hashlib import sha256
from itertools import cycle
from pathlib import Path

from tests.fuzzing.mutation import Mutator, documents, texts
from tests.fuzzing.targets import TARGETS

FOUND = Path(__file__).parent / "found"
_SLOW = 2.0
_TURNS = {
    "reader": 60,
    "encoder": 30,
    "restorer": 20,
    "validator": 4,
    "renderer": 2,
    "recogniser": 1,
    "converter": 1,
}
_OF_XML = ("restorer", "validator", "renderer")


def main(seconds: float, seed: int) -> int:
    """Run for so long, say how often, and return how much was found."""
    samples = {True: documents(), False: texts()}
    makers = {n: Mutator(samples[n in _OF_XML], seed, is_xml=n in _OF_XML) for n in TARGETS}
    ran: Counter[str] = Counter()
    kinds: set[str] = set()
    end = time.monotonic() + seconds
    for name in cycle([name for name, turns in _TURNS.items() for _ in range(turns)]):
        if time.monotonic() > end:
            break
        data = makers[name].next()
        ran[name] += 1
        kind = _fault(name, data)
        if kind and kind not in kinds:
            kinds.add(kind)
            _keep(name, data, kind)
        if ran.total() % 100_000 == 0:
            print(f"{ran.total():,} so far", flush=True)
    print(", ".join(f"{name} {count:,}" for name, count in ran.items()))
    print(f"{ran.total():,} iterations, {len(kinds)} kinds of fault")
    return len(kinds)


def _fault(name: str, data: bytes) -> str | None:
    """Return what a target does wrong with these bytes: the error and where it was raised."""
    start = time.process_time()
    try:
        TARGETS[name](data)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        return f"{name}: {type(error).__name__} in {frames[-1].name}, {frames[-1].filename}"
    taken = time.process_time() - start
    return f"{name}: slow" if taken > _SLOW else None


def _keep(name: str, data: bytes, kind: str) -> None:
    path = FOUND / f"{name}-{sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    print(f"{kind}: {path.name}", flush=True)


if __name__ == "__main__":
    given = [*map(float, sys.argv[1:]), 60, 0]
    sys.exit(bool(main(given[0], int(given[1]))))
