"""Time stamps of the source: what becomes of them, and of the turns that they open."""

from __future__ import annotations

from lxml import etree

from tei.encoding import encode
from tei.pipeline import recognise
from tei.restoration import restore
from tei.structure.stamps import stamps
from tei.validation import validate
from tests.strategies import witness

LABELLED = """[00:00:05] Q: Where did you grow up?

SMITH [00:00:12]: In a small town by the sea. [inaudible 00:00:20] It was cold.

Q: And your parents?

SMITH: [00:01:07] They kept a shop.
"""
SUBTITLES = """00:00:01,000 --> 00:00:04,000
شما از چه سالی نقاشی را آغاز کردید؟

00:00:04,500 --> 00:00:09,000
من از کودکی نقاشی می‌کردم و پدرم هم نقاش بود.

00:00:10,000 --> 00:00:12,000
استاد شما چه کسی بود؟
"""


def encoded(text: str) -> etree._ElementTree:
    tree = encode(recognise(witness(text)))
    assert restore(tree) == text.encode()
    assert not list(validate(tree, file="a.xml"))
    return tree


def times(tree: etree._ElementTree) -> dict[str, str]:
    """Return the interval of each `when`, by what points to it."""
    return {
        f"#{when.get('{http://www.w3.org/XML/1998/namespace}id')}": when.get("interval", "")
        for when in tree.iter("{*}when")
    }


def starts(tree: etree._ElementTree) -> list[str | None]:
    known = times(tree)
    return [known.get(turn.get("start", "")) for turn in tree.iter("{*}u")]


def test_a_turn_begins_when_the_stamp_before_or_after_its_label_says() -> None:
    assert starts(encoded(LABELLED)) == ["5", "12", None, "67"]


def test_a_stamp_inside_a_turn_points_to_the_timeline() -> None:
    tree = encoded(LABELLED)
    known = times(tree)
    notes = {note.get("type"): note for note in tree.iter("{*}note") if note.get("synch")}
    assert known[notes["gap"].get("synch", "")] == "20"


def test_a_stamp_is_no_part_of_a_speakers_name() -> None:
    people = recognise(witness(LABELLED)).participants
    assert [person.name for person in people] == [(), (("persName", "SMITH"),)]


def test_lines_of_time_alone_are_nobodys_speech() -> None:
    tree = encoded(SUBTITLES)
    assert starts(tree) == ["1", "4.5", "10"]
    said = ["".join(map(str, turn.itertext())) for turn in tree.iter("{*}u")]
    assert not any("-->" in turn for turn in said)


def test_a_verse_is_no_time() -> None:
    assert not stamps("He recited (17:23) twice, and later (2:11) from memory.")
    assert not stamps("در سوره اسراء (۱۷:۲۳) آمده است.")


def test_two_numbers_are_a_time_where_several_rise() -> None:
    text = "علی (۰:۱۲): سلام.\nسارا (۰:۱۵): سلام.\nعلی (۱:۰۲): خوش آمدید.\n"
    assert [stamp.seconds for stamp in stamps(text)] == [12, 15, 62]
