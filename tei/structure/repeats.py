"""Where else in a text a passage stands: verbatim, shortened or edited, whole or in pieces."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.model import Span
from tei.structure.words import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GRAM = 8
"""Letters to a key; every repeat of twice as many holds an indexed key."""
_PLACES = 8
"""Of a key that stands in more, the first are looked at."""
_LEAST = 12
"""Letters that two passages have to share to count."""
_CHANCE = 4
"""Letters beyond the border of a block that fewer of them reach by chance."""
_WORD = 2
"""Letters that the rest of a passage has at least, in a block that begins or ends with it."""
_APART = 45
"""Letters that an editor may have left out inside one piece."""


class Repeat(Struct, frozen=True):
    """A passage found again: where, and how much of its letters (0 to 1)."""

    pieces: tuple[Span, ...]
    coverage: float


class Index:
    """Every passage of some blocks, in their order, by runs of letters."""

    def __init__(self, text: str, blocks: Sequence[Span]) -> None:
        self.text = text
        found, self.offsets, self.block = [], list[int](), list[int]()
        for n, block in enumerate(blocks):
            run, offsets = letters(block.of(text), block.start)
            found.append(run)
            self.offsets += offsets
            self.block += [n] * len(run)
        self.letters = "".join(found)
        self.borders = [0, *accumulate(map(len, found))]
        """Where blocks begin, and where the last one ends."""
        self.grams: dict[str, list[int]] = {}
        for n in range(0, len(self.letters) - _GRAM, _GRAM):
            self.grams.setdefault(self.letters[n : n + _GRAM], []).append(n)

    def find(self, passage: str) -> Repeat:
        """Return where the letters of `passage` stand, in the passage's order."""
        run, _ = letters(passage)
        matches = self._completed(run, self._matches(run))
        shared = sum(len(said) for said, _ in matches)
        pieces: list[Span] = []
        before = 0
        for said, place in matches:
            skipped = said.start - before
            if pieces and -_LEAST < place.start - pieces[-1].end <= (_APART if skipped else 3):
                pieces[-1] = Span(pieces[-1].start, place.end)
            else:
                pieces.append(place)
            before = said.end
        spans = tuple(span for piece in pieces for span in self._spans(piece))
        return Repeat(spans, shared / max(1, len(run)))

    def _spans(self, piece: Span) -> Iterator[Span]:
        """Yield a run of letters as spans of the text, one for each block it touches."""
        start = piece.start
        while start < piece.end:
            end = min(piece.end, bisect_right(self.block, self.block[start]))
            yield Span(self.offsets[start], self.offsets[end - 1] + 1)
            start = end

    def _matches(self, run: str) -> list[tuple[Span, Span]]:
        found: list[tuple[Span, Span]] = []
        at = end = 0
        while at <= len(run) - _GRAM:
            best = self._longest(run, at, end)
            if best:
                best = self._inside(run, *best)
            if best and len(best[0]) >= _LEAST:
                found.append(best)
                at = end = best[0].end
            else:
                at += _GRAM
        return found

    def _completed(self, run: str, matches: list[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
        """Return the matches with the first and last words of a passage that ran over a border.

        They are too short to be told from others but by standing at the border of one block only.
        """
        if not matches:
            return matches
        said, place = matches[0]
        if _WORD <= said.start < _LEAST and self._borders(place.start):
            ends = [b for b in self.borders[1:] if self._stands(run[: said.start], b - said.start)]
            if len(ends) == 1 and ends[0] != place.start:
                before = Span(0, said.start), Span(ends[0] - said.start, ends[0])
                matches = [before, *matches]
        said, place = matches[-1]
        rest = run[said.end :]
        if _WORD <= len(rest) < _LEAST and self._borders(place.end):
            starts = [b for b in self.borders[:-1] if self._stands(rest, b)]
            if len(starts) == 1 and starts[0] != place.end:
                after = Span(said.end, len(run)), Span(starts[0], starts[0] + len(rest))
                matches = [*matches, after]
        return matches

    def _borders(self, at: int) -> bool:
        """Say whether a block begins or ends at a letter."""
        return self.borders[bisect_left(self.borders, at)] == at

    def _stands(self, words: str, at: int) -> bool:
        """Say whether these letters stand there as whole words, and in one block."""
        end = at + len(words)
        if (
            at < 0
            or not self.letters.startswith(words, at)
            or self.block[at] != self.block[end - 1]
        ):
            return False
        before, after = self.offsets[at] - 1, self.offsets[end - 1] + 1
        beside = self.text[max(before, 0) : before + 1] + self.text[after : after + 1]
        return not any(map(str.isalnum, beside))

    def _longest(self, run: str, at: int, end: int) -> tuple[Span, Span] | None:
        """Return the longest repeat that touches the letters from `at`, none before `end`."""
        starts = range(at, min(at + _GRAM, len(run) - _GRAM + 1))
        places = ((n, p) for n in starts for p in self.grams.get(run[n : n + _GRAM], ())[:_PLACES])
        found = {self._extend(run, n, place, end) for n, place in places}
        return max(found, key=lambda match: (len(match[0]), -match[1].start), default=None)

    def _inside(self, run: str, said: Span, place: Span) -> tuple[Span, Span]:
        """Return a repeat without the few letters beyond a block that go on better elsewhere."""
        after = bisect_right(self.block, self.block[place.start]) - place.start
        if after < min(_CHANCE, len(said)):
            said, place = Span(said.start + after, said.end), Span(place.start + after, place.end)
        border = bisect_left(self.block, self.block[place.end - 1])
        beyond = place.end - border
        if 0 < beyond < min(_LEAST, len(said)):
            cut = said.end - beyond
            other = self._longest(run, cut, cut)
            if beyond < _CHANCE or (other and other[0].start == cut and len(other[0]) > beyond):
                return Span(said.start, cut), Span(place.start, border)
        return said, place

    def _extend(self, run: str, at: int, place: int, end: int) -> tuple[Span, Span]:
        a, b = at, place
        while a > end and b and run[a - 1] == self.letters[b - 1]:
            a, b = a - 1, b - 1
        c, d = at + _GRAM, place + _GRAM
        while c < len(run) and d < len(self.letters) and run[c] == self.letters[d]:
            c, d = c + 1, d + 1
        return Span(a, c), Span(b, d)
