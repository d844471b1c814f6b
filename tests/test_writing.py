"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.diagnostics import TeiError
from tei.writing import write


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.xml"
    write(path, b"<a/>")
    assert path.read_bytes() == b"<a/>"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").write_bytes(b"kept")
    with pytest.raises(TeiError) as error:
        write(tmp_path / "full", b"new")
    assert error.value.diagnostic.code == "TEI701"
    assert [p.name for p in tmp_path.iterdir()] == ["full"]
    assert (tmp_path / "full" / "kept").read_bytes() == b"kept"


def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640
