"""A mention of somebody or something: words, what they are, and the parts of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tei.model import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.names.record import Record
    from tei.names.words import Passage

PERSON, PLACE, ORGANISATION = "person", "place", "org"
EVENT, GROUP, OFFICE = "event", "group", "office"

TITLE = Rule("names.title", "a name introduced by a title or honorific")
PARTS = Rule("names.parts", "a forename and a surname side by side")
AGAIN = Rule("names.again", "a name that the text introduces elsewhere")
LEXICON = Rule("names.lexicon", "a name found in a word list")
HEAD = Rule("names.head", "a name introduced by the word for what it is")
OFFICE_RULE = Rule("names.office", "an office that stands without a name")
CAPITALS = Rule("names.capitals", "capitalised words that are like nothing but a name")
AUTHORITY = Rule("names.authority", "a name of the authority file", human=True)
SPEAKER = Rule("names.speaker", "the name of somebody who speaks")
TRAINED = Rule("names.trained", "a name that the trained recogniser finds")


class Part(NamedTuple):
    """One part of a name: words `start` to `end` of the mention's passage, half-open."""

    element: str
    start: int
    end: int
    type: str = ""
    inner: bool = False
    """A title that belongs to the name: «سید»."""


class Mention(Struct, frozen=True):
    """Words `start` to `end` of passage number `passage`, half-open."""

    kind: str
    passage: int
    start: int
    end: int
    rule: Rule
    certainty: float
    parts: tuple[Part, ...] = ()
    name: str = ""
    """The canonical form, where a list gives one."""
    number: str = ""
    """Its GeoNames id, where a list gives one."""
    record: Record | None = None
    """The entity of an authority file that it is."""
    inside: tuple[Mention, ...] = ()
    """Mentions within this one: the place of an office."""

    @property
    def core(self) -> tuple[int, int]:
        """The name without the titles before it, «سید» excepted: words, half-open."""
        if not self.parts:
            return self.start, self.end
        named = [p for p in self.parts if p.element != "roleName" or p.inner]
        return (named[0].start, named[-1].end) if named else (self.start, self.start)

    def overlaps(self, other: Mention) -> bool:
        """Say whether the two share a word."""
        same = self.passage == other.passage
        return same and self.start < other.end and other.start < self.end

    def form(self, passage: Passage, *elements: str) -> str:
        """Return the folded words of its parts of these elements, blanks between."""
        chosen = [p for p in self.parts if p.element in elements]
        return " ".join(w.form for p in chosen for w in passage[p.start : p.end])


def settle(candidates: Iterable[Mention]) -> list[Mention]:
    """Return mentions that share no word, in order: of two the surer, then the longer stays."""
    kept: list[Mention] = []
    taken: set[tuple[int, int]] = set()
    for mention in sorted(_united(candidates), key=_rank):
        cells = {(mention.passage, i) for i in range(mention.start, mention.end)}
        if not cells & taken:
            kept.append(mention)
            taken |= cells
    return sorted(kept, key=lambda m: (m.passage, m.start))


# What a human says stands; what a rule says tells more than the model's word alone.
_WEIGHT = {AUTHORITY: 0, SPEAKER: 1, TRAINED: 3}


def _united(candidates: Iterable[Mention]) -> Iterable[Mention]:
    """Make one of several claims that agree: what a rule says of it, as sure as the surest."""
    found: dict[tuple[str, int, int, int], Mention] = {}
    for mention in candidates:
        key = (mention.kind, mention.passage, mention.start, mention.end)
        other = found.get(key)
        found[key] = mention if other is None else _agreed(mention, other)
    return found.values()


def _agreed(one: Mention, other: Mention) -> Mention:
    said = min(one, other, key=lambda m: (_WEIGHT.get(m.rule, 2), -m.certainty))
    surest = max(one.certainty, other.certainty)
    return said if said.certainty == surest else replace(said, certainty=surest)


def _rank(mention: Mention) -> tuple[bool, float, int, int, int]:
    length = mention.end - mention.start
    # A fifth of certainty is worth a word: the longest first, unless it is much less sure.
    worth = mention.certainty + 0.2 * length
    if mention.rule is LEXICON and mention.kind == ORGANISATION:
        # Where the list has an organisation whole, a longer guess is rather one word too many.
        worth += 0.2
    if mention.rule in (SPEAKER, AGAIN):
        # Who speaks, or is known, is rather meant than a town of the same name.
        worth += 0.06
    if mention.inside:
        # What completes an office stays inside it.
        worth += 0.3
    return (not mention.rule.human, -worth, -length, mention.passage, mention.start)
