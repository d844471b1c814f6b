from __future__ import annotations

import re
from pathlib import Path

from tei.rendering import render
from tests.transcripts import SEED, tei


def reading(body: str) -> str:
    return render(tei(body), "text")


def source(body: str) -> str:
    return render(tei(body), "text", view="source")


class TestReadingText:
    def test_has_the_regular_spelling(self) -> None:
        text = reading(
            '<u who="#b"><seg><choice><orig>میروم</orig><reg>می‌روم</reg></choice>.</seg></u>'
        )
        assert text == "مریم رضایی: می‌روم.\n\n"

    def test_a_regular_spelling_may_be_a_blank(self) -> None:
        blank = '<choice><orig>\u00a0</orig><reg resp="#x">\n </reg></choice>'
        assert reading(f'<u who="#b"><seg>کتاب{blank}من</seg></u>') == "مریم رضایی: کتاب من\n\n"

    def test_a_regular_spelling_may_begin_or_end_with_a_blank(self) -> None:
        joined = '<choice><orig>نفر</orig><reg resp="#x"> نفر</reg></choice>'
        assert reading(f'<u who="#b"><seg>۴۴۰۰{joined}.</seg></u>') == "مریم رضایی: ۴۴۰۰ نفر.\n\n"
        indented = '<choice><orig>نفر</orig><reg resp="#x">\n   نفر\n  </reg></choice>'
        assert reading(f'<u who="#b"><seg>۴۴۰۰ {indented}.</seg></u>').endswith("۴۴۰۰ نفر.\n\n")

    def test_calls_whom_the_source_does_not_name_by_the_role(self) -> None:
        assert reading('<u who="#a"><seg>چرا؟</seg></u>').startswith("مصاحبه‌کننده: ")
        assert render(tei('<u who="#a"><seg>Why?</seg></u>', lang="en"), "text").startswith(
            "Interviewer: "
        )

    def test_calls_a_speaker_by_the_printed_label(self) -> None:
        body = '<note type="speaker">علی:</note><lb/><u who="#a"><seg>سلام.</seg></u>'
        assert reading(body) == "علی: سلام.\n\n"

    def test_a_paragraph_is_a_line_and_a_turn_ends_in_an_empty_one(self) -> None:
        body = (
            '<u who="#b"><seg>یک<lb/>دو</seg><lb/><seg>سه</seg></u><lb/><lb/>'
            '<u who="#b"><seg>چهار</seg></u>'
        )
        assert reading(body) == "مریم رضایی: یک دو\nسه\n\nمریم رضایی: چهار\n\n"

    def test_leaves_out_pull_quotes_furniture_and_printed_marks(self) -> None:
        body = (
            '<q type="pullquote">یک حرف</q><u who="#a"><fw type="header">مجله</fw><seg>'
            '<pc unit="question" pre="true">◀</pc> کجا<lb/><fw type="pageNum">۱۲</fw><lb/>بودید؟'
            "</seg></u>"
        )
        assert reading(body) == "مصاحبه‌کننده: کجا بودید؟\n\n"

    def test_leaves_out_what_the_editor_says(self) -> None:
        body = (
            '<u who="#a"><seg><gap reason="truncated"/><note type="editorial">cut</note>'
            "بله.</seg></u>"
        )
        assert reading(body) == "مصاحبه‌کننده: بله.\n\n"

    def test_joins_a_word_that_a_line_break_divides(self) -> None:
        assert reading('<u who="#a"><seg>گفت<lb break="no"/>وگو</seg></u>').endswith("گفتوگو\n\n")

    def test_shows_a_turn_without_paragraphs_as_well(self) -> None:
        body = '<u who="#a">یک <persName>نیما</persName> دو<lb/>سه</u>'
        assert reading(body) == "مصاحبه‌کننده: یک نیما دو سه\n\n"

    def test_keeps_headings_notes_and_stage_business(self) -> None:
        body = (
            '<head>عنوان</head><u who="#a"><seg>سلام <vocal>(خنده)</vocal> کرد</seg></u>'
            "<incident>[قطع ضبط]</incident>"
        )
        assert reading(body) == "عنوان\n\nمصاحبه‌کننده: سلام (خنده) کرد\n\n[قطع ضبط]\n\n"

    def test_without_speakers_has_what_is_said_alone(self) -> None:
        body = tei('<note type="speaker">علی:</note><u who="#b"><seg>چرا؟</seg></u>')
        assert render(body, "text", speakers=False) == "چرا؟\n\n"
        assert "**" not in render(body, "markdown", speakers=False)

    def test_of_the_seed_says_every_turn_with_its_speaker(self) -> None:
        turns = render(SEED, "text").strip().split("\n\n")
        assert [turn.partition(":")[0] for turn in turns] == [
            "مصاحبه‌شونده",
            "مصاحبه‌کننده",
            "مصاحبه‌شونده",
            "مصاحبه‌کننده",
            "مصاحبه‌شونده",
        ]


class TestSourceText:
    def test_has_every_character_of_the_source_in_reading_order(self) -> None:
        ranges = re.findall(r"#char=(\d+),(\d+)", SEED.read_text(encoding="utf-8"))
        folder = Path(__file__).parent.parent / "seeds"
        text = next(folder.glob("*.txt")).read_text(encoding="utf-8")
        expected = "".join(text[int(a) : int(b)] for a, b in ranges)
        assert render(SEED, "text", view="source") == expected

    def test_restores_blanks_tabs_and_form_feeds(self) -> None:
        body = (
            '<u><seg><space quantity="2" unit="chars"/>الف<space quantity="3" unit="chars"/>ب'
            '<space unit="tab" quantity="1"/>پ<pb rend="formfeed"/>ت</seg></u>'
        )
        assert source(body) == "  الف   ب\tپ\fت"

    def test_writes_the_characters_that_xml_cannot_hold(self) -> None:
        assert (
            source('<u><seg>الف<g ref="#x0007"/>ب<g ref="#xFFFF"/></seg></u>') == "الف\x07ب\uffff"
        )

    def test_ends_lines_as_the_source_does(self) -> None:
        tree = tei('<u><seg>یک<lb/>دو<lb type="LF"/>سه<lb type="CR"/></seg></u>')
        for idno in tree.iter("{*}idno"):
            idno.text = "CRLF"
        assert render(tree, "text", view="source") == "یک\r\nدو\nسه\r"

    def test_an_empty_space_only_parts_two_elements(self) -> None:
        parts = '<u><seg><persName>علی</persName> <space quantity="0"/> <pc>،</pc></seg></u>'
        assert source(parts) == "علی،"

    def test_a_blank_beside_what_is_not_from_the_source_is_one_blank(self) -> None:
        assert source('<u><seg>الف <gap reason="x"/> ب <gap reason="x"/></seg></u>') == "الف ب"
        assert source('<u><seg>الف<gap reason="x"/> ب</seg></u>') == "الف ب"
        assert source('<u><seg>الف <gap reason="x"/>ب</seg></u>') == "الف ب"
