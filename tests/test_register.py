"""The register of a corpus: who and what is named, how often and where."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tei import authorities
from tei.cli import tei
from tei.config import Config
from tei.model import Document, Span, Witness
from tei.recognisers import names
from tei.register import as_csv, as_tei, register
from tei.validation import validate
from tei.xmlsource import parse

if TYPE_CHECKING:
    from pathlib import Path


def document(name: str, text: str) -> Document:
    witness = Witness(name, f"{name}.txt", text, "UTF-8", "")
    return names.recognise(Document(witness, "fa", (Span(0, len(text)),)), Config())


CORPUS = [
    document("one", "شهید حاج قاسم سلیمانی در بغداد بود. سردار سلیمانی گفت"),
    document("two", "سردار سلیمانی با آقای ظریف از تهران به بغداد رفت"),
]


def test_an_entity_of_several_documents_is_one_entry_with_its_counts() -> None:
    entries = {" ".join(text for _, text in e.name): e for e in register(CORPUS)}
    soleimani = entries["قاسم سلیمانی"]
    assert soleimani.files == {"one.txt": 2, "two.txt": 1}
    assert soleimani.forms == {"سلیمانی": 2, "قاسم سلیمانی": 1}
    assert entries["بغداد"].mentions == 2
    assert "ظریف" in entries


def test_a_surname_that_two_persons_bear_is_neither_of_them() -> None:
    corpus = [
        document("a", "آقای محمدجواد ظریف آمد"),
        document("b", "خانم مریم ظریف آمد"),
        document("c", "دکتر ظریف آمد"),
    ]
    assert len(register(corpus)) == 3


@pytest.mark.parametrize(("name", "written"), [("r.xml", as_tei), ("r.csv", as_csv)])
def test_the_register_is_an_authority_file_of_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, written: object
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    entries = register(CORPUS)
    path = tmp_path / name
    path.write_bytes(written(entries))  # type: ignore[operator]
    assert authorities.load(path).diagnostics == ()
    text = "حاج قاسم سلیمانی به بغداد رفت"
    again = names.recognise(
        Document(Witness("n", "n.txt", text, "UTF-8", ""), "fa", (Span(0, len(text)),)),
        Config(authority=(str(path),)),
    )
    ids = {e.id for e in entries}
    assert {a.get("ref") for a in again.select("persName", "placeName")} <= {f"#{i}" for i in ids}
    assert len(again.select("persName", "placeName")) == 2


def test_the_register_is_valid_tei() -> None:
    assert validate(parse(as_tei(register(CORPUS))), file="register.xml") == []


def test_what_a_scholar_corrects_in_the_register_the_next_run_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "interviews"
    folder.mkdir()
    for transcript in CORPUS:
        (folder / transcript.witness.file).write_text(transcript.text, encoding="utf-8")
    path = tmp_path / "register.csv"
    run = CliRunner()
    assert run.invoke(tei, ["names", str(folder), "-o", str(path)]).exit_code == 0

    lines = path.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    (general,) = [row for row in rows if row["surname"] == "سلیمانی"]
    (city,) = [row for row in rows if row["name"] == "بغداد"]
    general |= {"id": "soleimani", "wikidata": "Q794", "forms": "حاج قاسم;سلیمانی"}
    city |= {"id": "baghdad"}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)

    source, encoded = folder / "two.txt", tmp_path / "two.xml"
    command = ["encode", str(source), "-o", str(encoded), "--authority", str(path)]
    assert run.invoke(tei, command).exit_code == 0
    text = encoded.read_text(encoding="utf-8")
    assert '<persName ref="#soleimani" resp="#names.authority" cert="1">' in text
    assert '<idno type="wikidata">Q794</idno>' in text
    assert '<placeName ref="#baghdad" resp="#names.authority" cert="1">بغداد</placeName>' in text

    second = tmp_path / "second.csv"
    command = ["names", str(folder), "-o", str(second), "--authority", str(path)]
    assert run.invoke(tei, command).exit_code == 0
    ids = {row["id"] for row in csv.DictReader(second.read_text(encoding="utf-8").splitlines())}
    assert {"soleimani", "baghdad"} <= ids
