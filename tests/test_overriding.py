"""What the user says outranks every rule, and what contradicts it is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from tei.cli import tei
from tei.config import Config, Speaker, Structure, overridden
from tei.diagnostics import TeiError
from tei.encoding import encode
from tei.model import Document
from tei.pipeline import recognise
from tests.strategies import witness

DIALOGUE = """علی: سلام به همه.

زهرا: سلام.

علی: امروز درباره کتاب حرف می‌زنیم.

زهرا: بله، کتاب تازه.
"""
INTERVIEW = """« کجا به دنیا آمدید؟

در شیراز به دنیا آمدم و سال‌ها آنجا ماندم.

« شهر خوبی بود.

بله، شهر خوبی بود و هست.
"""


def found(text: str, *assignments: str) -> Document:
    """Return what is recognised in a text whose order is the file's."""
    return recognise(witness(text), overridden(Config(skip=("order",)), assignments))


def speakers(document: Document) -> list[str]:
    return [(turn.get("who") or "").removeprefix("#") for turn in document.select("u")]


def reported(document: Document) -> list[str]:
    return [d.code for d in document.diagnostics if d.code.startswith("TEI21")]


def test_the_language_that_is_said_stands_against_the_texts() -> None:
    document = found(INTERVIEW * 3, "language=ar")
    assert document.language == "ar"
    assert reported(document) == ["TEI210"]
    assert not reported(found(INTERVIEW * 3, "language=fa-IR"))


def test_a_label_that_is_said_counts_where_it_stands_once() -> None:
    text = DIALOGUE + "\nمهمان: من هم هستم.\n"
    given = Speaker("رضا کریمی", "guest", ("مهمان",))
    document = recognise(witness(text), Config(participants=(given,)))
    person = next(p for p in document.participants if p.role == "guest")
    assert person.name == (("persName", "رضا کریمی"),)
    assert speakers(document)[-1] == person.id


def test_a_speaker_is_known_by_name_where_no_label_is_said() -> None:
    given = Speaker("علی رضایی", "interviewer")
    document = recognise(witness(DIALOGUE), Config(participants=(given,)))
    names = {p.role: p.name for p in document.participants}
    assert names["interviewer"] == (("persName", "علی رضایی"),)
    assert speakers(document)[0] == "interviewer"
    assert len(document.participants) == 2


def test_a_label_that_is_not_there_and_one_that_means_another_are_reported() -> None:
    text = "Q: Where were you born?\n\nA: In Shiraz.\n\nQ: And then?\n\nA: We moved.\n"
    given = (Speaker("Zahra", "interviewee", ("Q",)), Speaker("Ali", "interviewer", ("X",)))
    document = recognise(witness(text), Config(participants=given))
    assert reported(document) == ["TEI212", "TEI211"]
    roles = {p.id: p.role for p in document.participants}
    assert roles[speakers(document)[0]] == "interviewee"


def test_a_mark_that_is_said_opens_what_is_said() -> None:
    document = found(INTERVIEW, 'structure.questions=["«"]')
    assert speakers(document) == ["interviewer", "interviewee"] * 2
    marks = [claim.spans[0].of(INTERVIEW) for claim in document.select("pc")]
    assert marks == ["«", "«"]
    assert not reported(document)


def test_a_mark_that_is_said_parts_lines_of_one_column() -> None:
    text = INTERVIEW.replace("\n\n", "\n")
    assert speakers(found(text, 'structure.questions=["«"]')) == ["interviewer", "interviewee"] * 2


def test_marks_that_are_interchanged_or_absent_are_reported() -> None:
    text = INTERVIEW.replace("«", "◀").replace("شهر خوبی بود.\n", "شما آن را دوست داشتید؟\n", 1)
    document = found(text, 'structure.answers=["◀"]', 'structure.questions=["§"]')
    assert reported(document) == ["TEI213", "TEI214"]
    assert speakers(document)[0] == "interviewee"


def test_a_line_that_is_said_to_be_furniture_is_and_a_pattern_for_none_is_reported() -> None:
    config = Config(structure=Structure(furniture=("علی: سلام .*", "نشریه .*")))
    document = recognise(witness(DIALOGUE), config)
    heads = [claim.spans[0].of(DIALOGUE) for claim in document.select("fw")]
    assert heads == ["علی: سلام به همه."]
    assert reported(document) == ["TEI215"]


def test_a_role_that_two_have_names_nobody() -> None:
    given = (Speaker("علی", "interviewer"), Speaker("زهرا", "interviewer"))
    document = recognise(
        witness("شما کجا به دنیا آمدید؟\n\nمن در شیراز.\n"), Config(participants=given)
    )
    names = {p.id: p.name for p in document.participants}
    assert names["interviewer"] == ()
    assert sorted(name for ((_, name),) in filter(None, names.values())) == ["زهرا", "علی"]


def test_what_the_user_decides_bears_the_users_name() -> None:
    tree = encode(found(INTERVIEW, 'structure.questions=["«"]'))
    first = next(tree.iter("{*}u"))
    statements = {
        s.get("{http://www.w3.org/XML/1998/namespace}id") for s in tree.iter("{*}respStmt")
    }
    assert (first.get("resp"), first.get("cert")) == ("#user.marks", "1")
    assert statements == {"user.marks"}


def test_an_option_outranks_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Alpha begins.\n\nBeta begins.\n\nGamma begins.\n", encoding="utf-8")
    Path("tei.toml").write_text("[structure]\norder = [2, 1, 3]\n", encoding="utf-8")
    for options, first in ((["--set", "structure.order=[3, 1, 2]"], "3"), ([], "2")):
        assert CliRunner().invoke(tei, ["encode", "a.txt", "-o", "a.xml", *options]).exit_code == 0
        blocks = [m.get("n") for m in etree.parse("a.xml").iter("{*}milestone")]
        assert blocks[0] == first


@pytest.mark.parametrize(
    ("assignment", "code"),
    [("structure.ordr=[1]", "TEI002"), ("structure.order=first", "TEI003"), ("x", "TEI002")],
)
def test_an_option_that_is_not_understood_is_an_error(assignment: str, code: str) -> None:
    with pytest.raises(TeiError, match=code):
        overridden(Config(), [assignment])
