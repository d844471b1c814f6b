"""Pages as an extractor leaves them, made from interviews: text whose reading order is known.

Paragraphs are set in columns of so many lines, cut where a column or a frame of it ends, and put
into the file in another order: columns from the wrong side, a foot displaced, frames in any order.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_KINDS = ("same",) * 12 + ("columns",) * 16 + ("foot",) * 38 + ("frames",) * 22 + ("pieces",) * 6
_MARKS = ("▪", "*", "■", "◀", "●", "", "")
Row = tuple[int, str]
"""A line and the paragraph it is of."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What one of two speakers says."""

    text: str
    question: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page and where its pieces begin, in reading order."""

    text: str
    starts: tuple[int, ...]
    source: str


def pages(paragraphs: list[Paragraph], source: str, count: int, rng: random.Random) -> list[Page]:
    """Return so many pages cut from one interview."""
    found = (_page(paragraphs, source, rng) for _ in range(20 * count))
    return [page for page, _ in zip(filter(None, found), range(count), strict=False)]


def _page(paragraphs: list[Paragraph], source: str, rng: random.Random) -> Page | None:
    columns, height = rng.choice((2, 3, 3)), rng.randint(26, 46)
    rows = _rows(paragraphs, rng)[: columns * height - rng.choice((0, 0, rng.randint(0, height)))]
    if len(rows) < height:
        return None
    frames = _frames(rows, columns, height, rng)
    pieces = [[_pieces(frame) for frame in column] for column in frames]
    order = _in_file(
        [[piece for frame in column for piece in frame] for column in pieces], pieces, rng
    )
    return _written(order, [p for column in pieces for frame in column for p in frame], source, rng)


def _rows(paragraphs: list[Paragraph], rng: random.Random) -> list[Row]:
    width, mark, lost = rng.randint(30, 46), rng.choice(_MARKS), rng.choice((0, 0.3, 0.5, 1))
    joiner = rng.choice(("", " ", "\u200c"))
    first = rng.randrange(max(1, len(paragraphs) - 6))
    rows: list[Row] = []
    for n, paragraph in enumerate(paragraphs[first:]):
        text = paragraph.text.replace("\u200c", joiner)
        if paragraph.question and mark and rng.random() >= lost:
            text = f"{mark} {text}"
        found = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        if not n and len(found) > 2 and rng.random() < 0.7:
            found = found[rng.randrange(1, len(found) - 1) :]
        rows += [(n, line) for line in found]
    return rows


def _frames(
    rows: list[Row], columns: int, height: int, rng: random.Random
) -> list[list[list[Row]]]:
    """Return the frames of each column: two where a pull quote stands between."""
    found = []
    for _ in range(columns):
        quoted = rng.random() < 0.35
        column, rows = rows[: height - quoted * 10], rows[height - quoted * 10 :]
        cut = rng.randrange(2, len(column) - 2) if quoted and len(column) > 6 else len(column)
        found.append([frame for frame in (column[:cut], column[cut:]) if frame])
    return [column for column in found if column]


def _pieces(frame: list[Row]) -> list[list[str]]:
    """Return the lines of each paragraph, or piece of one, in a frame."""
    cuts = [n for n in range(1, len(frame)) if frame[n][0] != frame[n - 1][0]]
    return [[line for _, line in frame[a:b]] for a, b in pairwise([0, *cuts, len(frame)])]


def _in_file(
    columns: list[list[list[str]]], frames: list[list[list[list[str]]]], rng: random.Random
) -> list[list[str]]:
    """Return the pieces in the order of the file."""
    kind = rng.choice(_KINDS)
    if kind == "columns":
        columns.reverse()
    if kind == "foot":
        column = rng.choice(columns)
        cut = rng.randrange(1, len(column)) if len(column) > 1 else 1
        rest = [column[:cut] if c is column else c for c in columns]
        columns = [*rest, column[cut:]] if rng.random() < 0.7 else [column[cut:], *rest]
    if kind == "frames":
        columns = [part for column in frames for frame in column for part in _halves(frame, rng)]
        rng.shuffle(columns)
    pieces = [piece for column in columns for piece in column]
    if kind == "pieces":
        rng.shuffle(pieces)
    return pieces


def _halves(frame: list[list[str]], rng: random.Random) -> list[list[list[str]]]:
    cut = rng.randrange(len(frame))
    return [part for part in (frame[:cut], frame[cut:]) if part]


def _written(
    order: list[list[str]], reading: list[list[str]], source: str, rng: random.Random
) -> Page:
    text, starts = "", {}
    between = rng.choice(("\n", " ", " "))
    for piece in order:
        text += rng.choice(("\n\n",) * 6 + ("\n",)) if text else ""
        starts[id(piece)] = len(text)
        text += between.join(piece)
    return Page(text + "\n", tuple(starts[id(piece)] for piece in reading), source)
