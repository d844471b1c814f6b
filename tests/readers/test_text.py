"""Text as it comes: encodings, marks, line endings, what does not decode."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import tei
from tei.diagnostics import TeiError
from tei.encoding import encode
from tei.model import Document, Span, Witness
from tei.readers import transcripts
from tei.readers.text import read
from tei.restoration import restore

PERSIAN = "می‌خواهم از آن روزها بگویم. چه کسانی بودند؟\r\nنمی‌دانم.\n"
ARABIC_LETTERS = "مي خواهم از آن روزها بگويم. چه كساني بودند؟\n"  # windows-1256 has no ی
ENGLISH = "Q: Where were you born?\nA: In Leeds, in 1931.\n"


def code_of(error: pytest.ExceptionInfo[TeiError]) -> str:
    return error.value.diagnostic.code


def gives_back(witness: Witness, data: bytes) -> bool:
    """Say whether the witness, encoded without any claim, is restored to the same bytes."""
    document = Document(witness, "fa", (Span(0, len(witness.text)),))
    return restore(encode(document)) == data


@pytest.mark.parametrize(
    ("codec", "encoding", "bom"),
    [
        ("utf-8", "UTF-8", False),
        ("utf-8-sig", "UTF-8", True),
        ("utf-16", "UTF-16LE", True),
        ("utf-16-le", "UTF-16LE", False),
        ("utf-16-be", "UTF-16BE", False),
        ("utf-32", "UTF-32LE", True),
    ],
)
@pytest.mark.parametrize("text", [PERSIAN, ENGLISH], ids=["Persian", "English"])
def test_unicode_is_known_by_its_mark_or_its_validity(
    text: str, codec: str, encoding: str, bom: bool
) -> None:
    data = text.encode(codec)
    witness = read(data, "interview.txt")
    assert (witness.text, witness.encoding, witness.bom) == (text, encoding, bom)
    assert witness.digest == hashlib.sha256(data).hexdigest()
    assert gives_back(witness, data)


@pytest.mark.parametrize("encoding", [None, "windows-1256", "cp1256"])
def test_windows_1256_is_detected_and_can_be_said(encoding: str | None) -> None:
    data = ARABIC_LETTERS.encode("cp1256")
    witness = read(data, "interview.txt", encoding)
    assert (witness.text, witness.encoding) == (ARABIC_LETTERS, "windows-1256")
    assert gives_back(witness, data)


def test_what_is_said_outranks_what_the_bytes_suggest() -> None:
    assert read("café".encode(), "a.txt", "iso-8859-1").text == "cafÃ©"


def test_a_mark_belongs_to_the_text_where_another_encoding_is_said() -> None:
    data = "café".encode("utf-8-sig")
    witness = read(data, "a.txt", "iso-8859-1")
    assert witness.text.startswith("ï»¿")
    assert gives_back(witness, data)


def test_utf_16_without_a_mark_finds_its_byte_order() -> None:
    assert read(ENGLISH.encode("utf-16-be"), "a.txt", "utf-16").encoding == "UTF-16BE"


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (PERSIAN.encode() + b"\xff", None, "byte 100 (line 3) is not UTF-8: FF"),
        (b"\xff\xfea\x00\x00\xd8", None, "byte 4 (line 1) is not UTF-16LE: 00 D8"),
        (b"abc\x81", "windows-1252", "byte 3 (line 1) is not windows-1252: 81"),
    ],
)
def test_bytes_that_do_not_decode_are_an_error_with_their_offset(
    data: bytes, encoding: str | None, says: str
) -> None:
    with pytest.raises(TeiError) as error:
        read(data, "a.txt", encoding)
    assert code_of(error) == "TEI101"
    assert error.value.diagnostic.message.startswith(says)


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(TeiError) as error:
        read(b"", "a.txt", "utf-9")
    assert code_of(error) == "TEI105"


def test_an_encoding_that_does_not_give_back_the_bytes_is_refused() -> None:
    with pytest.raises(TeiError) as error:
        read(b"+AGE-", "a.txt", "utf-7")
    assert code_of(error) == "TEI106"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\r\n\r\n\r",
        "a\rb\nc\r\nd",
        "\f\fa\fb\f",
        "\t a  b \t\t c ",
        "\x00\x07\x1b\x7f\x85\ufffe\uffff",
        "\ue000\U0010fffd\u0378\U000e0001",
        "\u200c\u200d\u200e\u200f\u202a\u2066",
        "\ufeffa",
        "a" * 5_000_000,
    ],
    ids=repr,
)
def test_every_character_survives(text: str) -> None:
    data = text.encode()
    witness = read(data, "a.txt")
    assert gives_back(witness, data)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TeiError) as error:
        tei.read(tmp_path / "nowhere.txt")
    assert code_of(error) == "TEI103"


def test_a_folder_stands_for_the_transcripts_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "deep/c.txt", "page.tiff"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    found = [p.relative_to(tmp_path).as_posix() for p in transcripts(tmp_path)]
    assert found == ["a.TXT", "b.txt", "deep/c.txt"]
