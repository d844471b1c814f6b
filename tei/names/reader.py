"""One passage with what is known of its words: what every rule about names reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.names import lexicon
from tei.names.phrases import Phrases

if TYPE_CHECKING:
    from tei.authorities import Authority
    from tei.names.record import Record
    from tei.names.tagger import Tagger
    from tei.names.vocabulary import Vocabulary
    from tei.names.words import Passage


@dataclass(frozen=True, slots=True)
class Reader:
    """A passage, its number in the document, and its language's vocabulary."""

    words: Passage
    number: int
    vocabulary: Vocabulary
    code: str
    authorities: tuple[Authority, ...] = ()
    tagger: Tagger | None = None
    speakers: Phrases[Record] = field(default_factory=lambda: Phrases(()))

    def form(self, i: int) -> str:
        """Return word `i` folded, nothing beyond the edges."""
        return self.words[i].form if 0 <= i < len(self.words) else ""

    def flags(self, i: int) -> str:
        """Return what the lexicon knows of word `i`."""
        return lexicon.flags(self.code, self.words[i].form)

    def is_word(self, i: int) -> bool:
        """Say whether there is a word `i`, not a mark or a number."""
        return i < len(self.words) and self.words[i].kind == "word"

    def ordinary(self, start: int, end: int) -> bool:
        """Say whether words `start` to `end` all mean something without being a name."""
        return all(
            set(lexicon.COMMON + lexicon.FREQUENT) & set(self.flags(i))
            or self.form(i) in self.vocabulary.function_words
            for i in range(start, end)
        )
