"""Mends for what has one safe mend, as edits of the file's own text; nothing else is touched.

Safe is a misspelt name or value that the schema has one near neighbour of, an id that stands
twice, and a pointer that lacks only its `#`. A pointer to a name that is like another is not: it
could make somebody say what another said.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct

from tei.diagnostics import Diagnostic, Position
from tei.validation import judged
from tei.validation.schemas import Against
from tei.xmlsource import decode, original

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_OURS = Against()


class Mended(Struct, frozen=True):
    """A file's text before and after, and how it is written."""

    before: str
    after: str
    encoding: str
    mark: bytes
    left: tuple[Diagnostic, ...]
    """What has no safe mend."""

    @property
    def data(self) -> bytes:
        """The bytes to be written, in the encoding that the file has."""
        return self.mark + self.after.encode(self.encoding)


def mend(path: Path, against: Against = _OURS) -> Mended:
    """Return a file with its safe mends; unchanged where they would not make it better.

    Raises `TeiError` for what cannot be read.
    """
    data = path.read_bytes()
    source = original(data, str(path))
    found = judged(path, against).diagnostics
    after = _applied(source.text, decode(data), found)
    mended = source.mark + after.encode(source.encoding)
    left = judged(mended, against, file=str(path)).diagnostics if found else []
    if len(left) >= len(found):
        after, left = source.text, found
    return Mended(source.text, after, source.encoding, source.mark, tuple(left))


def diff(path: Path, mended: Mended) -> str:
    """Return the change as a unified diff, for review or for `patch`."""
    lines = difflib.unified_diff(
        mended.before.splitlines(keepends=True),
        mended.after.splitlines(keepends=True),
        path.as_posix(),
        path.as_posix(),
        n=1,
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


class _Edit(Struct, frozen=True, order=True):
    """Put `new` in place of what stands between two offsets."""

    start: int
    end: int
    new: str


def _applied(text: str, document: bytes, found: list[Diagnostic]) -> str:
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    ends = _end_tags(document)
    ids = set(re.findall(r"""xml:id\s*=\s*["']([^"']*)""", text))
    edits: set[_Edit] = set()
    for diagnostic in found:
        place = diagnostic.where
        if isinstance(place, Position) and place.column:
            tag = starts[place.line - 1] + place.column - 1
            end = ends.get(place)
            end_tag = starts[end.line - 1] + end.column - 1 if end else None
            edits.update(_edits(diagnostic, text, tag, end_tag, ids))
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def _edits(
    diagnostic: Diagnostic, text: str, tag: int, end_tag: int | None, ids: set[str]
) -> Iterator[_Edit]:
    quoted = re.findall(r"`([^`]*)`", diagnostic.message)
    meant = re.match(r"`([^`]+)`\?|did you mean `([^`]+)`\?", diagnostic.hint or "")
    better = (meant[1] or meant[2]) if meant else ""
    match diagnostic.code:
        case "TEI520" if better:
            for at in (tag, end_tag):
                if at is not None:
                    yield from _in(text, at, rf"</?(?:[\w.-]+:)?({re.escape(quoted[0])})\b", better)
        case "TEI525" if better:
            yield from _in(text, tag, rf"{_TAG}\s({re.escape(quoted[0])})\s*=", better)
        case "TEI528" if better and len(quoted) > 1:
            value = rf"\s{re.escape(quoted[1])}\s*=\s*[\"']({re.escape(quoted[0])})[\"']"
            yield from _in(text, tag, _TAG + value, better)
        case "TEI551":
            value = rf"\sxml:id\s*=\s*[\"']({re.escape(quoted[0])})[\"']"
            yield from _in(text, tag, _TAG + value, _free(quoted[0], ids))
        case "TEI553" if better == f"#{quoted[-1]}":
            name, pointer = re.escape(quoted[0]), re.escape(quoted[-1])
            value = rf"\s{name}\s*=\s*[\"'](?:[^\"']*\s)?({pointer})(?=[\s\"'])"
            yield from _in(text, tag, _TAG + value, better)


# A start tag up to one of its attributes.
_TAG = r"<[^\s>/]+(?:\s+[^\s=>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*"


def _in(text: str, at: int, pattern: str, new: str) -> Iterator[_Edit]:
    match = re.compile(pattern).match(text, at)
    if match:
        yield _Edit(match.start(1), match.end(1), new)


def _free(name: str, ids: set[str]) -> str:
    """Return an id that nothing has yet, and take it."""
    number = 2
    while f"{name}-{number}" in ids:
        number += 1
    ids.add(f"{name}-{number}")
    return f"{name}-{number}"


def _end_tags(document: bytes) -> dict[Position, Position]:
    """Return where the end tag is of each element that has one, by where its start tag is."""
    ends: dict[Position, Position] = {}
    open_elements: list[Position] = []
    parser = expat.ParserCreate("utf-8")

    def here() -> Position:
        return Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def end(_: str) -> None:
        start, at = open_elements.pop(), here()
        if at != start:
            ends[start] = at

    parser.StartElementHandler = lambda *_: open_elements.append(here())
    parser.EndElementHandler = end
    parser.Parse(document, True)
    return ends
