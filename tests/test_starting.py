"""A repository starts with files that are what their readers expect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tei.config import Config, load
from tei.starting import start

ROOT = Path(__file__).parents[1]


def _accepts(schema: str, file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_settings_are_the_defaults(tmp_path: Path) -> None:
    start(tmp_path)
    assert load(tmp_path / "tei.toml") == Config()


def test_the_workflow_is_one_of_github(tmp_path: Path) -> None:
    start(tmp_path)
    _accepts("vendor.github-workflows", tmp_path / ".github" / "workflows" / "tei.yml")


def test_our_action_is_one_of_github() -> None:
    _accepts("vendor.github-actions", ROOT / "action.yml")


def test_nothing_is_replaced_unless_asked(tmp_path: Path) -> None:
    (tmp_path / "tei.toml").write_text("# mine", encoding="utf-8")
    written, found = start(tmp_path)
    assert [d.code for d in found] == ["TEI005"]
    assert tmp_path / "tei.toml" not in written
    assert (tmp_path / "tei.toml").read_text(encoding="utf-8") == "# mine"
    written, found = start(tmp_path, force=True)
    assert (len(written), found) == (3, [])


@pytest.mark.parametrize("name", [".github/workflows/tei.yml", ".pre-commit-config.yaml"])
def test_the_version_is_pinned(tmp_path: Path, name: str) -> None:
    start(tmp_path)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert "tei==" in text
    assert "$version" not in text
