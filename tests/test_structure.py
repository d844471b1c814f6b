"""Who says what, in which order: what the recognisers of structure make of small transcripts."""

from __future__ import annotations

from itertools import pairwise

from tei.config import Config, Speaker, Structure
from tei.model import Annotation, Document, Span, Witness
from tei.recognisers import recognisers

NAMES = (
    "language",
    "blocks",
    "furniture",
    "pullquotes",
    "labels",
    "headings",
    "business",
    "order",
    "turns",
)

PAGE = """وزیر با مدیران شهر گفت‌وگو کرد و قرار شد ساخت پل تازه روی رودخانه از بهار آینده آغاز شود.

◀ چرا ساخت پل این همه سال عقب افتاد؟

پول نبود و پیمانکار هم کار را نیمه‌کاره رها کرد، تا آن‌که شورای شهر بودجه‌ای برای تکمیل پایه‌های

۱۲

پل در نظر گرفت و مهندسان دوباره دست به کار شدند. من خودم هر روز به کارگاه می‌رفتم.

✓
شورای شهر بودجه‌ای برای
تکمیل پایه‌های پل در نظر
گرفت و مهندسان دوباره
دست به کار شدند

◀ حالا چه زمانی از پل استفاده می‌کنیم؟

اگر خدا بخواهد پاییز امسال آن را افتتاح می‌کنیم.
"""


def recognised(text: str, config: Config | None = None) -> Document:
    document = Document(Witness("x", "x.txt", text, "UTF-8", ""), blocks=(Span(0, len(text)),))
    for name, recogniser in recognisers().items():
        if name in NAMES:
            document = recogniser.recognise(document, config or Config())
    return document


def said(document: Document, claim: Annotation) -> str:
    return " ".join(" ".join(span.of(document.text).split()) for span in claim.spans)


def turns(document: Document) -> list[tuple[str, str]]:
    return [(u.get("who") or "", said(document, u)) for u in document.select("u")]


def test_language_is_known_by_its_common_words() -> None:
    english = "It was the year when we came to the city, and they said that it was not for us."
    turkish = "Bu çok güzel bir gün ve ben de sizin gibi düşünüyorum, ne var ki vakit yok."
    assert recognised(PAGE).language == "fa"
    assert recognised(english).language == "en"
    assert recognised(turkish).language == "tr"
    assert recognised("☙ 12 ☙").language == "und"


def test_blocks_tile_the_text() -> None:
    document = recognised(PAGE)
    blocks = sorted(document.blocks)
    assert blocks[0].start == 0
    assert blocks[-1].end == len(PAGE)
    assert all(a.end == b.start for a, b in pairwise(blocks))


def test_a_pull_quote_points_to_what_it_repeats_over_the_seam() -> None:
    document = recognised(PAGE)
    (quote,) = document.select("q")
    (source,) = [a for a in document.select("seg") if a.id]
    assert quote.get("corresp") == f"#{source.id}"
    assert len(source.spans) == 2
    assert said(document, source) == said(document, quote).removeprefix("✓ ")


def test_a_paragraph_that_a_folio_parts_is_one() -> None:
    document = recognised(PAGE)
    (folio,) = document.select("fw")
    assert (said(document, folio), folio.get("type")) == ("۱۲", "pageNum")
    answer = turns(document)[2][1]
    assert "تکمیل پایه‌های پل در نظر گرفت و مهندسان" in answer


def test_a_printed_mark_opens_a_question() -> None:
    document = recognised(PAGE)
    assert [who for who, _ in turns(document)] == [
        "#interviewee",
        "#interviewer",
        "#interviewee",
        "#interviewer",
        "#interviewee",
    ]
    marks = document.select("pc")
    assert {said(document, m) for m in marks if m.get("unit") == "question"} == {"◀"}


def test_speech_that_begins_with_an_answer_is_cut_off() -> None:
    gaps = recognised(PAGE).select("gap")
    assert [(gap.spans[0].start, gap.get("reason")) for gap in gaps] == [(0, "truncated")]


def test_the_order_of_a_quiet_page_is_the_files() -> None:
    document = recognised(PAGE)
    flow = [u.spans[0].start for u in document.select("u")]
    assert flow == sorted(flow)


def test_unmarked_questions_are_known_by_address_and_question_mark() -> None:
    document = recognised(
        "شما از چه سالی نقاشی را آغاز کردید؟\n\n"
        "من از کودکی نقاشی می‌کردم و پدرم هم نقاش بود و کارگاهی در خانه داشت که همه ما در آن کار "
        "می‌کردیم.\n\n"
        "استاد شما چه کسی بود؟\n\n"
        "استاد من در هنرستان مردی بود که هنوز هم او را می‌بینم و از او بسیار آموختم و می‌آموزم.\n"
    )
    assert [who for who, _ in turns(document)] == ["#interviewer", "#interviewee"] * 2


def test_a_label_stands_outside_the_turn_and_is_no_name_where_it_is_a_role() -> None:
    document = recognised(
        "Q: Where did you grow up?\n\nSMITH: In a small town by the sea.\n\n"
        "Q: And your parents?\n\nSMITH: They kept a shop.\n\nQ: Was it a good life?\n\n"
        "SMITH: (laughs) It was a long one.\n"
    )
    people = {p.role: p.name for p in document.participants}
    assert people == {"interviewer": (), "interviewee": (("persName", "SMITH"),)}
    assert turns(document)[1] == ("#interviewee", "In a small town by the sea.")
    assert turns(document)[-1] == ("#interviewee", "It was a long one.")
    notes = {said(document, n): n.get("type") for n in document.select("note")}
    assert notes["SMITH:"] == "speaker"
    assert notes["(laughs)"] == "vocal"


def test_a_shortened_label_is_the_same_person() -> None:
    document = recognised(
        "مریم رضایی: سلام به همه.\n\nعلی کریمی: سلام.\n\nرضایی: امروز درباره کتاب حرف می‌زنیم.\n\n"
        "کریمی: بله، کتاب تازه.\n\nرضایی: کتاب خوبی است.\n\nکریمی: بسیار خوب است.\n"
    )
    assert [p.labels for p in document.participants] == [
        ("مریم رضایی", "رضایی"),
        ("علی کریمی", "کریمی"),
    ]


def test_verse_is_no_pull_quote() -> None:
    verse = "\n\n".join(
        f"Short lines of verse {n},\nthat nobody broke,\nand nobody joined,\nstand here"
        for n in range(9)
    )
    assert not recognised(verse + "\n\n" + "A line of prose that is longer. " * 8).select("q")


def test_what_the_user_says_of_order_stands_and_what_is_wrong_with_it_is_told() -> None:
    config = Config(structure=Structure(order=(2, 1, 40), furniture=("(",)))
    document = recognised("Alpha begins here.\n\nBeta begins here.\n\nGamma begins here.\n", config)
    firsts = [block.of(document.text).split()[0] for block in document.blocks]
    assert firsts == ["Beta", "Alpha", "Gamma"]
    assert [d.code for d in document.diagnostics] == ["TEI201", "TEI202"]


def test_what_the_user_says_of_people_and_marks_stands() -> None:
    text = "» کجا به دنیا آمدید؟\n\nدر شیراز و سال‌ها آنجا ماندم.\n\n» شهر خوبی بود.\n\nبله، بود.\n"
    config = Config(
        participants=(Speaker("زهرا احمدی", "interviewee"),),
        structure=Structure(questions=("»",)),
    )
    document = recognised(text, config)
    assert [who for who, _ in turns(document)] == ["#interviewer", "#interviewee"] * 2
    assert document.participants[1].name == (("persName", "زهرا احمدی"),)


def test_everything_that_is_not_blank_is_claimed_once() -> None:
    document = recognised(PAGE)
    count = [0] * len(PAGE)
    for claim in document.select("u", "p", "head", "byline", "fw", "q"):
        for span in claim.spans:
            for n in range(span.start, span.end):
                count[n] += 1
    assert {c for c, char in zip(count, PAGE, strict=True) if not char.isspace()} == {1}


def test_an_essay_has_no_turns() -> None:
    document = recognised(
        "شهر در کنار رودخانه ساخته شد و قرن‌ها مرکز بازرگانی منطقه بود.\n\n"
        "بازار آن هنوز برجاست و هر سال هزاران گردشگر از آن دیدن می‌کنند.\n\n"
        "باران‌های بهاری گاهی پل قدیمی را ویران می‌کرد و مردم دوباره آن را می‌ساختند.\n"
    )
    assert not document.select("u")
    assert len(document.select("p")) == 3
    assert not document.participants


def test_a_story_that_quotes_its_people_has_no_turns() -> None:
    said = ["کجا می‌روی؟", "به خانه برمی‌گردم.", "چرا نمی‌مانی؟", "شب شده است و باید بروم."]
    text = "\n\n".join(f"مرد گفت: «{line}» و پنجره را بست و دوباره نشست." for line in said * 3)
    assert not recognised(text).select("u")


def test_a_question_that_a_full_line_hides_is_found() -> None:
    document = recognised(
        "من از کودکی نقاشی را دوست داشتم و در خانه\n"
        "پدرم کارگاهی بود که همه ما در آن کار کردیم.\n"
        "شما نقاشی را نزد چه استادانی یاد گرفته‌اید؟\n"
        "من در هنرستان شاگرد استادی بودم که هنوز هم\n"
        "او را می‌بینم و از او بسیار یاد می‌گیرم و\n"
        "سال‌ها با هم کار کردیم.\n"
    )
    assert [who for who, _ in turns(document)] == ["#interviewee", "#interviewer", "#interviewee"]
    assert len(document.select("seg")) == 3


def test_a_piece_of_an_answer_below_an_introduction_is_speech() -> None:
    piece = (
        "آن کتاب را با خود به همه شهرها می‌بردیم. این داستان تازه‌ای است که مانند آن را نخوانده‌ایم."
    )
    document = recognised(
        "گفت‌وگو با مترجم کتاب‌های کودکان\n\n"
        "این مترجم چهل سال است که برای کودکان می‌نویسد و کتاب‌های او در شهرهای بسیاری خوانده می‌شود "
        "و امسال جایزه‌ای هم گرفته است که پیش از او کسی در این کشور نگرفته بود.\n\n"
        f"{piece}\n\n"
        "◀ شما از چه سالی ترجمه را آغاز کردید؟\n\n"
        "از روزی که در دانشگاه زبان می‌خواندم و استادم کتابی به من داد و گفت آن را ترجمه کنم.\n"
    )
    assert piece not in [said(document, p) for p in document.select("p")]
    assert piece in [text for _, text in turns(document)]
