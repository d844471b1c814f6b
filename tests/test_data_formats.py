from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tei.rendering import render
from tests.transcripts import SEED, tei

SOURCE = next((Path(__file__).parent.parent / "seeds").glob("*.txt")).read_text(encoding="utf-8")
BLOCK = '<milestone unit="block" n="1" source="a.txt#char=0,99"/>'


def data(body: str) -> Any:
    return json.loads(render(tei(BLOCK + body), "json"))


class TestJson:
    def test_every_record_of_the_seed_stands_where_it_says(self) -> None:
        seed = json.loads(render(SEED, "json"))
        records = [
            r for name in ("turns", "names", "dates", "changes", "quotes") for r in seed[name]
        ]
        assert len(seed["changes"]) == SEED.read_text(encoding="utf-8").count("<choice>")
        for record in records:
            words = " ".join(SOURCE[start:end] for start, end in record["spans"])
            assert " ".join(words.split()) == record["text"]

    def test_a_turn_that_goes_on_in_another_column_has_two_spans(self) -> None:
        turns = json.loads(render(SEED, "json"))["turns"]
        assert [len(turn["spans"]) for turn in turns] == [1, 1, 2, 1, 1]

    def test_counts_line_ends_and_blanks_as_the_source_has_them(self) -> None:
        body = (
            '<u who="#a"><seg>یک<lb type="CRLF"/>دو<space quantity="3" unit="chars"/>'
            '<g ref="#x0007"/><pb rend="formfeed"/><persName>سه</persName></seg></u>'
        )
        [name] = data(body)["names"]
        assert name["spans"] == [[11, 13]]

    def test_says_who_decided_and_how_sure(self) -> None:
        body = (
            '<u who="#a"><seg><choice><orig>میروم</orig><reg resp="#x.y" cert="0.9">می‌روم</reg>'
            "</choice></seg></u>"
        )
        [change] = data(body)["changes"]
        assert change == {
            "element": "choice",
            "spans": [[0, 5]],
            "text": "میروم",
            "regular": "می‌روم",
            "rule": "x.y",
            "certainty": 0.9,
        }

    def test_a_turn_has_its_words_as_printed_and_in_the_regular_spelling(self) -> None:
        body = (
            '<u xml:id="u1" who="#b"><seg>من <choice><orig>میروم</orig><reg>می‌روم</reg></choice>'
            "</seg></u>"
        )
        [turn] = data(body)["turns"]
        assert (turn["speaker"], turn["text"]) == ("مریم رضایی", "من میروم")
        assert turn["regular"] == "من می‌روم"

    def test_a_person_whom_the_source_does_not_name_has_no_name(self) -> None:
        people = data("")["participants"]
        assert [person["name"] for person in people] == [None, "مریم رضایی"]

    def test_of_a_document_without_text_has_empty_lists(self) -> None:
        assert data("")["turns"] == []


def test_csv_has_a_row_for_each_piece_of_each_record() -> None:
    rows = list(csv.DictReader(io.StringIO(render(SEED, "csv"))))
    seed = json.loads(render(SEED, "json"))
    for name in ("turns", "names", "dates", "changes", "quotes"):
        pieces = sum(len(record["spans"]) for record in seed[name])
        assert sum(row["list"] == name for row in rows) == pieces
    assert {SOURCE[int(r["start"]) : int(r["end"])] for r in rows if r["list"] == "dates"} == {"۶۱"}


class TestWebAnnotations:
    def test_select_the_source_by_position(self) -> None:
        page = json.loads(render(SEED, "annotations"))
        assert page["type"] == "AnnotationPage"
        changes = [item for item in page["items"] if item["motivation"] == "editing"]
        assert len(changes) == SEED.read_text(encoding="utf-8").count("<choice>")
        for item in changes:
            [target] = item["target"]
            selector = target["selector"]
            assert selector["type"] == "TextPositionSelector"
            printed = SOURCE[selector["start"] : selector["end"]]
            assert printed == item["body"]["value"].replace("\u200c", "")

    def test_each_has_its_own_id(self) -> None:
        ids = [item["id"] for item in json.loads(render(SEED, "annotations"))["items"]]
        assert len(set(ids)) == len(ids)


class TestMarkdown:
    def test_sets_speakers_in_bold_and_escapes_what_would_be_markup(self) -> None:
        body = (
            '<head>یک</head><u who="#b"><seg>a*b_c [d]</seg><seg>- سه</seg><seg>1. چهار</seg></u>'
        )
        text = render(tei(body, lang="en"), "markdown")
        assert text == (
            "# گفت‌وگو\n\n## یک\n\n**مریم رضایی:** a\\*b\\_c \\[d\\]\n\n\\- سه\n\n1\\. چهار\n\n"
        )

    def test_runs_from_right_to_left_for_persian(self) -> None:
        assert render(tei("<p>سلام</p>"), "markdown").startswith('<div dir="rtl">\n\n# ')


def test_tei_sp_has_speeches_with_their_printed_speaker() -> None:
    body = '<note type="speaker">علی:</note><u who="#a"><seg>سلام</seg></u>'
    text = render(tei(body), "tei-sp")
    assert '<sp who="#a"><speaker>علی:</speaker><p>سلام</p></sp>' in text


@pytest.mark.parametrize("to", ["json", "csv", "annotations"])
def test_data_are_of_both_views_the_same(to: str) -> None:
    assert render(SEED, to, view="source") == render(SEED, to)
