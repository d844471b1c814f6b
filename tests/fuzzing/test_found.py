"""What fuzzing found stays mended, and its targets find what they are there to find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzzing.mutation import Mutator, documents, texts
from tests.fuzzing.targets import TARGETS

FOUND = sorted(Path(__file__).with_name("found").glob("*-*"))
ON_XML = {"restorer", "validator", "renderer"}


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_stays_mended(path: Path) -> None:
    TARGETS[path.name.partition("-")[0]](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_inputs_break_no_promise(name: str) -> None:
    samples = documents() if name in ON_XML else texts()
    mutator = Mutator(samples, seed=0, is_xml=name in ON_XML)
    for _ in range(20):
        TARGETS[name](mutator.next())


def test_the_same_seed_makes_the_same_inputs() -> None:
    one, other = (Mutator(texts(), seed=3, is_xml=False) for _ in range(2))
    assert [one.next() for _ in range(50)] == [other.next() for _ in range(50)]
