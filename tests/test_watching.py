"""`tei validate --watch` tells of what changes, and ends when it is asked to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GOOD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>نامه</title>'
    "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
    "</teiHeader><text><body><p>سلام</p></body></text></TEI>"
)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "a.xml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.xml").write_text(GOOD, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "tei", "validate", "--watch", "--schema", "tei_all", "."]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**environment, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
    ) as process:
        yield process
        process.kill()


def _save(path: Path, text: str) -> None:
    """Write a file as editors do: under another name first."""
    path.with_suffix(".new").write_text(text, encoding="utf-8")
    path.with_suffix(".new").replace(path)


def _round(process: subprocess.Popen[str]) -> list[str]:
    """Return what is told until it waits again."""
    assert process.stdout
    told: list[str] = []
    for line in process.stdout:
        if line.startswith("watching"):
            return told
        told.append(line.rstrip())
    raise AssertionError(told)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_what_changes_is_told_until_ctrl_c(watch: subprocess.Popen[str], tmp_path: Path) -> None:
    assert _round(watch) == ["a.xml: valid", "b.xml: valid"]
    _save(tmp_path / "b.xml", GOOD.replace("<p>", '<p whoo="#a">'))
    [first, *_] = _round(watch)
    assert first.startswith("b.xml:1:")
    assert "TEI525" in first
    _save(tmp_path / "b.xml", "<TEI")
    assert "TEI115" in _round(watch)[0]
    _save(tmp_path / "b.xml", GOOD)
    assert _round(watch) == ["b.xml: valid"]
    watch.send_signal(signal.SIGINT)
    assert watch.wait(30) == 0
    assert watch.stdout
    assert watch.stdout.read() == ""
