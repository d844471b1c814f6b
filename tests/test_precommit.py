"""The hook of this repository, run by pre-commit in a repository with TEI in it.

The hook is built and installed as it is for a user, but without a network: what it depends on is
taken from where the tests run.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGED = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "NOTICE",
    ".pre-commit-hooks.yaml",
    "tei",
    "schemas",
    "xslt",
)
GOOD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>نامه</title>'
    "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
    "</teiHeader><text><body><p>سلام</p></body></text></TEI>"
)

pytestmark = [
    pytest.mark.skipif(not shutil.which("git"), reason="git is not here"),
    pytest.mark.skipif(
        not all(map(importlib.util.find_spec, ("pre_commit", "hatchling"))),
        reason="pre-commit or hatchling is not installed",
    ),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PIP_"))},
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        # Nothing is fetched: hatchling and what `tei` depends on come from here.
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
    }


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return f"{done.stdout}{done.stderr}exit status {done.returncode}"


def _repository(folder: Path, environment: dict[str, str]) -> None:
    for arguments in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "-m", "all"]):
        assert _run(["git", *arguments], folder, environment) == "exit status 0"


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """Return a repository of this project as it is now."""
    folder = tmp_path_factory.mktemp("tei")
    for name in PACKAGED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    _repository(folder, environment)
    return folder


def test_a_commit_with_a_fault_is_stopped_until_it_is_mended(
    tmp_path: Path, hook: Path, environment: dict[str, str]
) -> None:
    letter = tmp_path / "letter.xml"
    letter.write_text(GOOD.replace("<p>", '<p whoo="#a">'), encoding="utf-8")
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hook.as_uri()}\n    rev: HEAD\n    hooks:\n      - id: tei-validate\n"
        "        args: [--schema, tei_all]\n",
        encoding="utf-8",
    )
    _repository(tmp_path, environment)
    run = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    told = _run(run, tmp_path, environment)
    assert "letter.xml:1:" in told, told
    assert "TEI525" in told
    assert told.endswith("exit status 1")
    letter.write_text(GOOD, encoding="utf-8")
    told = _run(run, tmp_path, environment)
    assert "Passed" in told, told
    assert told.endswith("exit status 0")
