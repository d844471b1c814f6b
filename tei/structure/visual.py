"""Lines that an extractor left in visual order: as they are seen, from left to right.

Either every letter stands so (`tei.spelling.extraction`), or words keep their letters and stand in
the wrong order. Of the second kind is a line whose words continue one another better from its end
to its beginning (`tei.structure.seams`). Turned round, a line is as long as before.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from tei.languages import language
from tei.spelling.extraction import visual_lines
from tei.spelling.orthography import orthography
from tei.structure.lines import lines, widen
from tei.structure.seams import features, hashed_odds
from tei.structure.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Span

_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_RUN = re.compile(
    "[\u202a\u202b\u2066-\u2068][^\u202a-\u202e\u2066-\u2069]*[\u202c\u2069]"  # embedded: in order
    r"|[A-Za-z0-9](?:[A-Za-z0-9 .,/:'@_-]*[A-Za-z0-9])?"  # Latin words stand as they are read
    r"|\d+(?:[./:٫٬]\d+)+"
    rf"|[{_MARKS}]*\w[\w\u200b-\u200d\u064b-\u065f\u0670]*[{_MARKS}]*"
    r"|.",
    re.DOTALL,
)
_LEAST = 4
"""Words of a line that says something about its order."""
_SAMPLE, _FEW = 16, 6
"""Lines, and words of each, that are looked at before all are."""
_SOME = 0.2
_LINES = 4
"""Lines that say something, at least."""
_MOST = 0.75
"""Share of such lines that have to be turned, for all to be."""
_SURE = 12.0
"""Nats by which a line alone has to be likelier turned."""


def turned(text: str, whole: Span, code: str) -> Iterator[tuple[Span, str]]:
    """Yield each line in visual order and how it reads: the same characters or their mirrors."""
    if language(code).direction != "rtl":
        return
    rows = [widen(text, row) for row in lines(text, whole)]
    spelt = list(_by_letters(text, rows, code))
    yield from spelt or _by_words(text, rows, code)


def _by_letters(text: str, rows: Sequence[Span], code: str) -> Iterator[tuple[Span, str]]:
    spelling = orthography(code)
    known = {start: logical for start, _, logical in visual_lines(text, spelling)}
    for row in rows if known else ():
        logical = known.get(row.start, "")
        if len(logical) == len(row):
            yield row, logical


def _by_words(text: str, rows: Sequence[Span], code: str) -> Iterator[tuple[Span, str]]:
    if not _some(rows[:: len(rows) // _SAMPLE + 1], text, code):
        return
    gains = {row: _gain(row.of(text), code) for row in rows}
    telling = [gain for gain in gains.values() if gain is not None]
    all_of_them = len(telling) >= _LINES and sum(g > 0 for g in telling) >= _MOST * len(telling)
    for row, gain in gains.items():
        certain = gain is not None and gain > _SURE
        if certain or (all_of_them and (gain is None or gain > -_SURE)):
            line = row.of(text)
            if (logical := _turn(line)) != line:
                yield row, logical


def _some(sample: Sequence[Span], text: str, code: str) -> bool:
    """Say whether enough of these lines go on better from their ends to look at all lines."""
    needed, found = ceil(_SOME * len(sample)), 0
    for left, row in zip(range(len(sample), 0, -1), sample, strict=True):
        if not found < needed <= found + left:
            break
        gain = _gain(row.of(text), code, _FEW)
        found += gain is not None and gain > 0
    return found >= needed


def _gain(line: str, code: str, most: int | None = None) -> float | None:
    """Return how much better the words of a line go on from its end, in nats; of few, nothing."""
    tokens = [token for token in words(line) if token[0].isalnum()][:most]
    if len(tokens) < _LEAST:
        return None
    return _flow(tokens[::-1], code) - _flow(tokens, code)


def _flow(tokens: Sequence[str], code: str) -> float:
    seams = [(tokens[max(0, n - 2) : n], tokens[n : n + 2]) for n in range(1, len(tokens))]
    seen = [feature.encode() for left, right in seams for feature in features(left, right)]
    return hashed_odds(code, [0] * len(seen), seen)


def _turn(line: str) -> str:
    return "".join(_RUN.findall(line)[::-1])
