"""Which files are meant, and where what is made of them goes: never outside, never twice."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import pytest

from tei.batch.worklist import Part, Worklist, files, listed, worklist
from tei.diagnostics import TeiError

SUFFIXES = (".txt",)


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def _targets(work: Worklist) -> list[str]:
    return [task.target for task in work.tasks]


def _codes(work: Worklist) -> list[str]:
    return [diagnostic.code for diagnostic in work.diagnostics]


def test_a_folder_is_what_is_below_it(tmp_path: Path) -> None:
    _make(tmp_path, "b.txt", "a/c.TXT", "a/d.pdf", ".hidden/e.txt", "a/.f.txt")
    work = worklist(files([str(tmp_path)], SUFFIXES))
    assert _targets(work) == ["b", "a/c"]


def test_what_was_written_is_not_read_again(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "out/a.txt", "out/below/b.txt")
    work = worklist(files([str(tmp_path)], SUFFIXES, apart_from=tmp_path / "out"))
    assert _targets(work) == ["a"]


def test_a_pattern_finds_files_below_its_fixed_part(tmp_path: Path) -> None:
    _make(tmp_path, "1999/a.txt", "1999/x/b.txt", "2000/a.txt", "2000/a.md")
    assert _targets(worklist(files([f"{tmp_path}/*/a.txt"], SUFFIXES))) == ["1999/a", "2000/a"]
    assert _targets(worklist(files([f"{tmp_path}/1999/**/*.txt"], SUFFIXES))) == ["a", "x/b"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    _make(tmp_path, "[1].txt", "1.txt")
    assert _targets(worklist(files([f"{tmp_path}/[1].txt"], SUFFIXES))) == ["[1]"]


@pytest.mark.parametrize("given", ["", "*.doc"])
def test_an_input_without_files_is_told(tmp_path: Path, given: str) -> None:
    assert _codes(worklist(files([f"{tmp_path}/{given}"], SUFFIXES))) == ["TEI104"]


def test_two_files_for_one_place_are_told(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "b/a.txt")
    work = worklist(files([f"{tmp_path}/a.txt", f"{tmp_path}/b/a.txt"], SUFFIXES))
    assert (_targets(work), _codes(work)) == (["a"], ["TEI702"])


def test_a_file_that_is_given_twice_is_done_once(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt")
    work = worklist(files([str(tmp_path), str(tmp_path)], SUFFIXES))
    assert (_targets(work), _codes(work)) == (["a"], [])


def test_links_do_not_lead_out_of_a_folder(tmp_path: Path) -> None:
    _make(tmp_path, "secret/a.txt", "shelf/b.txt")
    shelf = tmp_path / "shelf"
    (shelf / "file.txt").symlink_to(tmp_path / "secret" / "a.txt")
    (shelf / "folder").symlink_to(tmp_path / "secret")
    (shelf / "own.txt").symlink_to("b.txt")
    work = worklist(files([str(shelf)], SUFFIXES))
    assert (_targets(work), _codes(work)) == (["b", "own"], ["TEI707"])
    assert _codes(worklist(files([f"{shelf}/*.txt"], SUFFIXES))) == ["TEI707"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    _make(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert _targets(worklist(files([str(tmp_path)], SUFFIXES))) == ["a/b"]


def test_a_list_names_a_file_on_each_line(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("a/b.txt\n\n/srv/c.txt\n../../d.txt\n", encoding="utf-8")
    work = worklist(listed(str(tmp_path / "list")))
    assert [task.source for task in work.tasks] == ["a/b.txt", "/srv/c.txt", "../../d.txt"]
    assert _targets(work) == ["a/b", "srv/c", "d"]


def test_names_in_a_list_may_have_line_ends_and_be_no_text(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"a\nb.txt\0\xff.txt\0")
    assert _targets(worklist(listed(str(tmp_path / "list")))) == ["a\nb", os.fsdecode(b"\xff")]


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TeiError, match="TEI103"):
        listed(str(tmp_path / "list"))


def test_parts_hold_every_task_once_and_do_not_depend_on_the_others(tmp_path: Path) -> None:
    _make(tmp_path, *(f"{n}.txt" for n in range(50)))

    def part(number: int) -> list[str]:
        return _targets(worklist(files([str(tmp_path)], SUFFIXES), Part(number, 3)))

    parts = [part(number) for number in (1, 2, 3)]
    assert sorted(chain(*parts)) == sorted(map(str, range(50)))
    assert all(parts)
    (tmp_path / "0.txt").unlink()
    assert [part(number) for number in (1, 2, 3)] == [[t for t in p if t != "0"] for p in parts]
