"""Names of persons, places, organisations, events, groups, and offices without a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.config import Config
from tei.model import Annotation, Document, Participant, Rule, Span, Witness
from tei.recognisers import dates, names, spelling

SEED = Path(__file__).parents[1] / "seeds" / "000_64378674147a36bf.txt"


def document(*blocks: str, language: str = "fa", claims: tuple[Annotation, ...] = ()) -> Document:
    text = "\n\n".join(blocks)
    spans, start = [], 0
    for block in blocks:
        end = min(start + len(block) + 2, len(text))
        spans.append(Span(start, end))
        start = end
    witness = Witness("test", "test.txt", text, "UTF-8", "")
    return Document(witness, language, tuple(spans), claims)


def found(text: str, element: str, language: str = "fa") -> list[str]:
    result = names.recognise(document(text, language=language), Config())
    return [a.hull.of(text) for a in result.select(element)]


def parts(text: str) -> list[tuple[str, str]]:
    result = names.recognise(document(text), Config())
    named = result.select("roleName", "forename", "surname", "addName", "nameLink")
    return [(a.element, a.hull.of(text)) for a in named]


def seed() -> Document:
    text = SEED.read_text(encoding="utf-8")
    return names.recognise(
        Document(Witness("seed", SEED.name, text, "UTF-8", ""), "fa", (Span(0, len(text)),)),
        Config(),
    )


def test_the_seed_has_its_persons_with_their_titles_and_no_others() -> None:
    document = seed()
    persons = sorted({a.hull.of(document.text) for a in document.select("persName")})
    assert persons == [
        "آقای دکتر ولایتی",
        "آقای ظریف",
        "آقای محمود آف",
        "حضرت آیتالله",
        "دکتر ظریف",
        "سردار سلیمانی",
        "شهید حاج قاسم سلیمانی",
    ]


def test_the_seed_has_one_entity_for_each_person_place_organisation_and_event() -> None:
    entities = {tuple(text for _, text in e.name) for e in seed().entities}
    assert entities == {
        ("قاسم", "سلیمانی"),
        ("محمود آف",),
        ("ظریف",),
        ("ولایتی",),
        (),
        ("جمهوری آذربایجان",),
        ("ایران",),
        ("بغداد",),
        ("هند",),
        ("وزارت امور خارجه",),
        ("جنگ تحمیلی، دفاع مقدس",),
        ("اجلاس سران غیرمتعهد",),
    }


def test_the_seed_has_its_groups_and_offices() -> None:
    document = seed()
    groups = [a for a in document.select("name") if a.get("type") == "group"]
    assert [a.hull.of(document.text) for a in groups] == [
        "تکفیریها",
        "شیعیان",
        "تکفیریها",
        "وهابیت",
        "امریکاییها",
    ]
    persons = [a.hull for a in document.select("persName")]
    offices = [
        a.hull.of(document.text)
        for a in document.select("roleName")
        if not any(p.contains(a.hull) for p in persons)
    ]
    assert offices == ["وزیر امنیت آذربایجان", "وزیر وقت", "رئیسجمهور وقت"]


def test_a_title_is_part_of_the_name_and_split_off() -> None:
    assert parts("با آقای دکتر ولایتی رفتیم") == [
        ("roleName", "آقای"),
        ("roleName", "دکتر"),
        ("surname", "ولایتی"),
    ]
    assert parts("شهید حاج قاسم سلیمانی گفت") == [
        ("roleName", "شهید"),
        ("roleName", "حاج"),
        ("forename", "قاسم"),
        ("surname", "سلیمانی"),
    ]


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("آقای محمود آف آمد", "محمود آف"),
        ("دکتر حسن زاده گفت", "حسن زاده"),
        ("آقای هاشمی رفسنجانی بود", "هاشمی رفسنجانی"),
    ],
)
def test_a_surname_of_two_words_is_one(text: str, surname: str) -> None:
    assert ("surname", surname) in parts(text)


@pytest.mark.parametrize("text", ["آقای محترم آمد", "به دکتر گفت که برود", "آن آقا را دیدم"])
def test_a_title_before_a_verb_or_a_noun_names_nobody(text: str) -> None:
    assert found(text, "persName") == []


def test_a_surname_known_with_its_title_is_found_again_without_it() -> None:
    text = "آقای سلیمانی آمد. بعد سلیمانی رفت"
    assert found(text, "persName") == ["آقای سلیمانی", "سلیمانی"]
    result = names.recognise(document(text), Config())
    assert {a.get("ref") for a in result.select("persName")} == {"#p1"}


def test_two_persons_of_one_surname_are_two_entities() -> None:
    text = "دکتر محمدجواد ظریف آمد. خانم مریم ظریف رفت"
    result = names.recognise(document(text), Config())
    assert [a.get("ref") for a in result.select("persName")] == ["#p1", "#p2"]


def test_a_name_runs_over_the_end_of_a_line() -> None:
    assert found("با سردار\nسلیمانی آمد", "persName") == ["سردار\nسلیمانی"]


def test_a_name_runs_over_a_seam_where_a_paragraph_does() -> None:
    first, second = "با سردار", "سلیمانی آمد"
    paragraph = Annotation("seg", (Span(0, 8), Span(10, 21)), Rule("test", "test"))
    result = names.recognise(document(first, second, claims=(paragraph,)), Config())
    assert [a.spans for a in result.select("persName")] == [(Span(3, 8), Span(10, 17))]
    apart = names.recognise(document(first, second), Config())
    assert all(a.hull.start >= 10 for a in apart.select("persName"))


def test_a_name_cut_off_by_the_end_of_the_source_is_a_person_without_a_name() -> None:
    result = names.recognise(document("نامه‌ای نوشتند به حضرت آیت‌الله"), Config())
    (entity,) = result.entities
    assert entity.name == ()
    assert entity.comment == "name cut off in the source"


def test_a_country_is_found_in_its_longest_form_and_is_one_place() -> None:
    text = "روابط ایران با آذربایجان و جمهوری آذربایجان"
    assert found(text, "placeName") == ["ایران", "آذربایجان", "جمهوری آذربایجان"]
    result = names.recognise(document(text), Config())
    assert [a.get("ref") for a in result.select("placeName")] == ["#pl1", "#pl2", "#pl2"]


def test_a_lost_blank_does_not_hide_an_organisation() -> None:
    assert found("در وزارت امورخارجه بودم", "orgName") == ["وزارت امورخارجه"]


def test_a_blank_that_stands_for_zwnj_is_no_end_of_a_name() -> None:
    text = "گفت\N{NO-BREAK SPACE}وگو با رضا قفل\N{NO-BREAK SPACE}ساز"
    spelt = spelling.recognise(document(text), Config())
    persons = [a.hull.of(text) for a in names.recognise(spelt, Config()).select("persName")]
    assert persons == ["رضا قفل\N{NO-BREAK SPACE}ساز"]


def test_lost_zwnj_does_not_hide_an_office_or_a_group() -> None:
    assert found("امریکاییها و رئیسجمهور وقت", "name") == ["امریکاییها"]
    assert found("امریکاییها و رئیسجمهور وقت", "roleName") == ["رئیسجمهور وقت"]


def test_a_text_without_words_has_no_names() -> None:
    assert names.recognise(document(""), Config()).annotations == ()
    assert names.recognise(document("؟! ۱۲"), Config()).annotations == ()


def test_the_name_of_a_speaker_is_a_name_in_the_text_and_no_second_entity() -> None:
    speaker = Participant(
        "khatibi", "interviewee", (("forename", "مریم"), ("surname", "خطیبی")), ("مریم خطیبی",)
    )
    text = "مریم خطیبی: سلام. خانم خطیبی رفت"
    spoken = document(text).with_claims(participants=[speaker])
    result = names.recognise(spoken, Config())
    assert [a.get("ref") for a in result.select("persName")] == ["#khatibi", "#khatibi"]
    assert result.entities == ()


def test_a_surname_that_two_persons_bear_is_one_entity_more_and_not_one_for_each_mention() -> None:
    text = (
        "دکتر محمدجواد ظریف و آقای حسین ظریف آمدند. "
        "مهندس ظریف گفت. مهندس ظریف رفت. مهندس ظریف ماند."
    )
    result = names.recognise(document(text), Config())
    refs = [a.get("ref") for a in result.select("persName")]
    assert len(set(refs[:2])) == 2
    assert len(set(refs[2:])) == 1
    assert not set(refs[:2]) & set(refs[2:])


def test_a_month_in_a_date_is_nobody_and_an_event_may_hold_a_date() -> None:
    text = "روز ۲۲ بهمن احمدی آمد. کودتای ۲۸ مرداد بود"
    dated = dates.recognise(document(text), Config())
    result = names.recognise(dated, Config())
    assert all("بهمن" not in a.hull.of(text) for a in result.select("persName"))
    assert [a.hull.of(text) for a in result.select("name")] == ["کودتای ۲۸ مرداد"]


def test_a_name_ends_with_its_paragraph_although_the_line_goes_on() -> None:
    text = "با سردار\nسلیمانی آمد"
    rule = Rule("test", "test")
    paragraphs = (Annotation("seg", (Span(0, 8),), rule), Annotation("seg", (Span(9, 20),), rule))
    result = names.recognise(document(text, claims=paragraphs), Config())
    assert all(a.hull.start >= 9 for a in result.select("persName"))


def test_two_forenames_are_one_double_name_or_forename_and_surname() -> None:
    assert parts("آقای علی پروین آمد") == [
        ("roleName", "آقای"),
        ("forename", "علی"),
        ("surname", "پروین"),
    ]
    assert parts("آقای محمد رضا آمد")[1:] == [("forename", "محمد"), ("forename", "رضا")]


def test_persons_of_one_forename_and_two_surnames_are_two() -> None:
    text = "آقای علی پروین آمد. آقای علی کریمی رفت"
    result = names.recognise(document(text), Config())
    assert [a.get("ref") for a in result.select("persName")] == ["#p1", "#p2"]


def test_two_known_names_that_describe_something_are_nobody() -> None:
    assert found("در جام جهانی بازی کرد", "persName") == []


def test_an_office_holds_the_organisation_that_completes_it() -> None:
    text = "رئیس دانشگاه تهران آمد"
    assert found(text, "roleName") == ["رئیس دانشگاه تهران"]
    assert found(text, "orgName") == ["دانشگاه تهران"]


def test_a_surname_introduced_with_a_forename_is_a_person_again() -> None:
    text = "دکتر علی‌اکبر ولایتی و ولایتی و خانم زهرا محمدی آمدند."
    assert found(text, "persName")[:2] == ["دکتر علی‌اکبر ولایتی", "ولایتی"]


def test_what_the_document_calls_one_thing_mostly_it_calls_so_everywhere() -> None:
    text = "در اصفهان بودیم. از اصفهان رفتیم. اصفهان شهر ماست. اصفهان بازی را برد"
    result = names.recognise(document(text), Config())
    kinds = {a.element for a in result.annotations if a.hull.of(text) == "اصفهان"}
    assert kinds == {"placeName"}


def test_an_entity_is_spelt_without_kashida_and_marks_of_direction() -> None:
    result = names.recognise(document("آقای هـاشمـی\u202c آمد. آقای هاشمی رفت"), Config())
    assert [tuple(text for _, text in e.name) for e in result.entities] == [("هاشمی",)]


def test_jenab_e_ali_is_nobody() -> None:
    assert found("نظر جناب عالی چیست؟", "persName") == []
