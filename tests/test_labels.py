"""Printed labels: every form, in every language, whole and shortened."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct

from tests.test_structure import recognised, turns

if TYPE_CHECKING:
    from tei.model import Document


class Talk(Struct, frozen=True):
    """A short exchange, and how its two speakers may be called."""

    questions: tuple[str, str, str]
    answers: tuple[str, str, str]
    names: tuple[str, str]
    initials: tuple[str, str]
    letters: tuple[str, str]
    roles: tuple[str, str]
    titles: tuple[str, str]


TALKS = {
    "fa": Talk(
        ("کجا به دنیا آمدید؟", "و بعد چه شد؟", "چرا به تهران آمدید؟"),
        ("در شیراز به دنیا آمدم.", "به مدرسه رفتم و درس خواندم.", "برای کار به این شهر آمدم."),
        ("علی کریمی", "زهرا احمدی"),
        ("ع.ک.", "ز.ا."),
        ("عک", "زا"),
        ("س", "ج"),
        ("مصاحبه‌کننده", "مصاحبه‌شونده"),
    ),
    "en": Talk(
        ("Where were you born?", "And what happened then?", "Why did you come to the city?"),
        (
            "I was born in a small town by the sea.",
            "I went to school and learned a trade.",
            "I came here for work.",
        ),
        ("John Smith", "Mary Brown"),
        ("J.S.", "M.B."),
        ("JS", "MB"),
        ("Q", "A"),
        ("Interviewer", "Interviewee"),
    ),
    "tr": Talk(
        ("Nerede doğdunuz?", "Sonra ne oldu?", "Neden bu şehre geldiniz?"),
        (
            "Küçük bir kasabada doğdum.",
            "Okula gittim ve bir meslek öğrendim.",
            "Buraya çalışmak için geldim.",
        ),
        ("Ahmet Yılmaz", "Ayşe Kaya"),
        ("A.Y.", "A.K."),
        ("AY", "AK"),
        ("Soru", "Cevap"),
        ("Görüşmeci", "Görüşülen"),
    ),
    "ar": Talk(
        ("أين ولدت؟", "وماذا حدث بعد ذلك؟", "لماذا جئت إلى هذه المدينة؟"),
        ("ولدت في قرية صغيرة.", "ذهبت إلى المدرسة وتعلمت.", "جئت إلى هنا من أجل العمل."),
        ("محمد علي", "فاطمة حسن"),
        ("م.ع.", "ف.ح."),
        ("مع", "فح"),
        ("س", "ج"),
        ("المحاور", "الضيف"),
    ),
    "de": Talk(
        ("Wo sind Sie geboren?", "Und was geschah dann?", "Warum kamen Sie in die Stadt?"),
        (
            "Ich bin in einem Dorf geboren.",
            "Ich ging zur Schule und lernte einen Beruf.",
            "Ich kam wegen der Arbeit hierher.",
        ),
        ("Hans Müller", "Anna Schmidt"),
        ("H.M.", "A.S."),
        ("HM", "AS"),
        ("Frage", "Antwort"),
        ("Interviewer", "Befragter"),
    ),
    "fr": Talk(
        (
            "Où êtes-vous né ?",
            "Et que s’est-il passé ensuite ?",
            "Pourquoi êtes-vous venu en ville ?",
        ),
        (
            "Je suis né dans un petit village.",
            "Je suis allé à l’école et j’ai appris un métier.",
            "Je suis venu ici pour travailler.",
        ),
        ("Jean Dupont", "Marie Durand"),
        ("J.D.", "M.D."),
        ("JD", "MD"),
        ("Question", "Réponse"),
        ("Enquêteur", "Témoin"),
    ),
    "es": Talk(
        ("¿Dónde nació usted?", "¿Y qué pasó después?", "¿Por qué vino a la ciudad?"),
        (
            "Nací en un pueblo pequeño.",
            "Fui a la escuela y aprendí un oficio.",
            "Vine aquí para trabajar.",
        ),
        ("Juan Pérez", "María López"),
        ("J.P.", "M.L."),
        ("JP", "ML"),
        ("Pregunta", "Respuesta"),
        ("Entrevistador", "Entrevistado"),
    ),
}
FORMS = {
    "colon": "{}: {}",
    "blank and colon": "{} : {}",
    "dash": "{} – {}",
    "stop and dash": "{}. — {}",
    "stop": "{}. {}",
    "tab": "{}\t{}",
    "bold with a colon": "**{}:** {}",
    "bold": "**{}** {}",
    "a line above": "{}\n{}",
    "square brackets": "[{}] {}",
    "round brackets": "({}) {}",
}
STOPPED = ("stop", "stop and dash")
"""Forms whose stop is the last of initials' own."""


def printed(talk: Talk, form: str, labels: list[tuple[str, str]], between: str) -> str:
    """Return the exchange with a pair of labels for each question and answer."""
    rows = (
        (FORMS[form].format(ask, question), FORMS[form].format(reply, answer))
        for (ask, reply), question, answer in zip(labels, talk.questions, talk.answers, strict=True)
    )
    return between.join(chain.from_iterable(rows)) + "\n"


def is_understood(document: Document) -> bool:
    speakers = [who for who, _ in turns(document)]
    labels = [note for note in document.select("note") if note.get("type") == "speaker"]
    return speakers == speakers[:2] * 3 and len(set(speakers)) == 2 and len(labels) == 6


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["paragraphs", "lines"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", TALKS)
def test_every_form_of_label_is_known(language: str, form: str, between: str) -> None:
    talk = TALKS[language]
    capitals = (talk.names[0].upper(), talk.names[1].upper())
    kinds = [talk.names, capitals, talk.letters, talk.roles, talk.titles]
    for labels in kinds if form in STOPPED else [*kinds, talk.initials]:
        assert is_understood(recognised(printed(talk, form, [labels] * 3, between))), labels


@pytest.mark.parametrize("form", ["colon", "dash", "bold with a colon"])
@pytest.mark.parametrize("language", TALKS)
def test_a_later_label_may_be_short(language: str, form: str) -> None:
    talk = TALKS[language]
    last = (talk.names[0].split()[-1], talk.names[1].split()[-1])
    for short in (last, talk.initials, talk.letters):
        text = printed(talk, form, [talk.names, short, short], "\n\n")
        assert is_understood(recognised(text)), short


@pytest.mark.parametrize("form", ["colon", "dash", "square brackets", "stop"])
@pytest.mark.parametrize("language", TALKS)
def test_a_label_that_names_a_role_gives_it(language: str, form: str) -> None:
    talk = TALKS[language]
    for labels in (talk.roles, talk.titles):
        document = recognised(printed(talk, form, [labels] * 3, "\n\n"))
        roles = {person.id: person.role for person in document.participants}
        assert [roles[who.removeprefix("#")] for who, _ in turns(document)[:2]] == [
            "interviewer",
            "interviewee",
        ]


def test_short_sentences_that_come_again_are_no_labels() -> None:
    text = "\n\n".join(
        [
            "Did you like it there?",
            "Yes. I liked it very much and stayed for years.",
            "Did you ever go back to the house?",
            "No. I never did, and I never wanted to.",
            "Would you go today?",
            "Yes. I would go at once if I could.",
            "And would you stay?",
            "No. I would come home in the evening.",
        ]
    )
    assert not [n for n in recognised(text).select("note") if n.get("type") == "speaker"]


def test_what_is_done_before_speaking_is_no_label() -> None:
    text = "\n\n".join(
        [
            "Did you like it there?",
            "(laughs) I liked it very much and stayed for years.",
            "Did you ever go back to the house?",
            "(pause) I never did, and I never wanted to.",
            "Would you go today?",
            "(laughs) I would go at once if I could.",
        ]
    )
    assert not [n for n in recognised(text).select("note") if n.get("type") == "speaker"]
