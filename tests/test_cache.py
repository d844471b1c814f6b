"""What took long to make is kept; a pickle that another user could have written is never read."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from tei.cache import remembered

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes say nothing on Windows")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "tei" / "pickles"


def _makes(key: str) -> bool:
    """Say whether a thing is made, and not remembered."""
    made = []
    assert remembered(key, lambda: made.append(1) or key) == key  # type: ignore[func-returns-value]
    return bool(made)


def _only(folder: Path) -> Path:
    [path] = folder.iterdir()
    return path


def test_a_thing_is_made_once_for_a_key(home: Path) -> None:
    assert [_makes("a"), _makes("a"), _makes("b"), _makes("b")] == [True, False, True, False]
    assert len(list(home.iterdir())) == 2


def test_nobody_else_can_read_or_write_what_is_kept(home: Path) -> None:
    _makes("a")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE(_only(home).stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o666, 0o660, 0o604])
def test_a_file_that_others_can_touch_is_not_read(home: Path, mode: int) -> None:
    _makes("a")
    _only(home).chmod(mode)
    assert _makes("a")


@pytest.mark.parametrize("mode", [0o777, 0o750])
def test_a_folder_that_others_can_touch_is_not_used(home: Path, mode: int) -> None:
    home.mkdir(parents=True)
    home.chmod(mode)
    assert [_makes("a"), _makes("a")] == [True, True]
    assert not list(home.iterdir())


def test_a_link_is_not_followed(home: Path, tmp_path: Path) -> None:
    _makes("a")
    kept = _only(home)
    kept.rename(tmp_path / "elsewhere")
    kept.symlink_to(tmp_path / "elsewhere")
    assert _makes("a")


def test_another_users_file_is_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _makes("a")
    monkeypatch.setattr(os, "getuid", lambda: 4_294_967_294)
    assert _makes("a")


def test_a_damaged_file_is_made_anew(home: Path) -> None:
    _makes("a")
    _only(home).write_bytes(b"\x80\x05damaged")
    assert [_makes("a"), _makes("a")] == [True, False]


def test_where_nothing_can_be_kept_things_are_made(home: Path) -> None:
    home.parent.mkdir()
    home.write_text("a file where the folder would be", encoding="utf-8")
    assert _makes("a")
