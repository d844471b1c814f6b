"""Whatever files are called and wherever links lead: nothing partial, and nothing outside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei.batch.conversion import taken
from tei.cli import tei
from tei.diagnostics import TeiError
from tei.writing import write_all

TEXT = "پرسش: چه بود؟\nپاسخ: نمی‌دانم.\n".encode()
NAMES = [
    b"line\nend.txt",
    "rtl\N{RIGHT-TO-LEFT OVERRIDE}x.txt".encode(),
    b"bell\x07\x1b[31m.txt",
    b"50%&<\"'.txt",
    b"\xff\xfe.txt",
    b"-o.txt",
    "نام‌ها.txt".encode(),
]


def convert(*words: str | Path) -> Result:
    return CliRunner().invoke(tei, ["convert", *map(str, words)])


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and ".tei" not in path.parts]


@pytest.mark.parametrize("options", [[], ["--jobs", "1"], ["--pack"]])
def test_names_may_be_anything(tmp_path: Path, options: list[str]) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(shelf) + b"/" + name)).write_bytes(TEXT)
    result = convert(shelf, "-o", tmp_path / "out", *options)
    assert (result.exit_code, f"{len(NAMES)} converted" in result.output) == (0, True)
    assert not {"\x07", "\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(result.output)
    back = CliRunner().invoke(tei, ["restore", str(tmp_path / "out"), "-o", str(tmp_path / "back")])
    assert back.exit_code == 0
    assert sorted(os.fsencode(path.name) for path in left(tmp_path / "back")) == sorted(NAMES)
    assert {path.read_bytes() for path in left(tmp_path / "back")} == {TEXT}


def test_a_name_too_long_for_what_is_made_of_it_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / f"{'n' * 251}.txt"
    source.write_bytes(TEXT)
    result = convert(source, "-o", tmp_path / "out")
    assert (result.exit_code, "TEI701" in result.output) == (2, True)
    assert left(tmp_path / "out") == []


def test_a_link_in_the_output_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "shelf" / "a").mkdir(parents=True)
    (tmp_path / "shelf" / "a" / "b.txt").write_bytes(TEXT)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")
    result = convert(tmp_path / "shelf", "-o", tmp_path / "out")
    assert (result.exit_code, "TEI708" in result.output) == (2, True)
    assert left(tmp_path / "elsewhere") == []


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "victim").write_bytes(b"kept")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.xml").symlink_to(tmp_path / "victim")
    assert convert(tmp_path / "a.txt", "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "victim").read_bytes() == b"kept"
    assert not (tmp_path / "out" / "a.xml").is_symlink()


def test_a_file_too_large_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.txt").write_bytes(TEXT * 100)
    settings = tmp_path / "tei.toml"
    settings.write_text("[limits]\nsize = 1000\n", encoding="utf-8")
    result = convert(tmp_path, "-o", tmp_path / "out", "--config", settings)
    assert "b.txt: error TEI711" in result.output
    assert "1 converted, 1 failed" in result.output


def test_a_device_that_never_ends_is_left_out(tmp_path: Path) -> None:
    settings = tmp_path / "tei.toml"
    settings.write_text("[limits]\nsize = 1000\n", encoding="utf-8")
    result = convert("/dev/zero", "-o", tmp_path / "out", "--config", settings)
    assert (result.exit_code, "TEI711" in result.output) == (2, True)


def test_a_file_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)

    def grow() -> int:
        path.write_bytes(TEXT * 2)
        return 0

    monkeypatch.setattr("tei.batch.conversion.now", grow)
    with pytest.raises(TeiError, match="TEI712"):
        taken(path, 1000)


def test_a_full_disk_leaves_nothing_partial(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT * 40)
    program = """
import resource
from tei.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.RLIM_INFINITY))
main()
"""
    command = [
        sys.executable,
        "-c",
        program,
        "convert",
        str(tmp_path / "a.txt"),
        "-o",
        str(tmp_path / "out"),
    ]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (result.returncode, "error TEI701" in result.stderr) == (2, True)
    assert left(tmp_path / "out") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_an_output_that_is_read_only_is_told(tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "a.txt").write_bytes(TEXT)
    (tmp_path / "out").mkdir(mode=0o500)
    result = convert(tmp_path / "shelf", "-o", tmp_path / "out")
    assert (result.exit_code, "TEI701" in result.output) == (2, True)


def test_files_that_belong_together_are_written_together(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(TeiError, match="TEI701"):
        write_all({tmp_path / "a": b"a", tmp_path / "b": b"b"})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
