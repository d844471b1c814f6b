"""Many documents: all of them, in order, and never a success of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei.batch.collection import tei_files
from tei.batch.validating import check_all, check_one
from tei.batch.worklist import Found
from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.validation import baseline
from tei.validation.schemas import Against

if TYPE_CHECKING:
    from pathlib import Path


def documents(inputs: list[Path]) -> list[Path]:
    return [one.path for one in tei_files(inputs) if isinstance(one, Found)]


TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'


def _write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        (folder / f"{name}.xml").write_text(content, encoding="utf-8")


def test_a_folder_is_its_tei_and_what_is_too_broken_to_tell(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / ".hidden").mkdir()
    _write(tmp_path / ".hidden", a=TEI)
    _write(tmp_path, b=TEI, other="<project/>", empty="", cut="<?xml versi")
    _write(tmp_path / "below", a=TEI)
    names = [str(path.relative_to(tmp_path)) for path in documents([tmp_path])]
    assert names == ["b.xml", "cut.xml", "empty.xml", "below/a.xml"]


def test_tei_in_utf_16_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(TEI, encoding="utf-16")
    assert len(documents([tmp_path])) == 1


def test_what_is_meant_to_be_tei_is_not_passed_over(tmp_path: Path) -> None:
    _write(
        tmp_path, bare="<TEI><text/></TEI>", cut="<teiCorpus", prefixed="<t:TEI", it="<TEIgroup/>"
    )
    assert [path.stem for path in documents([tmp_path])] == ["bare", "cut", "prefixed"]


def test_a_file_by_name_is_taken_as_it_is(tmp_path: Path) -> None:
    _write(tmp_path, other="<project/>")
    path = tmp_path / "other.xml"
    assert documents([path]) == [path]


def test_nothing_to_validate_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TeiError, match="TEI506"):
        documents([tmp_path])


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    _write(tmp_path, a=TEI, b="<TEI", c=TEI.replace("/>", "><text/></TEI>"))
    paths = documents([tmp_path / f"{name}.xml" for name in "abc"])
    alone = list(check_all(paths, Against("tei_all")))
    assert [one.readable for one in alone] == [True, False, True]
    assert list(check_all(paths, Against("tei_all"), jobs=2, afresh=True)) == alone


def test_what_cannot_be_read_is_a_diagnostic() -> None:
    checked = check_one(b"<TEI", file="<stdin>")
    assert (checked.readable, checked.diagnostics[0].file) == (False, "<stdin>")


ONE = Diagnostic("TEI520", Severity.ERROR, "wrong", None, "a.xml", Position(3))
MOVED = Diagnostic("TEI520", Severity.ERROR, "wrong", "a hint", "a.xml", Position(9))
OTHER = Diagnostic("TEI520", Severity.ERROR, "wrong", None, "b.xml", Position(3))


def _read_back(tmp_path: Path, *diagnostics: Diagnostic) -> baseline.Known:
    path = tmp_path / "known.json"
    path.write_text(baseline.written(diagnostics), encoding="utf-8")
    return baseline.read(path)


def test_what_is_known_is_known_wherever_it_moves(tmp_path: Path) -> None:
    known = _read_back(tmp_path, ONE)
    assert baseline.unknown([MOVED], known) == []
    assert baseline.unknown([OTHER], known) == [OTHER]


def test_one_more_of_the_same_is_not_known(tmp_path: Path) -> None:
    known = _read_back(tmp_path, ONE)
    assert baseline.unknown([ONE, MOVED], known) == [MOVED]


def test_a_baseline_does_not_depend_on_the_order() -> None:
    assert baseline.written([ONE, OTHER, MOVED]) == baseline.written([OTHER, MOVED, ONE])


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"findings": [{"file": "a"}]}'])
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TeiError, match="TEI507"):
        baseline.read(path)
