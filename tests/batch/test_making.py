"""What a command does with one document it does with a folder, a list or a shard of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei.cli import tei
from tests.batch.test_converting import shelf


def command(*words: str | Path) -> Result:
    return CliRunner().invoke(tei, list(map(str, words)))


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".tei" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


class Converted:
    """A shelf of four transcripts, their TEI in files and in a shard."""

    def __init__(self, folder: Path) -> None:
        self.shelf = shelf(folder / "shelf", 4)
        self.files, self.packed = folder / "files", folder / "packed"
        command("convert", self.shelf, "-o", self.files)
        command("convert", self.shelf, "-o", self.packed, "--pack")
        self.shard = self.packed / "documents-00000.tar.gz"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Converted:
    return Converted(tmp_path_factory.mktemp("converted"))


@pytest.mark.parametrize("source", ["files", "packed", "shard"])
def test_every_source_comes_back(converted: Converted, tmp_path: Path, source: str) -> None:
    result = command("restore", getattr(converted, source), "-o", tmp_path)
    assert (result.exit_code, result.output) == (0, f"{tmp_path}: 4 written\n")
    assert contents(tmp_path) == contents(converted.shelf)


def test_processes_restore_what_one_restores(converted: Converted, tmp_path: Path) -> None:
    command("restore", converted.shard, "-o", tmp_path, "--jobs", "2")
    assert contents(tmp_path) == contents(converted.shelf)


def test_a_shard_is_rendered_as_files_are(converted: Converted, tmp_path: Path) -> None:
    command("render", converted.shard, "--to", "html", "-o", tmp_path)
    pages = {n: data for n, data in contents(converted.files).items() if n.endswith(".html")}
    assert contents(tmp_path) == pages


def test_a_shard_is_validated_document_by_document(converted: Converted) -> None:
    result = command("validate", converted.shard, "--no-xsd")
    assert result.exit_code == 0
    names = [f"{converted.shard}/{n}/{n:04}.xml: valid" for n in range(4)]
    assert result.output.splitlines() == names


def test_one_document_of_a_shard_is_a_file_like_others(converted: Converted) -> None:
    inside = converted.shard / "2" / "0002.xml"
    assert (
        command("restore", inside).stdout_bytes == (converted.shelf / "2" / "0002.txt").read_bytes()
    )
    assert command("render", inside, "--to", "text").exit_code == 0
    assert command("validate", inside, "--no-xsd").exit_code == 0


def test_many_documents_need_a_folder(converted: Converted) -> None:
    result = command("render", converted.files, "--to", "text")
    assert (result.exit_code, "TEI716" in result.output) == (2, True)


def test_a_document_that_fails_leaves_the_others(converted: Converted, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.xml").write_bytes((converted.files / "0" / "0000.xml").read_bytes())
    (source / "b.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0">', encoding="utf-8")
    result = command("render", source, "--to", "text", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "1 written, 1 failed" in result.output
    assert list(contents(tmp_path / "out")) == ["a.txt"]


def test_a_list_names_the_documents(converted: Converted, tmp_path: Path) -> None:
    names = [converted.files / "0" / "0000.xml", converted.shard]
    (tmp_path / "list").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    result = command("validate", "--from-file", tmp_path / "list", "--no-xsd")
    assert len(result.output.splitlines()) == 5
