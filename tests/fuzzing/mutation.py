"""Bytes that no one would write: samples of the project, cut, doubled, spliced and broken."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
_LONGEST = 4000
_MOST = 6
"""Changes made to one sample."""

_BYTES = (b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xed\xa0\x80")
_MARKS = "\u200c \u200f \u202b \ufeff \u00ad \u0301 \u2028 \u0085 \ufffe \x07 \x0b \x1b \U000e0001"
_LINES = ["\r\n", "\n", "\r", "\x0c", "\t", "   ", "\n\n\n"]
_WORDS = [
    "پرسش:",
    "پاسخ:",
    "می\u200c",
    "ها",
    "ك",
    "۱۳۶۱",
    "«",
    "»",
    "[",
    "]",
    "(",
    ")",
    "◀",
    "آقای",
    "-",
    "\u202a .\u202c",
    "\u202b\u202a ۱۹۹۴ - ۱۳\u202c",
    " \u064b",
    "الم",
]
_XML = """< > & ]]> <!-- --> <? ?> <![CDATA[ &#x0; &lt; ' " = -1 ../ http://[ 999999999999999999999
<u> </u> <p/> <choice> <reg> </text> <TEI <!DOCTYPE|a|[ ]> xmlns:a='' xml:id="a" |who="#a"
<milestone|unit="block"|n="1"/> <lb|type="CRLF"/> <g|ref='#x0'/> <space|quantity='99999999'/>"""
_TAGS = [word.replace("|", " ") for word in _XML.split()]


class Mutator:
    """Makes one new input after the other; the same seed makes the same ones."""

    def __init__(self, samples: Sequence[bytes], seed: int, *, is_xml: bool) -> None:
        self.samples = samples
        self.random = Random(seed)
        words = [*_MARKS.split(" "), *_LINES, *_WORDS, *(_TAGS if is_xml else ())]
        self.tokens = [*_BYTES, *(word.encode("utf-8", "surrogatepass") for word in words)]

    def next(self) -> bytes:
        """Return an input that was never seen before, as good as surely."""
        data = self._cut(self.random.choice(self.samples))
        for _ in range(self.random.randint(1, _MOST)):
            data = self._changed(data)
        return data

    def _cut(self, data: bytes) -> bytes:
        """Return a sample, mostly a short piece of it: short inputs are read more often."""
        size = min(int(self.random.paretovariate(0.7) * 20), _LONGEST)
        if len(data) <= size or self.random.random() < 0.02:
            return data[: 4 * _LONGEST]
        start = self.random.randrange(len(data) - size)
        return data[start : start + size]

    def _changed(self, data: bytes) -> bytes:
        random = self.random
        at = random.randint(0, len(data))
        to = min(at + random.choice([1, 1, 2, 8, 40]), len(data))
        match random.randrange(7):
            case 0:
                return data[:at] + data[to:]
            case 1:
                return data[:at] + data[at:to] * random.choice([2, 2, 3, 50]) + data[to:]
            case 2:
                return data[:at] + self._cut(random.choice(self.samples))[:200] + data[to:]
            case 3:
                return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
            case _:
                token: bytes = random.choice(self.tokens)
                return data[:at] + token + data[to:]


def texts() -> list[bytes]:
    """Return the transcripts of the project, in several encodings."""
    files = [*ROOT.glob("seeds/*.txt"), *sorted(ROOT.glob("tests/commands/*/*.txt"))]
    plain = [file.read_bytes() for file in files]
    said = "Q: Where were you born?\r\nA: In Leeds — in 1931.\r\n[Laughter]\r\n"
    asked = "پرسش: کجا بودید؟\nپاسخ: در تهران، سال ۱۳۴۲، با آقای رضایی.\n"
    made = [t.encode(c) for t in (said, asked) for c in ("utf-8", "utf-16", "utf-16-be", "utf-32")]
    old = "مي خواهم از آن روزها بگويم. چه كساني بودند؟\n".encode("cp1256")
    return [*plain, *made, old]


def documents() -> list[bytes]:
    """Return the TEI documents of the project."""
    files = [*ROOT.glob("tests/golden/**/*.xml"), *sorted(ROOT.glob("tests/commands/*/*.xml"))]
    return [file.read_bytes() for file in files]
