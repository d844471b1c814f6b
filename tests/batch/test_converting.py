"""A folder becomes TEI once, whatever is killed on the way; the next run does only what is new."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tarfile
import time
from hashlib import sha256
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result
from msgspec import Struct

from tei.batch.manifest import Manifest
from tei.cli import tei

MANY = int(os.environ.get("TEI_TEST_FILES", "60"))
"""Files that a run is interrupted in the middle of."""
SETTINGS = "[names]\ntrained = false\n[limits]\nseconds = 300\n"


def shelf(folder: Path, count: int) -> Path:
    """Write short transcripts, each other than the next."""
    for number in range(count):
        path = folder / f"{number % 7}" / f"{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"پرسش: شماره {number} چه بود؟\nپاسخ: نمی‌دانم.\n", encoding="utf-8")
    return folder


def convert(shelf: Path, out: Path, *options: str) -> Result:
    given = [
        "convert",
        str(shelf),
        "-o",
        str(out),
        "-q",
        "--config",
        str(shelf.parent / "tei.toml"),
    ]
    return CliRunner().invoke(tei, [*given, *options])


def start(shelf: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tei", "convert", str(shelf), "-o", str(out), *options]
    command += ["--config", str(shelf.parent / "tei.toml")]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        [*command, "-q", "--jobs", "2"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def documents(out: Path) -> dict[str, str]:
    """Return the digest of everything that is written, by its name; packed or not."""
    found: list[tuple[str, bytes]] = []
    for path in out.rglob("*"):
        if path.name.endswith(".tar.gz"):
            with tarfile.open(path) as tar:
                read = [(one.name, tar.extractfile(one)) for one in tar]
                found += [(name, file.read()) for name, file in read if file]
        elif path.is_file() and ".tei" not in path.parts and ".index." not in path.name:
            found.append((str(path.relative_to(out)), path.read_bytes()))
    digests = {name: sha256(data).hexdigest() for name, data in found}
    assert len(digests) == len(found)
    return digests


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "tei.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("options", [[], ["--pack"]])
def test_the_second_run_does_what_is_new_or_changed(here: Path, options: list[str]) -> None:
    source = shelf(here / "shelf", 12)
    assert "12 converted" in convert(source, here / "out", *options).output
    assert "12 unchanged" in convert(source, here / "out", *options).output
    (source / "0" / "0000.txt").write_text("پرسش: دیگر؟\nپاسخ: نه.\n", encoding="utf-8")
    (source / "0" / "9999.txt").write_text("پرسش: نو؟\nپاسخ: آری.\n", encoding="utf-8")
    os.utime(source / "1" / "0001.txt")
    told = convert(source, here / "out", *options).output
    assert "2 converted, 11 unchanged" in told
    convert(source, here / "afresh", *options)
    assert documents(here / "out") == documents(here / "afresh")


@pytest.mark.parametrize("options", [[], ["--pack"]])
def test_force_does_everything(here: Path, options: list[str]) -> None:
    source = shelf(here / "shelf", 3)
    convert(source, here / "out", *options)
    before = documents(here / "out")
    assert "3 converted" in convert(source, here / "out", "--force", *options).output
    assert documents(here / "out") == before


@pytest.mark.parametrize("options", [[], ["--pack"]])
def test_what_was_removed_is_made_again(here: Path, options: list[str]) -> None:
    source = shelf(here / "shelf", 3)
    convert(source, here / "out", *options)
    before = documents(here / "out")
    next((here / "out").rglob("*.tar.gz" if options else "0001.html")).unlink()
    convert(source, here / "out", *options)
    assert documents(here / "out") == before


def test_other_settings_make_other_documents(here: Path) -> None:
    source = shelf(here / "shelf", 2)
    convert(source, here / "out")
    assert "2 converted" in convert(source, here / "out", "--language", "fa").output


def test_what_failed_is_tried_again(here: Path) -> None:
    source = shelf(here / "shelf", 2)
    bad = source / "bad.txt"
    bad.write_bytes("پرسش: چه؟ ".encode() * 20 + b"\xff")
    result = convert(source, here / "out")
    assert (result.exit_code, "2 converted, 1 failed" in result.output) == (2, True)
    assert "2 unchanged, 1 failed" in convert(source, here / "out").output
    bad.write_text("پرسش: چه؟\n", encoding="utf-8")
    result = convert(source, here / "out")
    assert (result.exit_code, "1 converted, 2 unchanged" in result.output) == (0, True)


def test_diagnostics_come_in_the_order_of_the_files(here: Path) -> None:
    source = shelf(here / "shelf", 20)
    for path in source.rglob("*[05].txt"):
        path.write_bytes(b"")
    told = (
        CliRunner().invoke(tei, ["convert", str(source), "-o", f"{here}/out", "--jobs", "2"]).stderr
    )
    files = re.findall(r"(\S+\.txt):\S* warning TEI102", told)
    assert files == sorted(files)
    assert len(files) == 4


def test_parts_are_the_whole(here: Path) -> None:
    source = shelf(here / "shelf", 12)
    for part in ("1/3", "3/3", "2/3", "2/3"):
        convert(source, here / "parts", "--pack", "--shard", part)
    convert(source, here / "whole")
    assert documents(here / "parts") == {
        name: digest for name, digest in documents(here / "whole").items() if name.endswith("xml")
    }


def test_two_runs_do_not_write_into_one_folder(here: Path) -> None:
    manifest = Manifest(here / "out" / ".tei" / "manifest.db")
    result = convert(shelf(here / "shelf", 2), here / "out")
    manifest.close()
    assert (result.exit_code, "TEI713" in result.output) == (2, True)


class Undisturbed(Struct):
    """A shelf, and what a run over it makes that nothing disturbs."""

    shelf: Path
    documents: dict[str, str]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "tei.toml").write_text(SETTINGS, encoding="utf-8")
    source = shelf(folder / "shelf", MANY)
    process = start(source, folder / "out", "--no-views")
    process.communicate()
    assert process.returncode == 0
    return Undisturbed(source, documents(folder / "out"))


def _wait_for_some(process: subprocess.Popen[bytes], out: Path) -> None:
    """Wait until a run is in the middle: some documents are there, and not all."""
    while process.poll() is None and len([*out.rglob("*.xml")]) <= MANY // 4:
        time.sleep(0.02)
    assert process.poll() is None


def _workers(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    children = psutil.Process(process.pid).children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_a_killed_worker_costs_nothing(tmp_path: Path, undisturbed: Undisturbed) -> None:
    process = start(undisturbed.shelf, tmp_path, "--no-views")
    _wait_for_some(process, tmp_path)
    _workers(process)[0].kill()
    process.communicate()
    assert process.returncode == 0
    assert documents(tmp_path) == undisturbed.documents


def test_after_a_killed_run_the_next_goes_on(tmp_path: Path, undisturbed: Undisturbed) -> None:
    process = start(undisturbed.shelf, tmp_path, "--no-views")
    _wait_for_some(process, tmp_path)
    workers = _workers(process)
    process.kill()
    process.communicate()
    psutil.wait_procs(workers, timeout=60)
    assert not any(worker.is_running() for worker in workers)
    left = documents(tmp_path)
    assert 0 < len(left) < MANY
    assert left.items() <= undisturbed.documents.items()
    convert(undisturbed.shelf, tmp_path, "--no-views", "--jobs", "2")
    assert documents(tmp_path) == undisturbed.documents
    assert [path.name for path in (tmp_path / ".tei").iterdir()] == ["manifest.db"]


def test_a_killed_packed_run_leaves_whole_shards(tmp_path: Path, undisturbed: Undisturbed) -> None:
    process = start(undisturbed.shelf, tmp_path, "--pack")
    while process.poll() is None and not _workers(process):
        time.sleep(0.02)
    process.kill()
    process.communicate()
    assert documents(tmp_path).items() <= undisturbed.documents.items()
    convert(undisturbed.shelf, tmp_path, "--pack", "--jobs", "2")
    assert documents(tmp_path) == undisturbed.documents


def test_control_c_ends_cleanly(tmp_path: Path, undisturbed: Undisturbed) -> None:
    process = start(undisturbed.shelf, tmp_path, "--no-views")
    _wait_for_some(process, tmp_path)
    workers = _workers(process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    assert told == b"interrupted: the next run goes on where this one was\n"
    assert not any(worker.is_running() for worker in workers)
    written = documents(tmp_path)
    assert written.items() <= undisturbed.documents.items()
    result = convert(undisturbed.shelf, tmp_path, "--no-views", "--jobs", "2")
    # Each of the two processes may have written one that it had no time to tell of.
    assert int(re.findall(r"(\d+) unchanged", result.output)[0]) >= len(written) - len(workers)
    assert documents(tmp_path) == undisturbed.documents
