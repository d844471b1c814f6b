"""Which mentions of persons mean one of them."""

from __future__ import annotations

from tei.model import Rule
from tei.names.identity import persons
from tei.names.mentions import PERSON, Mention, Part
from tei.names.vocabulary import vocabulary
from tei.names.words import words


def mention(text: str, passage: int, certainty: float = 0.95) -> Mention:
    """A person whose last word is the surname, the others forenames."""
    last = len(text.split()) - 1
    parts = [Part("forename", i, i + 1) for i in range(last)]
    rule = Rule("test", "test")
    surname = Part("surname", last, last + 1)
    return Mention(PERSON, passage, 0, last + 1, rule, certainty, (*parts, surname))


def together(*names: tuple[str, float]) -> list[set[str]]:
    """Return the names that were united, each by its own words."""
    texts = [name for name, _ in names]
    mentions = [mention(name, n, certainty) for n, (name, certainty) in enumerate(names)]
    passages = [tuple(words(text)) for text in texts]
    clusters = persons(mentions, passages, vocabulary("fa"))
    return [{texts[m.passage] for m in cluster} for cluster in clusters]


def test_what_is_hardly_a_name_makes_nobody_else_uncertain() -> None:
    found = together(("ناصر حجازی", 0.97), ("وگو حجازی", 0.57), ("حجازی", 0.9))
    assert {"ناصر حجازی", "حجازی"} in found


def test_a_surname_of_two_sure_persons_is_a_third() -> None:
    found = together(("ناصر حجازی", 0.97), ("محسن حجازی", 0.97), ("حجازی", 0.9))
    assert sorted(map(len, found)) == [1, 1, 1]


def test_a_double_forename_and_a_double_surname_may_be_shortened() -> None:
    assert len(together(("محمد جواد ظریف", 0.97), ("جواد ظریف", 0.97), ("ظریف", 0.9))) == 1
