"""A document too large for memory is judged as one that is not, and shown part by part."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from tei.cli import tei
from tei.diagnostics import Diagnostic, Position, TeiError
from tei.rendering.corpora import documents
from tei.resources import schemas
from tei.validation import validate
from tei.validation.schemas import Against
from tei.validation.streams import check
from tei.xmlstream import Streamed, places, stream
from tests.corpora import write

ALL = Against("tei_all")
FAULTS = {
    "a pointer that misses": ('prev="#s1.u7"', 'prev="#s1.u70000"'),
    "an id that stands twice": ('xml:id="s0.u9.1"', 'xml:id="s0.u8.1"'),
    "an element that does not exist": ("<head>", "<hea/><head>"),
    "text where none may be": ("<text><body>", "<text>چنین<body>"),
    "text behind an element": ("</body>", "</body>چنین"),
    "an element too many": ("<text><body>", "<text><body/><body>"),
    "an attribute that does not exist": ('<div type="debate">', '<div tpye="debate">'),
    "a file that is not there": ('who="#p7"', 'who="persons.xml#p7"'),
    "a pointer to a thing of another kind": ('who="#p7"', 'who="#s0.u9.1"'),
    "a rule that is broken": ("<head>", '<head><date when="1979" notBefore="1978">سال</date>'),
    "a rule about what is in a thing": ("<head>", '<head><list type="gloss"><item/></list>'),
    "a rule that needs all": ("<head>", '<head><date calendar="#s0.u9.1"/>'),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.xml"
    write(path, 0.5)
    return path


def _damaged(corpus: Path, path: Path, old: str, new: str) -> Path:
    text = corpus.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_valid_corpus_is_valid(corpus: Path) -> None:
    assert _told(corpus) == []


def _told(path: Path, against: Against = ALL) -> list[Diagnostic]:
    passed = check(path, against)
    assert passed is not None
    return passed.diagnostics


@pytest.mark.parametrize("fault", FAULTS)
def test_a_stream_is_judged_as_the_whole_is(corpus: Path, tmp_path: Path, fault: str) -> None:
    path = _damaged(corpus, tmp_path / "corpus.xml", *FAULTS[fault])
    streamed = _told(path)
    whole = validate(path, "tei_all", thorough=False)
    assert [d.code for d in streamed] == [d.code for d in whole]
    for one, other in zip(streamed, whole, strict=True):
        assert isinstance(one.where, Position)
        assert isinstance(other.where, Position)
        assert other.where.line - one.where.line in (0, 1)  # text is where the tag before it is


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1256"])
def test_encodings_are_read_as_elsewhere(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.xml"
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><a>سلام</a>'
    path.write_bytes(text.encode(encoding))
    assert _read(path).element.text == "سلام"


def _read(path: Path) -> Streamed:
    root = stream(path, ["nothing"])
    for _ in root:
        pass
    return root


def test_entities_are_let_in_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', encoding="utf-8")
    with pytest.raises(TeiError, match="TEI112"):
        _read(path)


@pytest.mark.parametrize("text", ["", "<a>", "<a><b></a>", "<a/><b/>", "<a>\x01</a>"])
def test_what_is_no_xml_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TeiError, match="TEI11"):
        _read(path)


@pytest.mark.parametrize("inside", [0, 300_000])
def test_attributes_by_the_thousand_are_refused(tmp_path: Path, inside: int) -> None:
    path = tmp_path / "crowded.xml"
    attributes = " ".join(f'a{n}="x"' for n in range(1_001))
    path.write_text(f"<TEI><text><p>{'x' * inside}<hi {attributes}/></p></text></TEI>")
    with pytest.raises(TeiError, match="TEI116: <hi> has more than 1,000 attributes"):
        list(_read(path))


def test_what_was_read_is_let_go(tmp_path: Path) -> None:
    write(tmp_path / "corpus.xml", 4)
    root = stream(tmp_path / "corpus.xml", ["{http://www.tei-c.org/ns/1.0}teiCorpus"])
    held = [len(root.element) for child in root if isinstance(child, etree._Element)]
    assert max(held) < len(held) / 2


def test_what_nobody_expected_to_be_long_is_streamed_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"<a><b>{'<c>one</c>two' * 500_000}</b><d/></a>", encoding="utf-8")
    parts = list(stream(path, []))
    assert [str(part.tag) for part in parts if isinstance(part.tag, str)] == ["b", "d"]
    assert isinstance(parts[1], Streamed)


def test_places_are_those_of_the_tags(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<a>\n <b/>\n <c/></a>", encoding="utf-8")
    found = {(0, False): Position(1, 1), (2, False): Position(3, 2), (0, True): Position(3, 6)}
    assert places(path, {0, 2}, {0}) == found


def test_the_members_of_a_corpus_know_its_persons(corpus: Path) -> None:
    found = dict(documents(corpus))
    assert list(found)[:2] == ["s0", "s1"]


def command(*words: str | Path) -> Result:
    return CliRunner().invoke(tei, list(map(str, words)))


def test_the_commands_stream_what_is_large(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.xmlstream.LARGE", 1000)
    monkeypatch.chdir(tmp_path)
    Path("tei.toml").write_text("limits.size = 1000\n", encoding="utf-8")
    assert command("validate", corpus, "--schema", "tei_all").output == f"{corpus}: valid\n"
    result = command("render", corpus, "--to", "text", "-o", tmp_path)
    assert result.exit_code == 0
    text = (tmp_path / "corpus" / "s1.txt").read_text(encoding="utf-8")
    assert "عضو 8" in text
    assert "TEI518" in command("validate", corpus, "--schema", schemas() / "interview.sch").output


def test_what_is_large_and_cannot_be_taken_in_parts_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.xmlstream.LARGE", 1000)
    text = f"<text><body><p>{'سلام ' * 300}</p></body></text>"
    path = tmp_path / "single.xml"
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>', encoding="utf-8")
    result = command("render", path, "--to", "text", "-o", tmp_path / "out")
    assert result.exit_code != 0
    assert "TEI711: is too large to be held as a whole" in result.output


def test_a_corpus_cut_off_is_shown_as_far_as_it_goes(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.xmlstream.LARGE", 1000)
    whole = corpus.read_text(encoding="utf-8")
    cut = tmp_path / "cut.xml"
    cut.write_text(whole[: whole.index("<head>جلسه‌ی 2")], encoding="utf-8")
    result = command("render", cut, "--to", "text", "-o", tmp_path)
    assert "TEI11" in result.output
    assert "1 failed" in result.output
    assert {"s0.txt", "s1.txt"} <= {path.name for path in (tmp_path / "cut").iterdir()}


def test_a_document_of_a_corpus_that_fails_costs_no_other(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.xmlstream.LARGE", 1000)
    result = command("restore", corpus, "-o", tmp_path)
    assert "1 failed" in result.output
    assert result.output.count("TEI4") == 1
