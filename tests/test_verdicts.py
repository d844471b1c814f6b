"""A file is not checked again until something changes that its verdict depends on."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tei.batch import validating
from tei.batch.validating import check_all
from tei.resources import schemas
from tei.validation.schemas import Against

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    type Run = Callable[..., list[str]]

PERSONS = '<p xml:id="ali"/>'


def _document(body: str) -> str:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>"
        f"</fileDesc></teiHeader><text><body><p>{body}</p></body></text></TEI>"
    )


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what checks `a.xml` and says which codes it has and whether it was looked at."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "persons.xml").write_text(PERSONS, encoding="utf-8")
    (tmp_path / "a.xml").write_text(
        _document('<persName ref="persons.xml#ali">علی</persName>'), encoding="utf-8"
    )
    looked_at: list[object] = []
    check_one = validating.check_one

    def watched(*args: object, **options: object) -> validating.Checked:
        looked_at.append(args)
        return check_one(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(validating, "check_one", watched)

    def run_once(schema: str = "tei_all", *, afresh: bool = False) -> list[str]:
        looked_at.clear()
        path = (tmp_path / "a.xml").relative_to(tmp_path)
        [checked] = check_all([path], Against(schema), afresh=afresh)
        return [d.code for d in checked.diagnostics] + ["looked"] * len(looked_at)

    return run_once


def test_what_did_not_change_is_not_looked_at_again(run: Run) -> None:
    assert [run(), run()] == [["looked"], []]


def test_findings_are_told_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "persons.xml").unlink()
    assert [run(), run()] == [["TEI553", "looked"], ["TEI553"]]


def test_a_changed_document_is_looked_at(run: Run, tmp_path: Path) -> None:
    run()
    (tmp_path / "a.xml").write_text(_document("<persNam/>"), encoding="utf-8")
    assert run() == ["TEI520", "looked"]


def test_a_changed_file_that_is_pointed_to_counts(run: Run, tmp_path: Path) -> None:
    run()
    (tmp_path / "persons.xml").write_text(PERSONS.replace("ali", "reza"), encoding="utf-8")
    assert run() == ["TEI552", "looked"]
    (tmp_path / "persons.xml").unlink()
    assert run() == ["TEI553", "looked"]


def test_another_schema_has_its_own_verdicts(run: Run) -> None:
    run()
    assert "looked" in run("interview")
    assert run() == []


def test_a_changed_schema_counts(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.rng"
    shutil.copy(schemas() / "interview.rng", own)
    run("own.rng")
    assert "looked" not in run("own.rng")
    os.utime(own, ns=(1, 1))
    assert "looked" in run("own.rng")


def test_all_can_be_looked_at_afresh(run: Run) -> None:
    run()
    assert run(afresh=True) == ["looked"]


def test_what_cannot_be_read_is_tried_each_time(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<TEI", encoding="utf-8")
    assert [run(), run()] == [["TEI115", "looked"]] * 2
