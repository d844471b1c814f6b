"""The words of a document in reading order, folded so that spelling does not hide a name."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.model import Document

# Joiners, marks of direction and soft hyphens: nobody sees them, and they begin and end nothing.
_UNSEEN = "\u200b-\u200f\u00ad\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff"
# Vowel signs and kashida are seen, but make no other word.
_SIGNS = "\u0640\u064b-\u0655\u0670"
_DROPPED = (
    *(0x00AD, 0x061C, 0x0640, 0x0670, 0x2060, 0xFEFF),
    *(*range(0x064B, 0x0656), *range(0x200B, 0x2010)),
    *(*range(0x202A, 0x202F), *range(0x2066, 0x206A)),
)
# Letters that Persian writes in more than one way.
_FOLD = str.maketrans(
    "يىكةۀأإٱؤئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٪٫",
    "ییکههاااوی01234567890123456789%.",
    "".join(map(chr, _DROPPED)),
)
_WORD = re.compile(
    r"(?P<number>\d+(?:[.,٫٬]\d+)*)"
    rf"|(?P<word>[^\W\d_]+(?:[{_UNSEEN}{_SIGNS}]+[^\W\d_]+)*[{_SIGNS}]*)"
    r"|(?P<paragraph>(?:\r\n|\r|\n|\f)[ \t]*(?:(?:\r\n|\r|\n|\f)[ \t]*)+)"
    rf"|(?P<mark>[^\w\s{_UNSEEN}]|_)"
)
_COMPATIBILITY = re.compile("[\ufb50-\ufdfb\ufdfd-\ufefc]")


class Word(Struct, frozen=True, gc=False):
    """A word, a number or a mark; `start` and `end` are code points, half-open."""

    form: str
    """Folded: see `fold`."""
    start: int
    end: int
    kind: str
    """word, number or mark."""
    block: int = 0
    """The number of its block."""


type Passage = Sequence[Word]
"""Words that run on: a name may stand over any two neighbours."""


@lru_cache(1 << 16)
def fold(text: str) -> str:
    """Return `text` without ZWNJ, vowel signs and marks of direction, in one alphabet.

    Arabic yeh, kaf and teh marbuta become Persian, hamza's seats plain, digits ASCII.
    """
    if _COMPATIBILITY.search(text):
        text = _COMPATIBILITY.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    return text.translate(_FOLD)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of `text` between two code points, as far as they run on or not."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        if match.lastgroup != "paragraph":
            yield _word(match)


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the document's words in reading order, cut where nothing runs on.

    An empty line cuts, and so do the ends of a paragraph and of a block, unless one paragraph
    was claimed to go on in the next. What was claimed to be spelt without its blank is one word.
    """
    blocks = document.blocks or (Span(0, len(document.text)),)
    # What bears an id is pointed at from elsewhere: a stretch of a paragraph, no paragraph.
    whole = [claim.spans for claim in document.select(*_PARAGRAPHS) if claim.id is None]
    seams = tuple(pair for pieces in whole for pair in pairwise(pieces))
    edges = {edge for pieces in whole for edge in (pieces[0].start, pieces[-1].end)}
    closed = frozenset(_closed(document))
    return _passages(document.text, blocks, seams, tuple(sorted(edges)), closed)


_PARAGRAPHS = ("seg", "p", "q", "head", "note", "fw", "byline")


def _closed(document: Document) -> Iterator[int]:
    """Yield where words begin that only a blank parts from the one before, and nothing should."""
    for claim in document.select("choice"):
        (first, *others), regular = claim.spans, claim.regular or ""
        printed = first.of(document.text)
        if not others and len(printed.split()) > len(regular.split()) == 1:
            starts = (match.start() for match in _WORD.finditer(printed))
            yield from (first.start + start for start in starts if start)


# Several recognisers read the same document one after another.
@lru_cache(2)
def _passages(
    text: str,
    blocks: tuple[Span, ...],
    seams: tuple[tuple[Span, Span], ...],
    edges: tuple[int, ...],
    closed: frozenset[int],
) -> tuple[Passage, ...]:
    found: list[list[Word]] = []
    bridged = _bridged(blocks, seams)
    for n, words_of_block in enumerate(_in_blocks(text, blocks)):
        cut = _paragraphs(words_of_block, edges, closed) if words_of_block else ()
        pieces = [piece for piece in cut if piece]
        if found and pieces and (n - 1, n) in bridged:
            found[-1].extend(pieces.pop(0))
        found.extend(pieces)
    return tuple(found)


def spans(found: Sequence[Word]) -> tuple[Span, ...]:
    """Return where these words stand: one span for each block that holds some of them."""
    if found and found[0].block == found[-1].block:
        return (Span(found[0].start, found[-1].end),)
    blocks = groupby(found, key=lambda word: word.block)
    pieces = (list(words_of_block) for _, words_of_block in blocks)
    return tuple(Span(piece[0].start, piece[-1].end) for piece in pieces)


def key(found: Iterable[Word]) -> str:
    """Return these words as one string: blanks and ZWNJ between them make no difference."""
    return "".join(word.form for word in found)


def _word(match: re.Match[str], block: int = 0) -> Word:
    printed = match[0]
    # A word of nothing but kashida folds to nothing.
    form, kind = fold(printed) or printed, match.lastgroup or "mark"
    return Word(form, match.start(), match.end(), kind, block)


# Claims are added between one recogniser and the next, but the words stay.
@lru_cache(2)
def _in_blocks(text: str, blocks: tuple[Span, ...]) -> list[list[Word]]:
    """Return the words of each block; an empty line is one too, of kind "paragraph"."""
    found = enumerate(blocks)
    return [[_word(m, n) for m in _WORD.finditer(text, b.start, b.end)] for n, b in found]


def _paragraphs(
    found: Sequence[Word], edges: Sequence[int], closed: frozenset[int]
) -> Iterator[list[Word]]:
    """Yield the words of a block, cut at these places and at empty lines, and those made one."""
    empty = [n for n, word in enumerate(found) if word.kind == "paragraph"]
    cuts = sorted({*empty, *_cuts(found, edges)})
    for start, end in pairwise((0, *cuts, len(found))):
        piece = found[start + 1 if found[start].kind == "paragraph" else start : end]
        yield list(_joined(piece, closed) if closed else piece)


def _cuts(found: Sequence[Word], edges: Sequence[int]) -> Iterator[int]:
    """Yield which words begin after an edge that the word before ends before."""
    starts = [word.start for word in found]
    first, last = bisect_left(edges, starts[0]), bisect_right(edges, starts[-1])
    for edge in edges[first:last]:
        n = bisect_left(starts, edge)
        if n and found[n - 1].end <= edge:
            yield n


def _joined(piece: Iterable[Word], closed: frozenset[int]) -> list[Word]:
    found: list[Word] = []
    for word in piece:
        found.append(_one(found.pop(), word) if word.start in closed and found else word)
    return found


def _one(left: Word, right: Word) -> Word:
    return replace(left, form=left.form + right.form, end=right.end)


def _bridged(
    blocks: tuple[Span, ...], seams: tuple[tuple[Span, Span], ...]
) -> set[tuple[int, int]]:
    """Return the numbers of each two blocks that one paragraph bridges."""
    in_file = sorted((block.start, n) for n, block in enumerate(blocks))
    starts = [start for start, _ in in_file]

    def block_of(span: Span) -> int:
        return in_file[max(0, bisect_right(starts, span.start) - 1)][1]

    return {(block_of(left), block_of(right)) for left, right in seams}
