"""Processes die, hang and fail; every task has its result, in order, and no other is touched."""

from __future__ import annotations

import os
import signal
import threading
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from tei.batch.bounds import Bounds, Lost
from tei.batch.workers import run
from tei.diagnostics import TeiError


def double(number: int) -> int:
    return number * 2


def behave(order: str) -> int:
    """Do what is asked, and say which process did it."""
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang":
        time.sleep(600)
    if order == "fail":
        raise ValueError(order)
    if order == "grow":
        len(b"x" * 300_000_000)
    return os.getpid()


def touch(path: Path) -> bool:
    path.touch()
    return path.exists()


def linger(number: int) -> int:
    time.sleep(0.005)
    return number * 2


class Broken:
    """What no process can load."""

    def __call__(self, number: int) -> int:
        return number

    def __reduce__(self) -> tuple[object, ...]:
        return (open, ("/nowhere/at/all",))


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(run(double, range(100), jobs=2)) == [(n, n * 2) for n in range(100)]


def test_what_was_done_when_a_run_is_ended_is_told(tmp_path: Path) -> None:
    untold: list[tuple[Path, bool | Lost]] = []
    files = [tmp_path / str(n) for n in range(8)]  # as many as a process is given at once
    running = run(touch, files, jobs=1, untold=untold)
    assert next(running) == (files[0], True)
    while not files[-1].exists():
        time.sleep(0.01)
    running.close()
    # The last may have been done, but not said to be.
    assert untold[:6] == [(file, True) for file in files[1:7]]


def test_nothing_to_do_starts_no_process() -> None:
    assert list(run(double, [], jobs=2)) == []


def test_a_task_that_kills_its_process_is_lost_alone() -> None:
    orders = ["good", "die", *["good"] * 20]
    results = [result for _, result in run(behave, orders, jobs=1)]
    assert results.pop(1) == Lost("the process died of it 3 times (SIGKILL)")
    assert all(isinstance(result, int) for result in results)


def test_a_task_that_hangs_is_ended_and_not_tried_again() -> None:
    orders = ["good", "hang", "good"]
    results = [result for _, result in run(behave, orders, jobs=1, bounds=Bounds(seconds=0.5))]
    assert results.pop(1) == Lost("it took longer than 0.5 seconds")
    assert all(isinstance(result, int) for result in results)


def test_a_fault_of_the_program_costs_one_task_and_no_process() -> None:
    results = [result for _, result in run(behave, ["good", "fail", "good"], jobs=1)]
    assert results[1] == Lost("the program failed on it: ValueError: fail")
    assert results[0] == results[2]


def test_a_process_that_has_grown_is_replaced() -> None:
    orders = ["grow", *["good"] * 20]
    bounds = Bounds(megabytes=250)
    pids = [result for _, result in run(behave, orders, jobs=1, bounds=bounds)]
    assert pids[0] != pids[-1]
    assert all(isinstance(result, int) for result in pids)


def test_processes_that_are_killed_again_and_again_lose_nothing() -> None:
    results = []
    for number, (_, result) in enumerate(run(linger, range(400), jobs=2)):
        results.append(result)
        if number % 80 == 40:
            victim = active_children()[0].pid
            os.kill(victim or 0, signal.SIGKILL)
    assert results == [n * 2 for n in range(400)]


def test_a_process_that_cannot_start_is_no_fault_of_the_tasks() -> None:
    with pytest.raises(TeiError, match="TEI710"):
        list(run(Broken(), range(10), jobs=1))


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    threads = threading.active_count()
    results = run(linger, range(1000), jobs=2)
    next(results)
    results.close()
    assert active_children() == []
    assert threading.active_count() == threads
