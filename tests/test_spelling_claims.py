"""What the recognisers of spelling and of words claim about a document."""

from __future__ import annotations

from msgspec.structs import replace

from tei.config import Config, Spelling
from tei.model import Annotation, Document, Rule, Span, Witness
from tei.recognisers import spelling, words

PARAGRAPH = Rule("test.paragraph", "a paragraph")


def document(text: str, *blocks: Span, language: str = "fa") -> Document:
    witness = Witness("t", "t.txt", text, "UTF-8", "0" * 64)
    return Document(witness, language, blocks or (Span(0, len(text)),))


def test_a_choice_is_one_word_with_its_rule() -> None:
    claimed = spelling.recognise(document("او كتابها را دید"), Config())
    (claim,) = claimed.select("choice")
    assert claim.spans == (Span(3, 9),)
    assert claim.regular == "کتاب‌ها"
    assert claim.rule.id == "spelling.plural"
    assert claim.evidence == "also spelling.letter"
    assert 0.9 < claim.certainty <= 1


def test_a_divided_word_has_a_span_in_each_block() -> None:
    text = "view of it\n\nan inter-\n"
    blocks = Span(12, len(text)), Span(0, 12)
    (claim,) = spelling.recognise(document(text, *blocks, language="en"), Config()).annotations
    assert claim.spans == (Span(15, 22), Span(0, 4))
    assert claim.regular == "interview"


def test_a_doubtful_change_is_a_note_where_that_is_wished() -> None:
    text = "اینها آمدند"
    sure = Spelling(threshold=0.7)
    assert spelling.recognise(document(text), Config(spelling=sure)).annotations == ()
    wished = Config(spelling=replace(sure, suggest=True))
    (note,) = spelling.recognise(document(text), wished).annotations
    assert (note.element, note.spans) == ("note", (Span(5, 5),))
    assert note.comment == "Perhaps to be spelt این‌ها."


def test_words_are_marked_only_when_asked_for() -> None:
    text = "او كتابها را خواند. رفت!"
    whole = Annotation("seg", (Span(0, len(text)),), PARAGRAPH)
    spoken = spelling.recognise(document(text).with_claims([whole]), Config())
    assert words.recognise(spoken, Config()) == spoken
    marked = words.recognise(spoken, Config(words=True))
    assert [s.spans[0].of(text) for s in marked.select("s")] == ["او كتابها را خواند.", "رفت!"]
    found = [(a.element, a.spans[0].of(text), a.get("lemma")) for a in marked.select("w", "pc")]
    assert found == [
        ("w", "او", "او"),
        ("w", "كتابها", "کتاب"),
        ("w", "را", "را"),
        ("w", "خواند", "خواند#خوان"),
        ("pc", ".", None),
        ("w", "رفت", "رفت#رو"),
        ("pc", "!", None),
    ]
    assert [a.get("join") for a in marked.select("w", "pc")][3:] == ["right", None, "right", None]
