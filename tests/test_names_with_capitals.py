"""Names in other languages than Persian, most of them in a script with capitals."""

from __future__ import annotations

import pytest

from tei.config import Config
from tei.model import Document, Participant, Span, Witness
from tei.recognisers import names


def document(text: str, language: str) -> Document:
    return Document(Witness("t", "t.txt", text, "UTF-8", ""), language, (Span(0, len(text)),))


def found(text: str, element: str, language: str) -> list[str]:
    result = names.recognise(document(text, language), Config())
    return [a.hull.of(text) for a in result.select(element)]


def test_a_label_in_capitals_is_found_as_the_text_prints_it() -> None:
    speaker = Participant("burdett", "interviewee", (("surname", "BURDETT"),), ("BURDETT",))
    text = "BURDETT: My father. Then Burdett went home"
    spoken = document(text, "en").with_claims(participants=[speaker])
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


def refs(text: str, language: str) -> list[str | None]:
    result = names.recognise(document(text, language), Config())
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
