"""Shards in any store: made twice they are the same, and what did not change stays."""

from __future__ import annotations

import fsspec
import pytest

from tei.batch import storage
from tei.batch.cluster import Planned, convert_shards
from tei.batch.conversion import How, Outcome
from tei.batch.worklist import Part
from tei.config import Config, Names
from tei.diagnostics import TeiError

TEXT = "پرسش: شماره {} چه بود؟\nپاسخ: نمی‌دانم.\n"
CONFIG = Config(names=Names(trained=False))


@pytest.fixture
def memory() -> str:
    """The address of an empty folder in memory."""
    fsspec.filesystem("memory").store.clear()
    return "memory://archive"


def put(home: str, count: int) -> None:
    for number in range(count):
        storage.write(f"{home}/in/{number % 3}/{number:03}.txt", TEXT.format(number).encode())


def convert(home: str, out: str = "out", part: Part | None = None) -> list[Outcome]:
    how = How(CONFIG, f"{home}/{out}", views=False)
    return list(convert_shards(Planned([f"{home}/in"], [".txt"], how, part), jobs=1))


def stored(home: str, out: str = "out") -> dict[str, bytes]:
    names = storage.names(f"{home}/{out}")
    return {name: storage.read(f"{home}/{out}/{name}") for name in names}


def unchanged(outcomes: list[Outcome]) -> int:
    return sum(outcome.is_unchanged for outcome in outcomes)


def test_a_second_run_does_nothing(memory: str) -> None:
    put(memory, 5)
    assert unchanged(convert(memory)) == 0
    before = stored(memory)
    assert unchanged(convert(memory)) == 5
    assert stored(memory) == before


def test_only_what_changed_is_made_again(memory: str) -> None:
    put(memory, 5)
    convert(memory)
    storage.write(f"{memory}/in/0/000.txt", TEXT.format(99).encode())
    storage.remove(f"{memory}/in/1/001.txt")
    assert [o.task.target for o in convert(memory) if not o.is_unchanged] == ["0/000"]
    convert(memory, "afresh")
    packed = [
        {n: d for n, d in stored(memory, out).items() if n.endswith(".gz")}
        for out in ("out", "afresh")
    ]
    assert packed[0] == packed[1]


def test_an_index_that_was_lost_is_no_harm(memory: str) -> None:
    put(memory, 5)
    convert(memory)
    before = stored(memory)
    storage.remove(f"{memory}/out/documents-00001-00000.index.jsonl")
    assert unchanged(convert(memory)) == 0
    assert stored(memory) == before


def test_shards_of_a_smaller_shelf_are_removed(
    memory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(memory, 3)
    convert(memory)
    put(memory, 9)
    monkeypatch.setattr("tei.batch.shards.DOCUMENTS", 4)
    assert len(convert(memory)) == 9
    names = [name for name in stored(memory) if name.endswith(".gz")]
    assert all(name.startswith("documents-00004-") for name in names)


def test_parts_are_the_whole(memory: str) -> None:
    put(memory, 9)
    parts = [convert(memory, part=Part(number, 2)) for number in (1, 2)]
    targets = [o.task.target for part in parts for o in part]
    assert sorted(targets) == sorted({o.task.target for o in convert(memory, "whole")})
    assert all(parts)
    assert len(stored(memory)) == 4


def test_a_transcript_that_cannot_be_read_is_tried_again(memory: str) -> None:
    put(memory, 2)
    storage.write(f"{memory}/in/0/000.txt", "پرسش: چه؟ ".encode() * 20 + b"\xff")
    assert [o.failed for o in convert(memory)] == [True, False]
    outcomes = convert(memory)
    assert [(o.failed, o.is_unchanged) for o in outcomes] == [(True, False), (False, True)]


def test_a_store_that_nobody_knows_is_told() -> None:
    with pytest.raises(TeiError, match="TEI717"):
        storage.read("carrier-pigeon://a/b")


@pytest.mark.parametrize("name", ["../../x.txt", "a/../../../x.txt"])
def test_names_in_a_store_lead_nowhere_outside(memory: str, name: str) -> None:
    fsspec.filesystem("memory").store[f"/archive/in/{name}"] = (
        fsspec.implementations.memory.MemoryFile(None, f"/archive/in/{name}", TEXT.encode())
    )
    targets = [outcome.task.target for outcome in convert(memory)]
    assert all(".." not in target and not target.startswith("/") for target in targets)
