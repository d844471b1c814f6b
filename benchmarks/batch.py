"""Many transcripts: `python -m benchmarks.batch [COUNT] [LARGE]`, documents a second and memory.

COUNT varied transcripts of 3 KB are converted by one process and by two, in one run, beside what
each stage alone could do; with LARGE, so many are converted too, to see whether memory grows. The
share of the main process is of the processor's time: it is what a batch adds to the work itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from msgspec import Struct, field

from benchmarks.shelf import ROOT, fill, paragraphs, transcript
from tei.batch.packing import Entry, Shard, digest, member
from tei.encoding import encode, serialize
from tei.pipeline import recognise
from tei.readers import witness
from tei.validation import validate
from tei.writing import write_all

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE = 60
"""Transcripts that a stage alone is measured with."""


_COLUMNS = ("run", "documents", "s", "documents/s", "main process, %", "peak MB a worker")


class _Used(Struct):
    """What the processes of a run used."""

    main: float = 0.0
    """Seconds of the processor."""
    workers: dict[int, float] = field(default_factory=dict)
    peaks: dict[int, int] = field(default_factory=dict)
    """Bytes."""


def main(count: int, large: int) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _stages(home)
        fill(home / "shelf", count)
        print(f"\n| {' | '.join(_COLUMNS)} |\n{'|---' * len(_COLUMNS)}|")
        one = _run(home, "shelf", "--jobs 1 --pack", count)
        two = _run(home, "shelf", "--jobs 2 --pack", count)
        _run(home, "shelf", "--jobs 2", count)
        _run(home, "shelf", "--jobs 2", count, again=True)
        print(f"\n--jobs 2 is {one / two:.2f} times as fast as --jobs 1")
        if large:
            fill(home / "large", large)
            _run(home, "large", "--jobs 2 --pack", large)


def _stages(home: Path) -> None:
    """Print what each stage could do if it were alone, on one core."""
    sources = paragraphs()
    texts = [transcript(number, sources).encode() for number in range(_SAMPLE)]
    witnesses = [witness(text, f"{n}.txt") for n, text in enumerate(texts)]
    documents = [recognise(one) for one in witnesses]
    trees = [encode(document) for document in documents]
    files = [{f"{n}.xml": serialize(tree)} for n, tree in enumerate(trees)]
    stages: dict[str, Callable[[int], object]] = {
        "read": lambda n: witness(texts[n], "a.txt"),
        "recognise": lambda n: recognise(witnesses[n]),
        "encode": lambda n: serialize(encode(documents[n])),
        "validate": lambda n: validate(trees[n], thorough=False),
        "pack": lambda n: Shard().add(member(files[n]), Entry(str(n), digest(files[n]))),
        "write a file": lambda n: write_all({home / "a.xml": files[n][f"{n}.xml"]}),
    }
    print("| stage alone, one core | documents/s |\n|---|---|")
    for name, stage in stages.items():
        stage(0)
        start = time.process_time()
        for number in range(_SAMPLE):
            stage(number)
        print(f"| {name} | {_SAMPLE / (time.process_time() - start):,.0f} |", flush=True)


def _run(home: Path, shelf: str, options: str, count: int, *, again: bool = False) -> float:
    """Print how a run goes and return its seconds."""
    out = home / options.replace(" ", "")
    command = [sys.executable, "-m", "tei", "convert", str(home / shelf), "-o", str(out), "-q"]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--no-views", *options.split()], env=environment, stdout=subprocess.DEVNULL
    )
    used = _Used()
    watching = threading.Thread(target=_watch, args=(process, used))
    watching.start()
    process.wait()
    seconds = time.perf_counter() - start
    watching.join()
    peak = max(used.peaks.values(), default=0) / 1e6
    working = sum(used.workers.values())
    share = f"{used.main / (used.main + working):.1%}" if working else "-"
    name = f"{options}, second run" if again else options
    figures = f"{count:,} | {seconds:.1f} | {count / seconds:,.0f} | {share} | {peak:.0f}"
    print(f"| {name} | {figures} |", flush=True)
    return seconds


def _watch(process: subprocess.Popen[bytes], used: _Used) -> None:
    """Keep how much each process has used and held."""
    while process.poll() is None:
        try:
            main = psutil.Process(process.pid)
            used.main = sum(main.cpu_times()[:2])
            for child in main.children():
                used.workers[child.pid] = sum(child.cpu_times()[:2])
                held = child.memory_info().rss
                used.peaks[child.pid] = max(used.peaks.get(child.pid, 0), held)
        except psutil.Error:
            continue
        time.sleep(0.25)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [10_000, 0][len(numbers) :]))
