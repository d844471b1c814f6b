"""The words of a document in reading order, folded so that spelling does not hide a name."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from tei.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.model import Document

# Letters that Persian writes in more than one way; what a reader does not see is dropped.
_FOLD = str.maketrans(
    "يىكةۀأإٱؤئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٪٫",
    "ییکههاااوی01234567890123456789%.",
    "\u200c\u200d\u200e\u200f\u00ad\u0640\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    + "".join(map(chr, (*range(0x064B, 0x0656), 0x0670))),
)
_INSIDE = "\u200c\u200d\u200e\u200f\u00ad\u0640\u064b-\u0655\u0670"
_WORD = re.compile(
    rf"(?P<number>\d+(?:[.,٫٬]\d+)*)|(?P<word>[^\W\d_](?:[{_INSIDE}]*[^\W\d_]|[{_INSIDE}])*)"
    r"|(?P<paragraph>(?:\r\n|\r|\n|\f)[ \t]*(?:(?:\r\n|\r|\n|\f)[ \t]*)+)|(?P<mark>[^\w\s]|_)"
)
_COMPATIBILITY = re.compile("[\ufb50-\ufdfb\ufdfd-\ufefc]")


@dataclass(frozen=True, slots=True)
class Word:
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

    An empty line cuts, and so does the end of a block, unless one paragraph was claimed to go
    on in the next.
    """
    blocks = document.blocks or (Span(0, len(document.text)),)
    return _passages(document.text, blocks, tuple(_seams(document)))


# Several recognisers read the same document one after another.
@lru_cache(2)
def _passages(
    text: str, blocks: tuple[Span, ...], seams: tuple[tuple[Span, Span], ...]
) -> tuple[Passage, ...]:
    found: list[list[Word]] = []
    bridged = _bridged(blocks, seams)
    for n, block in enumerate(blocks):
        pieces = [piece for piece in _paragraphs(text, block, n) if piece]
        if found and pieces and (n - 1, n) in bridged:
            found[-1].extend(pieces.pop(0))
        found.extend(pieces)
    return tuple(found)


def spans(found: Sequence[Word]) -> tuple[Span, ...]:
    """Return where these words stand: one span for each block that holds some of them."""
    blocks = groupby(found, key=lambda word: word.block)
    pieces = (list(words_of_block) for _, words_of_block in blocks)
    return tuple(Span(piece[0].start, piece[-1].end) for piece in pieces)


def key(found: Iterable[Word]) -> str:
    """Return these words as one string: blanks and ZWNJ between them make no difference."""
    return "".join(word.form for word in found)


def _word(match: re.Match[str], block: int = 0) -> Word:
    kind = match.lastgroup or "mark"
    # A word of nothing but kashida folds to nothing.
    form = fold(match.group()) or match.group()
    return Word(form, match.start(), match.end(), kind, block)


def _paragraphs(text: str, block: Span, number: int) -> Iterator[list[Word]]:
    current: list[Word] = []
    for match in _WORD.finditer(text, block.start, block.end):
        if match.lastgroup != "paragraph":
            current.append(_word(match, number))
        elif current:
            yield current
            current = []
    yield current


def _seams(document: Document) -> list[tuple[Span, Span]]:
    claims = document.select("seg", "p", "q")
    return [pair for claim in claims for pair in zip(claim.spans, claim.spans[1:], strict=False)]


def _bridged(
    blocks: tuple[Span, ...], seams: tuple[tuple[Span, Span], ...]
) -> set[tuple[int, int]]:
    """Return the numbers of each two blocks that one paragraph bridges."""
    in_file = sorted((block.start, n) for n, block in enumerate(blocks))
    starts = [start for start, _ in in_file]

    def block_of(span: Span) -> int:
        return in_file[max(0, bisect_right(starts, span.start) - 1)][1]

    return {(block_of(left), block_of(right)) for left, right in seams}
