"""A Dask cluster of two real processes and a real S3 server: what vanishes is not missed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner, Result
from distributed import Client, LocalCluster

from tei.batch import storage
from tei.batch.cluster import Planned, convert_shards
from tei.batch.conversion import How, Outcome
from tei.cli import tei
from tei.readers import suffixes
from tests.batch.test_converting import MANY, documents, shelf
from tests.batch.test_shards import CONFIG, TEXT, convert, stored

SHARD = MANY // 12
"""Documents; so many shards are on their way when a process is killed."""
_DEADLY = """import os
SUFFIXES = [".deadly"]
def read(*_):
    os._exit(1)
"""


@pytest.fixture(scope="module")
def deadly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package whose reader ends the process that reads by it."""
    folder = tmp_path_factory.mktemp("deadly")
    (folder / "deadly.py").write_text(_DEADLY, encoding="utf-8")
    (folder / "deadly-1.dist-info").mkdir()
    entry = "[tei.readers]\ndeadly = deadly\n"
    (folder / "deadly-1.dist-info" / "entry_points.txt").write_text(entry, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def cluster(bucket: str, deadly: Path) -> Iterator[Any]:
    """Two worker processes, which know the bucket, and the reader that is deadly."""
    suffixes()  # this process has looked for readers, and does not look again
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(deadly)
        yield from _started()


def _started() -> Iterator[Any]:
    with LocalCluster(2, threads_per_worker=1, dashboard_address=":0") as made:
        yield made


def command(*words: str | Path) -> Result:
    return CliRunner().invoke(tei, ["convert", "-q", *map(str, words)])


def test_a_cluster_makes_what_one_machine_makes(cluster: Any, tmp_path: Path) -> None:
    source = shelf(tmp_path / "shelf", 12)
    where = ["--scheduler", cluster.scheduler_address]
    result = command(source, "-o", tmp_path / "out", *where)
    assert (result.exit_code, "12 converted" in result.output) == (0, True)
    command(source, "-o", tmp_path / "here", "--no-views")
    assert documents(tmp_path / "out") == documents(tmp_path / "here")
    assert "12 unchanged" in command(source, "-o", tmp_path / "out", *where).output


def test_from_s3_to_s3(cluster: Any, bucket: str) -> None:
    for number in range(6):
        storage.write(f"{bucket}/in/{number:03}.txt", TEXT.format(number).encode())
    told = command(f"{bucket}/in", "-o", f"{bucket}/out", "--scheduler", cluster.scheduler_address)
    assert "6 converted" in told.output
    assert len(stored(bucket)) == 2
    assert "6 unchanged" in command(f"{bucket}/in", "-o", f"{bucket}/out").output


def _plan(home: str, out: str, count: int) -> Planned:
    for number in range(count):
        storage.write(f"{home}/in/{number:03}.txt", TEXT.format(number).encode())
    return Planned([f"{home}/in"], [".txt"], How(CONFIG, f"{home}/{out}", views=False), None)


def test_a_worker_that_vanishes_costs_nothing(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.batch.shards.DOCUMENTS", SHARD)
    home = tmp_path.as_uri()
    planned = _plan(home, "out", MANY)
    address = cluster.scheduler_address
    outcomes = convert_shards(planned, scheduler=address)
    seen = list(islice(outcomes, MANY // 3))
    with Client(address) as client:
        pids = client.run(_pid)
    psutil.Process(next(iter(pids.values()))).kill()
    seen += outcomes
    _nothing_is_missed(seen, home)


def _nothing_is_missed(seen: list[Outcome], home: str) -> None:
    assert len({outcome.task.target for outcome in seen}) == len(seen) == MANY
    assert not any(outcome.failed for outcome in seen)
    convert(home, "undisturbed")
    assert stored(home) == stored(home, "undisturbed")


def _pid() -> int:
    return os.getpid()


def test_a_document_that_kills_its_worker_is_left_out_alone(cluster: Any, tmp_path: Path) -> None:
    source = shelf(tmp_path / "shelf", 3)
    deadly = tmp_path / "a.deadly"
    deadly.write_text("پرسش: چه؟", encoding="utf-8")
    # Two of its workers are killed on the way: once with the shard, once with the document alone.
    with LocalCluster(4, threads_per_worker=1, dashboard_address=":0") as wide:
        wide.scheduler.allowed_failures = 0
        where = ["--scheduler", wide.scheduler_address]
        result = command(source, deadly, "-o", tmp_path / "out", *where)
    assert "a.deadly: error TEI709" in result.output
    assert "3 converted, 1 failed" in result.output


def test_a_scheduler_that_starts_again_costs_nothing(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.batch.shards.DOCUMENTS", SHARD)
    home = tmp_path.as_uri()
    planned = _plan(home, "out", MANY)
    port = _free_port()
    with ExitStack() as running:
        first = running.enter_context(_dask("scheduler", "--port", port, "--no-dashboard"))
        worker = (
            "worker",
            f"tcp://127.0.0.1:{port}",
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        )
        running.enter_context(_dask(*worker))
        outcomes = convert_shards(planned, scheduler=f"tcp://127.0.0.1:{port}")
        seen = list(islice(outcomes, MANY // 3))
        first.kill()
        first.wait()
        running.enter_context(_dask("scheduler", "--port", port, "--no-dashboard"))
        running.enter_context(_dask(*worker))
        seen += outcomes
    _nothing_is_missed(seen, home)


def _free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


@contextmanager
def _dask(kind: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    module = f"distributed.cli.dask_{kind}"
    command = [sys.executable, "-m", module, "--host", "127.0.0.1", *options]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        yield process
        process.kill()


def test_two_runs_at_once_make_the_same(cluster: Any, tmp_path: Path) -> None:
    home = tmp_path.as_uri()
    planned = _plan(home, "out", 12)
    address = cluster.scheduler_address
    other = threading.Thread(target=lambda: list(convert_shards(planned, scheduler=address)))
    other.start()
    list(convert_shards(planned, scheduler=address))
    other.join()
    convert(home, "undisturbed")
    assert stored(home) == stored(home, "undisturbed")


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    source = shelf(tmp_path / "shelf", 1)
    result = command(source, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    assert (result.exit_code, "TEI718" in result.output) == (2, True)
