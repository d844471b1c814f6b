"""Packed documents: any tar reads them, one alone can be read, and nothing leaves its place."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from tei.batch.packing import Entry, Shard, digest, index_of, member, names
from tei.batch.unpacking import drop, entries, find, unpacked, within
from tei.diagnostics import TeiError

LONG = "گفت‌وگو/" * 30 + "پایان"
DOCUMENTS = {
    "a": {"a.xml": b"<a/>", "a.txt": b"a"},
    "b/c": {"b/c.xml": b"<c/>" * 1000},
    LONG: {f"{LONG}.xml": b""},
    "\udcff": {"\udcff.xml": b"<ff/>"},
}


def _shard(path: Path) -> Path:
    shard = Shard()
    for name, made in DOCUMENTS.items():
        shard.add(member(made), Entry(name, digest(made)))
    shard.write(path)
    return path


def test_any_tar_reads_a_shard(tmp_path: Path) -> None:
    shard = _shard(tmp_path / "0.tar.gz")
    with tarfile.open(shard, encoding="utf-8", errors="surrogateescape") as tar:
        found = {one.name: tar.extractfile(one) for one in tar}
        read = {name: file.read() for name, file in found.items() if file}
    assert read == {name: data for made in DOCUMENTS.values() for name, data in made.items()}


def test_equal_documents_give_equal_bytes(tmp_path: Path) -> None:
    one, other = _shard(tmp_path / "0.tar.gz"), _shard(tmp_path / "1.tar.gz")
    assert one.read_bytes() == other.read_bytes()


def test_the_tei_of_a_shard_comes_in_its_order(tmp_path: Path) -> None:
    shard = _shard(tmp_path / "0.tar.gz")
    assert [one.name for one in unpacked(shard)] == [f"{name}.xml" for name in DOCUMENTS]


def test_one_document_is_found_with_or_without_the_index(tmp_path: Path) -> None:
    shard = _shard(tmp_path / "0.tar.gz")
    assert find(shard, "b/c.xml").data == b"<c/>" * 1000
    index_of(shard).unlink()
    assert find(shard, "b/c.xml").data == b"<c/>" * 1000
    with pytest.raises(TeiError, match="TEI103"):
        find(shard, "b/d.xml")


def test_a_wrong_index_is_not_believed(tmp_path: Path) -> None:
    shard = _shard(tmp_path / "0.tar.gz")
    lines = index_of(shard).read_bytes().replace(b'"b/c"', b'"a"').splitlines(keepends=True)
    index_of(shard).write_bytes(b"".join(lines[1:]))
    assert find(shard, "a.xml").data == b"<a/>"


def test_a_path_may_lead_into_a_shard(tmp_path: Path) -> None:
    shard = _shard(tmp_path / "0.tar.gz")
    assert within(shard / "b" / "c.xml") == (shard, "b/c.xml")
    assert within(tmp_path / "1.tar.gz" / "c.xml") is None


def test_documents_are_taken_out_and_the_others_stay(tmp_path: Path) -> None:
    shard = _shard(tmp_path / "0.tar.gz")
    drop(shard, {"a", LONG})
    assert [entry.document for entry in entries(shard)] == ["b/c", "\udcff"]
    assert find(shard, "b/c.xml").data == b"<c/>" * 1000
    drop(shard, {"b/c", "\udcff"})
    assert list(tmp_path.iterdir()) == []


def test_new_shards_are_numbered_behind_the_old_ones() -> None:
    new = names("documents-", iter(["documents-00007.tar.gz", "x.tar.gz", "documents-a.tar.gz"]))
    assert [next(new), next(new)] == ["documents-00008.tar.gz", "documents-00009.tar.gz"]


def _tar(path: Path, name: str, kind: bytes = tarfile.REGTYPE) -> Path:
    one = tarfile.TarInfo(name)
    one.type, one.linkname = kind, "/etc/passwd"
    one.size = 4 if kind == tarfile.REGTYPE else 0
    with tarfile.open(path, "w:gz") as tar:
        tar.addfile(one, io.BytesIO(b"<a/>"))
    return path


@pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "a/../../b.xml", "a\\..\\b.xml"])
def test_an_archive_that_would_unpack_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(TeiError, match="TEI715"):
        list(unpacked(_tar(tmp_path / "0.tar.gz", name)))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_an_archive_are_refused(tmp_path: Path, kind: bytes) -> None:
    with pytest.raises(TeiError, match="TEI715"):
        list(unpacked(_tar(tmp_path / "0.tar.gz", "a.xml", kind)))


def test_a_file_too_large_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(TeiError, match="TEI711"):
        list(unpacked(_tar(tmp_path / "0.tar.gz", "a.xml"), most=3))


def test_a_shard_that_was_cut_short_is_told(tmp_path: Path) -> None:
    shard = _shard(tmp_path / "0.tar.gz")
    shard.write_bytes(shard.read_bytes()[:300])
    with pytest.raises(TeiError, match="TEI714"):
        list(unpacked(shard))
    shard.write_bytes(b"no archive")
    with pytest.raises(TeiError, match="TEI714"):
        list(unpacked(shard))
