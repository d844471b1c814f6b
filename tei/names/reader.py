"""One passage with what is known of its words: what every rule about names reads."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import force_setattr

from tei.names import lexicon
from tei.names.capitals import Surroundings
from tei.names.openings import openings
from tei.names.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.authorities import Authority
    from tei.model import Span
    from tei.names.mentions import Mention
    from tei.names.record import Record
    from tei.names.vocabulary import Vocabulary
    from tei.names.words import Passage


class Reader(Struct, frozen=True):
    """A passage, its number in the document, and its language's vocabulary."""

    words: Passage
    number: int
    vocabulary: Vocabulary
    code: str
    authorities: tuple[Authority, ...] = ()
    dates: tuple[tuple[int, int], ...] = ()
    """Where dates stand: words, half-open."""
    tagged: tuple[Mention, ...] = ()
    """What a tagger of the user's own finds."""
    speakers: Phrases[Record] = field(default_factory=lambda: Phrases(()))
    around: Surroundings = Surroundings()
    openings: dict[str, list[int]] = field(default_factory=dict)
    """Where each rule may begin, as `tei.names.openings` says."""

    def __post_init__(self) -> None:
        force_setattr(self, "openings", openings(self.words, self.code))

    @property
    def likeness(self) -> tuple[tuple[str, str], ...] | None:
        """What two passages have in common about which every rule says the same, if that is known.

        In a script with capitals that depends on where they stand too.
        """
        if self.vocabulary.cased or self.dates or self.tagged:
            return None
        return tuple([(word.form, word.kind) for word in self.words])

    def beginnings(self, name: str) -> Sequence[int]:
        """Return the words that something of a list or a rule may begin with."""
        return self.openings.get(name, ())

    def form(self, i: int) -> str:
        """Return word `i` folded, nothing beyond the edges."""
        return self.words[i].form if 0 <= i < len(self.words) else ""

    def flags(self, i: int) -> str:
        """Return what the lexicon knows of word `i`."""
        return lexicon.flags(self.code, self.words[i].form)

    def is_word(self, i: int) -> bool:
        """Say whether there is a word `i`, not a mark or a number."""
        return 0 <= i < len(self.words) and self.words[i].kind == "word"

    def is_dated(self, start: int, end: int) -> bool:
        """Say whether words share some with a date without holding it whole."""
        shared = (d for d in self.dates if d[0] < end and start < d[1])
        return any(not (start <= first and last <= end) for first, last in shared)

    def ordinary(self, start: int, end: int) -> bool:
        """Say whether words `start` to `end` all mean something without being a name."""
        return all(
            not _ORDINARY.isdisjoint(self.flags(i))
            or self.form(i) in self.vocabulary.function_words
            for i in range(start, end)
        )


_ORDINARY = frozenset((lexicon.COMMON, lexicon.FREQUENT))


def ranges(words: Passage, spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """Return which words lie in each of some spans, sorted and apart: half-open."""
    starts = [span.start for span in spans]
    found: dict[int, list[int]] = {}
    for i, word in enumerate(words if spans else ()):
        n = bisect_right(starts, word.start) - 1
        if n >= 0 and word.start < spans[n].end:
            found.setdefault(n, []).append(i)
    return tuple((inside[0], inside[-1] + 1) for inside in found.values())
