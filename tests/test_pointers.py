"""Every pointer finds something, of the right kind; every id is one element's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei.diagnostics import Severity
from tei.validation import pointers
from tei.validation.survey import surveyed
from tei.validation.targets import Targets
from tei.xmlsource import parse

if TYPE_CHECKING:
    from pathlib import Path

    from tei.validation.finding import Finding


def _check(body: str, *, header: str = "", file: str = "") -> list[Finding]:
    document = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader>'
        f"<text><body>{body}</body></text></TEI>"
    )
    targets = Targets.of(file)
    tree = parse(document.encode(), file)
    return list(pointers.check(tree, targets, surveyed(tree)))


def _told(found: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(f.code, f.message, f.hint) for f in found]


def test_a_dangling_pointer_names_the_id_that_was_meant() -> None:
    found = _check('<p xml:id="interviewee"/><u who="#interviewe"/>')
    assert _told(found) == [
        (
            "TEI552",
            "`who` of <u> points to #interviewe, which this document does not have",
            "did you mean `#interviewee`?",
        )
    ]
    assert found[0].element == 5


def test_each_of_several_pointers_is_judged() -> None:
    found = _check('<category xml:id="a"/><u ana="#a  #b\n#c"/>')
    assert [f.about for f in found] == [("#b",), ("#c",)]


def test_an_id_that_stands_twice_is_told_where_it_stands_again() -> None:
    [found] = _check('<u xml:id="u1"/>\n<u xml:id="u1"/>')
    assert (found.code, found.element) == ("TEI551", 5)
    assert found.message == "the xml:id `u1` stands twice: first on <u>, line 1"


def test_only_what_tei_calls_a_pointer_is_one() -> None:
    assert not _check('<date from="#x"/><p n="#1" rend="#fff" type="a:b"/>')
    assert [f.about for f in _check('<app from="#x"/>')] == [("#x",)]


@pytest.mark.parametrize(
    "pointer",
    [
        "https://example.org/a#b",
        "mailto:maryam@example.org",
        "urn:isbn:9780140449266",
        "geo:35.7,51.4",
        "notes:/local",
    ],
)
def test_addresses_are_left_alone(pointer: str) -> None:
    found = _check(f'<ref target="{pointer}"/>')
    assert [f.code for f in found] == (["TEI554"] if pointer.startswith("notes:") else [])


@pytest.mark.parametrize("pointer", ["#range(a,b)", "#xpath(//p)", "#", "a.txt#char=3,9"])
def test_pointers_by_another_scheme_are_not_taken_for_ids(pointer: str) -> None:
    assert not _check(f'<ref target="{pointer}"/>')


PREFIX = (
    '<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)"'
    ' replacementPattern="#person.$1"/></listPrefixDef></encodingDesc><person xml:id="person.ali"/>'
)


def test_a_declared_prefix_is_expanded() -> None:
    assert not _check('<u who="psn:ali"/>', header=PREFIX)
    [found] = _check('<u who="psn:maryam"/>', header=PREFIX)
    assert "points to #person.maryam" in found.message


def test_what_a_prefix_does_not_match_is_an_error() -> None:
    [found] = _check('<u who="psn:Ali7"/>', header=PREFIX)
    assert (found.code, found.severity) == ("TEI554", Severity.ERROR)
    assert found.hint == "its pattern is ([a-z]+)"


def test_an_undeclared_prefix_is_a_warning() -> None:
    [found] = _check('<u who="psn:ali"/>')
    assert (found.code, found.severity) == ("TEI554", Severity.WARNING)


def test_a_pattern_that_could_run_for_ever_is_not_run() -> None:
    header = PREFIX.replace("([a-z]+)", "(([a-z]+)+)+1")
    assert not _check(f'<u who="psn:{"a" * 60}"/>', header=header)


def test_an_id_without_its_sign_is_told() -> None:
    [found] = _check('<person xml:id="ali"/><u who="ali"/>')
    assert (found.code, found.hint) == ("TEI553", "did you mean `#ali`?")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<place xml:id="x"/><u who="#x"/>', "<place>"),
        ('<person xml:id="x"/><placeName ref="#x"/>', "<person>"),
        ('<org xml:id="x"/><persName ref="#x"/>', "<org>"),
        ('<p xml:id="x"/><date calendar="#x"/>', "<p>"),
    ],
)
def test_a_pointer_to_the_wrong_kind_is_a_warning(body: str, kind: str) -> None:
    [found] = _check(body)
    assert (found.code, found.severity) == ("TEI555", Severity.WARNING)
    assert found.message.endswith(f"points to #x, which is {kind}")


def test_a_pointer_of_no_certain_kind_may_point_anywhere() -> None:
    assert not _check('<p xml:id="x"/><seg corresp="#x" ana="#x" next="#x"/>')


def test_a_file_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text("<TEI/>", encoding="utf-8")
    found = _check('<ref target="gone.xml"/><ref target="gone.xml#x"/>', file=str(file))
    assert [(f.code, f.severity) for f in found] == [("TEI553", Severity.WARNING)]


def test_an_id_in_another_file_is_looked_for_there(tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text('<TEI><p xml:id="ali"/></TEI>', encoding="utf-8")
    file = tmp_path / "a b.xml"
    file.write_text("<TEI/>", encoding="utf-8")
    body = '<u who="persons.xml#ali"/><u who="persons.xml#reza"/><u who="./a%20b.xml"/>'
    found = _check(body, file=str(file))
    assert _told(found) == [
        ("TEI552", "`who` of <u> points to #reza of `persons.xml`, which has no such id", None)
    ]


def test_without_a_place_on_disk_files_are_not_judged() -> None:
    assert not _check('<ref target="gone.xml#x"/>', file="a.xml")


def test_the_ids_of_the_corpus_around_a_file_count(tmp_path: Path) -> None:
    (tmp_path / "corpus.xml").write_text(
        '<teiCorpus xmlns:xi="http://www.w3.org/2001/XInclude"><person xml:id="speaker"/>'
        '<xi:include href="1996/a.xml"/></teiCorpus>',
        encoding="utf-8",
    )
    file = tmp_path / "1996" / "a.xml"
    file.parent.mkdir()
    file.write_text("<TEI/>", encoding="utf-8")
    found = _check('<u who="#speaker"/><u who="#nobody"/>', file=str(file))
    assert [f.about for f in found] == [("#nobody",)]


def test_the_ids_of_an_included_file_count(tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text('<list><p xml:id="ali"/></list>', encoding="utf-8")
    file = tmp_path / "a.xml"
    file.write_text("<TEI/>", encoding="utf-8")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="persons.xml"/>'
    assert not _check(f'{include}<u who="#ali"/>', file=str(file))
