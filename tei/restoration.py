"""The way back: from the TEI alone, the bytes it was made from.

The inverse of `tei.encoding`, by the contract alone: white space at an element's edge, beside a
break or among structural elements means nothing, elsewhere a run of it is one blank, so an XML
editor may have formatted the file. Whatever is editorial is passed over.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct, field

from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.encoding.checksums import checksum
from tei.encoding.tokens import NEWLINES
from tei.encoding.vocabulary import BREAKS, EDITORIAL, PRINTED_APART, STRUCTURAL
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TEI = "{http://www.tei-c.org/ns/1.0}"
_PLACE = re.compile(r"#char=(\d+),(\d+)$")
_WHITE = " \t\r\n"
_RUN = re.compile(f"[{_WHITE}]+")
_LINES = PRINTED_APART | (STRUCTURAL - {"choice", "subst"})
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def restore(source: etree._ElementTree | Path, *, file: str = "") -> bytes:
    """Return the bytes of the source a TEI file was made from, checked against its SHA-256.

    Raises `TeiError`: TEI401 where the file names no source, TEI402 where a block is missing,
    stands twice or has other characters than it had, TEI403 where the bytes are others though no
    block tells why, TEI404 where a character does not exist in the source's encoding.
    """
    tree = source if isinstance(source, etree._ElementTree) else parse(source)
    file = file or ("" if tree is source else str(source))
    header = _Header.of(tree, file)
    blocks = list(source_blocks(tree, header.newline))
    _check_blocks(blocks, header, file)
    text = "".join(block.text for block in sorted(blocks, key=lambda b: b.number))
    data = _encoded((_BOM if header.bom else "") + text, header.encoding, file)
    if hashlib.sha256(data).hexdigest() != header.digest:
        message = "the text is not the one whose SHA-256 the header gives"
        hint = "the header itself was changed, or the file has lost its crc32 as well"
        raise _error(file, "TEI403", message, hint)
    return data


class SourceBlock(Struct):
    """One block as the TEI has it."""

    number: int
    """Its place in the source, from 1."""
    start: int
    end: int
    """The range of code points that it says it is."""
    line: int
    """Of its milestone, in the TEI file."""
    chars: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters of the source that stand in it."""
        return "".join(self.chars)


def source_blocks(tree: etree._ElementTree, newline: str = "LF") -> Iterator[SourceBlock]:
    """Yield the blocks of a TEI file's text, with the source's characters, in their order there.

    `newline` (LF, CRLF, CR) is what an `lb` without `@type` stands for.
    """
    collector = _Collector(newline)
    for text in tree.getroot().iterchildren(f"{_TEI}text"):
        collector.walk(text)
    yield from collector.blocks


class _Header(Struct, frozen=True):
    """What the header says of the source."""

    digest: str
    encoding: str
    newline: str
    bom: bool
    checksums: tuple[str, ...]

    @classmethod
    def of(cls, tree: etree._ElementTree, file: str) -> _Header:
        path = f"{_TEI}teiHeader/{_TEI}fileDesc/{_TEI}sourceDesc//{_TEI}idno"
        found = {e.get("type"): (e.text or "").strip() for e in tree.getroot().iterfind(path)}
        if not found.get("sha256") or tree.getroot().find(f"{_TEI}text//{_TEI}milestone") is None:
            message = "there is no source to restore: no sha256 in sourceDesc, or no blocks in text"
            hint = "only a file that `tei encode` or `tei convert` wrote gives back its source"
            raise _error(file, "TEI401", message, hint)
        encoding = found.get("encoding", "UTF-8")
        try:
            codecs.lookup(encoding)
        except LookupError:
            message = f"the source's encoding is unknown here: {encoding!r}"
            raise _error(file, "TEI401", message, "correct the idno of type encoding") from None
        return cls(
            found["sha256"],
            encoding,
            found.get("newline", "LF"),
            "bom" in found,
            tuple(found.get("crc32", "").split()),
        )


class _Collector(Struct):
    """Walks a text in document order and gathers the source's characters, block by block."""

    newline: str
    blocks: list[SourceBlock] = field(default_factory=list)
    blank: bool = False
    """White space has been seen that counts if a character follows."""
    at_edge: bool = True
    """White space seen now means nothing."""
    count: int = 0
    """Characters gathered, to see whether an element held any."""

    def walk(self, root: etree._Element) -> None:
        around: list[str] = []
        stack: list[tuple[bool, int, bool, bool]] = []
        skipped: etree._Element | None = None
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start":
                name = _local(element.tag)
                if _is_editorial(element, name):
                    events.skip_subtree()
                    skipped = element
                    continue
                apart = _stands_apart(name, around)
                stack.append((apart or name in BREAKS, self.count, self.blank, self.at_edge))
                self._open(element, name, apart)
                around.append(name)
                continue
            if event == "end" and element is not skipped:
                self._close(*stack.pop())
                around.pop()
            if around and (tail := element.tail):
                self._text(tail, around[-1])

    def _open(self, element: etree._Element, name: str, apart: bool) -> None:
        if name in BREAKS:
            self._break(name, element)
        elif name == "g":
            self._put(_char(element))
        elif apart:
            self.blank = False
        self.at_edge = name != "g"
        if text := element.text:
            self._text(text, name)

    def _close(self, apart: bool, count: int, blank: bool, at_edge: bool) -> None:
        if apart:
            self.blank, self.at_edge = False, True
        elif self.count > count:
            self.blank = self.at_edge = False
        else:
            self.blank, self.at_edge = blank, at_edge

    def _text(self, text: str, inside: str) -> None:
        structural = inside in STRUCTURAL
        bare = text.strip(_WHITE)
        if text[:1] != bare[:1]:
            self.blank = self.blank or not (structural or self.at_edge)
        if bare:
            self._put(_RUN.sub("" if structural else " ", bare))
            self.at_edge = False
            self.blank = text[-1] != bare[-1] and not structural

    def _put(self, chars: str) -> None:
        if not self.blocks:
            self.blocks.append(SourceBlock(0, 0, 0, 0))
        self.blocks[-1].chars.append(f" {chars}" if self.blank else chars)
        self.blank = False
        self.count += 1

    def _break(self, name: str, element: etree._Element) -> None:
        self.blank = False
        if name == "lb":
            self._put(NEWLINES.get(element.get("type") or self.newline, "\n"))
        elif name == "pb" and element.get("rend") == "formfeed":
            self._put("\f")
        elif name == "space" and element.get("unit") in ("chars", "tab", None):
            blank = "\t" if element.get("unit") == "tab" else " "
            self._put(blank * int(element.get("quantity") or 1))
        elif name == "milestone" and element.get("unit") == "block":
            place = _PLACE.search(element.get("source", ""))
            start, end = map(int, place.groups()) if place else (0, 0)
            number = element.get("n", "")
            position = int(number) if number.isdecimal() else 0
            self.blocks.append(SourceBlock(position, start, end, _line(element)))


def _is_editorial(element: etree._Element, name: str) -> bool:
    return name in EDITORIAL or (name == "note" and element.get("type") == "editorial")


def _stands_apart(name: str, around: Sequence[str]) -> bool:
    """Say whether an element begins a line of its own; a `seg` does where it is a paragraph.

    `around` are the names of the elements that it is in.
    """
    return around[-1:] == ["u"] if name == "seg" else name in _LINES


@lru_cache(1 << 10)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _char(element: etree._Element) -> str:
    code = (element.get("ref") or "").removeprefix("#x")
    try:
        return chr(int(code, 16))
    except ValueError:
        return element.text or ""


def _check_blocks(blocks: list[SourceBlock], header: _Header, file: str) -> None:
    """Find the first block that is not as it was, so that the error says where."""
    ordered = sorted(blocks, key=lambda b: b.number)
    hint = "take the block from the source, or the whole file from before it was changed"
    at = 0
    for place, block in enumerate(ordered, 1):
        where = f"block {block.number} (characters {block.start}–{block.end} of the source)"
        problem = None
        if block.number != place:
            problem = (
                f"block {place} is missing" if block.number > place else f"{where} stands twice"
            )
        elif block.start != at:
            problem = f"{where} does not begin where block {place - 1} ends, at {at}"
        elif (found := len(block.text)) != block.end - block.start:
            problem = f"{where} has {found} characters, not {block.end - block.start}"
        elif header.checksums[place - 1 : place] not in ((), (checksum(block.text),)):
            problem = f"{where} has other characters than it had"
        if problem:
            raise _error(file, "TEI402", problem, hint, Position(block.line))
        at = block.end
    if len(header.checksums) > len(ordered):
        raise _error(file, "TEI402", f"block {len(ordered) + 1} is missing", hint)


def _encoded(text: str, encoding: str, file: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        char = text[error.start]
        message = f"{char!r} (character {error.start}) does not exist in {encoding}"
        hint = "it was added to the file, or its encoding in the header was changed"
        raise _error(file, "TEI404", message, hint) from None


def _error(
    file: str, code: str, message: str, hint: str, where: Position | None = None
) -> TeiError:
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint, file, where))
