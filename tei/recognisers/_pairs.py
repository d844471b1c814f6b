"""Which quotation mark closes which, inside a paragraph and over several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.names.words import Passage

# Where no paragraph repeats the mark, what was opened is looked for no further.
_MOST_UNMARKED = 3


class Marks(NamedTuple):
    """The quotation marks of a language."""

    opening: dict[str, str]
    """An opening mark -> what closes it."""
    closing: frozenset[str]
    straight: frozenset[str]
    """Marks that open and close."""


class Piece(NamedTuple):
    """Words `start` to `end` of passage number `passage`, half-open."""

    passage: int
    start: int
    end: int


class Quotation(NamedTuple):
    """What stands between two marks: a piece of each paragraph."""

    pieces: tuple[Piece, ...]
    repeated: bool = True
    """Whether every further paragraph repeats the mark."""


class Pairs(NamedTuple):
    """Quotations in reading order, and the marks without a fellow: passage and word."""

    quotations: list[Quotation]
    lonely: list[tuple[int, int]]


class _Open(Struct):
    closing: str
    turn: int
    pieces: list[Piece]
    unmarked: int = 0


class _Pairing(Struct):
    passages: Sequence[Passage]
    turns: Sequence[int]
    marks: Marks
    found: list[Quotation] = field(default_factory=list)
    lonely: list[tuple[int, int]] = field(default_factory=list)
    open: _Open | None = None

    def passage(self, number: int) -> None:
        words = self.passages[number]
        if not words:
            return
        repeats = self._repeats(number)
        pairs, opened, closed = _inside(words, self.marks, 1 if repeats else 0)
        self.found += [Quotation((Piece(number, start, end),)) for start, end in pairs]
        closed = self._go_on(number, closed, repeats=repeats)
        self.lonely += [(number, i) for i in closed]
        # A mark that opens and closes tells nothing in the next paragraph.
        if opened and self.open is None and opened[0][1] not in self.marks.straight:
            first, closing = opened.pop(0)
            piece = Piece(number, first, len(words))
            self.open = _Open(closing, self.turns[number], [piece])
        self.lonely += [(number, i) for i, _ in opened]

    def give_up(self) -> None:
        if self.open:
            first = self.open.pieces[0]
            self.lonely.append((first.passage, first.start))
            self.open = None

    def _repeats(self, number: int) -> bool:
        """Say whether a paragraph begins with the mark of a quotation that goes on in it."""
        words, known = self.passages[number], self.open
        if known is None or known.turn != self.turns[number]:
            self.give_up()
            return False
        first = words[0].form
        if first == known.closing:
            # «»Artículo 2»: the closing mark, set close to the word that it does not close.
            return len(words) > 1 and words[1].kind == "word" and words[1].start == words[0].end
        return self.marks.opening.get(first) == known.closing

    def _go_on(self, number: int, closed: list[int], *, repeats: bool) -> list[int]:
        """Let the open quotation end or go on here; return the closing marks that are left."""
        known = self.open
        if known is None:
            return closed
        known.unmarked += not repeats
        words = self.passages[number]
        end = next((i for i in closed if words[i].form == known.closing), None)
        if end is not None:
            pieces = (*known.pieces, Piece(number, 0, end + 1))
            self.found.append(Quotation(pieces, repeated=not known.unmarked))
            self.open = None
            return [i for i in closed if i != end]
        known.pieces.append(Piece(number, 0, len(words)))
        if known.unmarked > _MOST_UNMARKED or (
            known.closing in self.marks.straight and not repeats
        ):
            self.give_up()
        return closed


def pair(passages: Sequence[Passage], turns: Sequence[int], marks: Marks) -> Pairs:
    """Return the quotations of passages; `turns` says whose each is: none runs into another's."""
    pairing = _Pairing(passages, turns, marks)
    for number in range(len(passages)):
        pairing.passage(number)
    pairing.give_up()
    return Pairs(sorted(pairing.found), sorted(pairing.lonely))


def _inside(
    words: Passage, marks: Marks, start: int
) -> tuple[list[tuple[int, int]], list[tuple[int, str]], list[int]]:
    """Return the pairs of one paragraph, what stays open with its fellow, and lonely ends.

    A pair that closes leaves what was opened inside it without a fellow.
    """
    found: list[tuple[int, int]] = []
    lonely: list[int] = []
    opened: list[tuple[int, str]] = []
    for i, form in _marks_in(words, marks, start):
        expected = [closing for _, closing in opened]
        if form in expected:
            while opened[-1][1] != form:
                lonely.append(opened.pop()[0])
            found.append((opened.pop()[0], i + 1))
        elif form in marks.straight:
            opened.append((i, form))
        elif form in marks.opening:
            opened.append((i, marks.opening[form]))
        else:
            lonely.append(i)
    return found, opened, sorted(lonely)


def _marks_in(words: Passage, marks: Marks, start: int) -> Iterator[tuple[int, str]]:
    known = {*marks.opening, *marks.closing, *marks.straight}
    for i in range(start, len(words)):
        if words[i].form in known:
            yield i, words[i].form
