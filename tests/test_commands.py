"""Every command as a user meets it: what it prints, its exit status, what it leaves behind.

A case is a folder of `commands/`: the files it starts with, `command` and `expected`. What cannot
be kept as a file, such as a link or another program at work, `prepare.py` makes.
"""

from __future__ import annotations

import runpy
import shlex
import shutil
from pathlib import Path
from socket import socket

import pytest
from click.testing import CliRunner

from tei.batch.manifest import Manifest
from tei.cli import tei
from tests.blessing import Compare

CASES = sorted((Path(__file__).parent / "commands").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_command(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compare: Compare
) -> None:
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    (tmp_path / "expected").unlink(missing_ok=True)
    monkeypatch.chdir(tmp_path)
    at_work = _prepared(tmp_path / "prepare.py")
    before = files_below(tmp_path)
    command = shlex.split((tmp_path / "command").read_text(encoding="utf-8"))
    result = CliRunner().invoke(tei, command[1:], prog_name="tei")
    left = [f"left behind: {path}" for path in files_below(tmp_path) if path not in before]
    lines = [result.output.rstrip("\n"), f"exit status {result.exit_code}", *left]
    for thing in at_work.values():
        if isinstance(thing, socket | Manifest):
            thing.close()
    compare(case / "expected", "\n".join(lines) + "\n")


def _prepared(script: Path) -> dict[str, object]:
    """Return what a script has brought about: a run or a program that is at work meanwhile."""
    if not script.exists():
        return {}
    made = runpy.run_path(str(script))
    script.unlink()
    return made


def files_below(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
