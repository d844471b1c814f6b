"""Lines of a block: where they are, and which of them a narrow measure broke.

In text that was set to a measure a line ends because the next word had no room; a line that had
room left is the last of its paragraph. Lengths are in code points.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category

from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_LINE = re.compile(r"[^\r\n\f\v]+")
INVISIBLE = (
    " \t\u00a0\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_EMBEDS, _EMBEDDED = re.compile("[\u202a\u202b\u2066-\u2068] "), re.compile(" [\u202c\u2069]")
_SHORT = 0.6
"""A line of less than this share of the measure ends a paragraph whatever it ends in."""
_WIDEST = 110
"""Longer lines are paragraphs, not lines of a measure."""
_VERSE, _RUN_ON = 45, 8
"""Where lists and headings stand between, so many lines as wide as this tell a measure by running
on: a verse is shorter, and a paragraph ends in a stop."""
_SIGNS = re.compile(r"[^\w\s]{1,3}")
_QUOTING = (set("«»"), set("..."), set("()"), set("[]"))
_BULLETS = frozenset("•●▪■◄◀►▶*†‡§·∙‣⁃")
_PUNCTUATION = frozenset("«»“”\"'‘’()[]{}….,،;؛:!?؟/\\%")
_ENDS = frozenset(".؟?!…。۔")
_CLOSERS = "\"'»”’)]}›" + INVISIBLE
_EDGES = INVISIBLE + "\r\n\f\v"


def trim(text: str, span: Span) -> Span:
    """Return `span` without blanks and invisible marks at its edges."""
    piece = text[span.start : span.end]
    if piece and piece[0] not in _EDGES and piece[-1] not in _EDGES:
        return span
    left = len(piece) - len(piece.lstrip(_EDGES))
    right = len(piece.rstrip(_EDGES))
    return Span(span.start + left, span.start + max(left, right))


def widen(text: str, span: Span) -> Span:
    """Return `span` with the marks of direction that touch it: they belong to its words.

    So does a blank that they embed with it, but not the gutter between two embeddings.
    """
    start, end = span.start, span.end
    while text[start - 1 : start] in DIRECTION or (start > 1 and _EMBEDS.match(text, start - 2)):
        start -= 1
    while text[end : end + 1] in DIRECTION or _EMBEDDED.match(text, end):
        end += 1
    return Span(start, end)


def lines(text: str, span: Span) -> list[Span]:
    """Return the lines of `span` that hold anything, without blanks at their edges."""
    known = _known(text)
    if span not in known:
        found = [trim(text, Span(*m.span())) for m in _LINE.finditer(text, span.start, span.end)]
        known[span] = tuple([line for line in found if line.start < line.end])
    return list(known[span])


# Several recognisers ask for the lines of the same blocks, one after another.
@lru_cache(2)
def _known(text: str) -> dict[Span, tuple[Span, ...]]:
    del text
    return {}


def line_start(text: str, offset: int) -> int:
    """Return where the line begins that holds a code point, its indent included."""
    return max(text.rfind(end, 0, offset) for end in "\n\r\f\v") + 1


def ends_sentence(text: str) -> bool:
    """Say whether `text` ends as a sentence does, closing quotes and brackets apart."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _ENDS


def measure(text: str, blocks: Iterable[Sequence[Span]]) -> int | None:
    """Return what no line with its next word fits into where text was set to a measure, else None.

    That is the longest line where lines were broken by counting characters, and somewhat less
    where they were broken by width: a line of narrow letters has a fifth more of them.
    """
    blocks = list(blocks)
    inner = [(a, b) for block in blocks for a, b in pairwise(block)]
    lengths = sorted(len(line) for block in blocks for line in block)
    if not inner:
        return None
    longest = lengths[int((len(lengths) - 1) * 0.99)]
    usual = int(0.9 * lengths[int(len(lengths) * 0.95)])
    narrow = int(0.8 * lengths[int(len(lengths) * 0.9)])
    for width, filled, share in (
        (longest, longest, 0.8),
        (usual, usual, 0.6),
        (usual, narrow, 0.75),
    ):
        full = sum(is_full(text, a, b, filled) for a, b in inner)
        if width <= _WIDEST and full >= share * len(inner):
            return width
    run_on = sum(is_full(text, a, b, narrow) and not ends_sentence(a.of(text)) for a, b in inner)
    wide = _VERSE < usual <= _WIDEST
    return usual if wide and run_on >= max(_RUN_ON, 0.3 * len(inner)) else None


def paragraphs(
    text: str, block: Sequence[Span], width: int | None, labels: Container[int] = ()
) -> list[list[Span]]:
    """Return the lines of each paragraph: runs of full lines and the one that ends each.

    A line that begins at one of `labels` begins a paragraph.
    """
    found: list[list[Span]] = []
    for n, line in enumerate(block):
        if (
            n
            and width
            and line.start not in labels
            and not _breaks(text, block[n - 1], line, width)
        ):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Say whether the next line's first word had no room left in a line."""
    first = after.of(text).split(None, 1)[:1]
    return bool(first) and len(line) + 1 + len(first[0]) > width


def turn_mark(text: str) -> str:
    """Return the printed mark that opens a line, or nothing: ◀, ■, * or «؟», not a quotation's."""
    run = _SIGNS.match(text)
    if not run or len(run.group()) == len(text):
        return ""
    mark = run.group()
    if any(category(char) == "Sk" for char in mark):  # what was lost of a letter
        return ""
    spaced = text[len(mark)].isspace() and mark not in _PUNCTUATION and set(mark) not in _QUOTING
    return mark if spaced or is_bullet(mark) else ""


def is_bullet(mark: str) -> bool:
    """Say whether a sign is none of punctuation, but made to be seen: ◀, ■, *."""
    return all(category(char) == "So" or char in _BULLETS for char in mark)


def opens_turn(text: str, line: Span) -> bool:
    """Say whether a line begins with a mark that prints a change of speaker."""
    return bool(turn_mark(line.of(text)))


def _breaks(text: str, line: Span, after: Span, width: int) -> bool:
    if opens_turn(text, after):
        return True
    if is_full(text, line, after, width):
        return False
    return ends_sentence(line.of(text)) or len(line) < _SHORT * width


def asks(text: str) -> bool:
    """Say whether `text` ends in a question mark."""
    return text.rstrip(_CLOSERS + "\r\n!").endswith(("؟", "?"))
