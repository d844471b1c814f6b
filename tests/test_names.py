"""Names of persons, places, organisations, events, groups, and offices without a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.config import Config
from tei.model import Annotation, Document, Participant, Rule, Span, Witness
from tei.recognisers import dates, names

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


def test_a_label_in_capitals_is_found_as_the_text_prints_it() -> None:
    speaker = Participant("burdett", "interviewee", (("surname", "BURDETT"),), ("BURDETT",))
    text = "BURDETT: My father. Then Burdett went home"
    spoken = document(text, language="en").with_claims(participants=[speaker])
    result = names.recognise(spoken, Config())
    assert [a.hull.of(text) for a in result.select("persName")] == ["BURDETT", "Burdett"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I met Dr. William C. Burdett there", "Dr. William C. Burdett"),
        ("then Jean-Luc de Villiers came", "Jean-Luc de Villiers"),
        ("the Chief Counselor said", None),
        ("with President O'Brien there", "President O'Brien"),
    ],
)
def test_an_english_person_is_capitalised_and_has_a_title_or_a_known_forename(
    text: str, name: str | None
) -> None:
    assert found(text, "persName", "en") == ([name] if name else [])


def test_english_places_and_organisations_are_found_in_their_longest_form() -> None:
    text = "He left Saudi Arabia for the Ministry of Foreign Affairs in Iran"
    assert found(text, "placeName", "en") == ["Saudi Arabia", "Iran"]
    assert found(text, "orgName", "en") == ["Ministry of Foreign Affairs"]


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I met Moshe Dayan there", "Moshe Dayan"),
        ("and Abdul Karim Kassim was killed", "Abdul Karim Kassim"),
        ("The Arab Legion attacked", None),
        ("over the Burma Road to China", None),
        ("in a Presidential Envoy role", None),
        ("we went. Burma Road was closed", None),
        ("born in Wilkes-Barre that year", None),
        ("There was a Professor. Also he came", None),
        ("with Deputy PAO there", None),
    ],
)
def test_a_foreign_name_without_title_is_capitalised_for_no_other_reason(
    text: str, name: str | None
) -> None:
    assert found(text, "persName", "en") == ([name] if name else [])


def test_words_that_the_text_writes_small_too_are_no_name() -> None:
    text = "then Country Team met. A country team is small"
    assert found(text, "persName", "en") == []


def test_a_heading_names_nobody_and_ends_with_its_line() -> None:
    text = "Goals of Heavy Agency Work\nJudgments on Accomplishments Compared\nWe saw goals there."
    assert found(text, "persName", "en") == []
    assert found(text, "orgName", "en") == []


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("he was Under Secretary of State then", "Under Secretary of State"),
        ("as ambassador to Saudi Arabia in", "ambassador to Saudi Arabia"),
        ("the prime minister came", "prime minister"),
        ("the Minister of Foreign Affairs said", "Minister of Foreign Affairs"),
        ("the ambassador left", None),
    ],
)
def test_an_english_office_is_complete_with_its_field_or_its_place(
    text: str, office: str | None
) -> None:
    assert found(text, "roleName", "en") == ([office] if office else [])


def refs(text: str, language: str = "fa") -> list[str | None]:
    result = names.recognise(document(text, language=language), Config())
    return [a.get("ref") for a in result.select("persName")]


def test_husband_and_wife_are_two_persons() -> None:
    text = "Mr. Hamilton came. Mrs. Hamilton left. John Hamilton was there. Mrs. Hamilton spoke"
    assert refs(text, "en") == ["#p1", "#p2", "#p3", "#p2"]


def test_capitals_and_initials_make_no_other_person() -> None:
    text = "AMBASSADOR William C. Burdett was there. Ambassador BURDETT left. William Burdett spoke"
    assert len(set(refs(text, "en"))) == 1


@pytest.mark.parametrize(
    ("language", "text", "persons"),
    [
        (
            "tr",
            "Sayın Başkan, Ahmet Bey ve Sayın Durmuş Yılmaz geldi",
            ["Ahmet Bey", "Sayın Durmuş Yılmaz"],
        ),
        ("de", "Gestern kam Herr Dr. Schmidt mit Frau Präsidentin", ["Herr Dr. Schmidt"]),
        ("fr", "Hier M. Dupont et Mme Curie sont venus", ["M. Dupont", "Mme Curie"]),
        ("es", "Habló el Sr. Méndez Romeu y doña Paula", ["Sr. Méndez Romeu", "doña Paula"]),
        ("ar", "قال الدكتور أحمد حسن إنه سافر", ["الدكتور أحمد حسن"]),
    ],
)
def test_every_language_has_its_titles(language: str, text: str, persons: list[str]) -> None:
    assert found(text, "persName", language) == persons


@pytest.mark.parametrize(
    ("language", "text", "element", "name"),
    [
        ("tr", "dün Dışişleri Bakanlığı açıkladı", "orgName", "Dışişleri Bakanlığı"),
        ("de", "die Universität von Wien hat", "orgName", "Universität von Wien"),
        ("fr", "le Ministère des Affaires étrangères dit", "orgName", "Ministère des Affaires"),
        (
            "es",
            "en el Ministerio de Asuntos Exteriores",
            "orgName",
            "Ministerio de Asuntos Exteriores",
        ),
        ("ar", "في وزارة الخارجية", "orgName", "وزارة الخارجية"),
        ("fr", "il arrive en Allemagne demain", "placeName", "Allemagne"),
        ("tr", "sonra Almanya’ya gitti", "placeName", "Almanya"),
        ("ar", "سافر إلى فرنسا", "placeName", "فرنسا"),
        ("es", "el ministro de Asuntos Exteriores", "roleName", "ministro de Asuntos Exteriores"),
    ],
)
def test_every_language_has_its_organisations_places_and_offices(
    language: str, text: str, element: str, name: str
) -> None:
    assert found(text, element, language) == [name]


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
