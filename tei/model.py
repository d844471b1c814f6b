"""What is known of a transcript: the witness, which never changes, and claims about spans of it.

Offsets are code points of `Witness.text`, half-open. This module imports nothing of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.diagnostics import Diagnostic


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points in `Witness.text`; an empty one is a point."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """Return what stands there in `text`."""
        return text[self.start : self.end]


class Rule(Struct, frozen=True):
    """Who decides: a rule of the program or a person.

    `id` becomes the `xml:id` that `@resp` points to, `label` a sentence about what it does.
    What a human says outranks every rule.
    """

    id: str
    label: str
    human: bool = False


class Annotation(Struct, frozen=True):
    """A claim that a stretch of text is something, signed by a rule.

    `spans` are its pieces in reading order: one, or several where blocks that the file holds
    apart belong together. An empty span is a point, for `gap` and editorial `note`.
    """

    element: str
    """The TEI element."""
    spans: tuple[Span, ...]
    rule: Rule
    certainty: float = 1.0
    """0 to 1: the `@cert`."""
    attributes: tuple[tuple[str, str], ...] = ()
    id: str | None = None
    """An `xml:id` to be pointed at; the encoder numbers what has none."""
    regular: str | None = None
    """The regular spelling: `choice` with `orig` and `reg` (then `element` is "choice")."""
    comment: str | None = None
    """What an editorial `note` or the `desc` of a `gap` tells the reader, in a sentence."""
    evidence: str = ""
    """Why, in words, with the runner-up; it becomes a `certainty` in `standOff`."""

    @property
    def hull(self) -> Span:
        """The smallest span that holds every piece."""
        if len(self.spans) == 1:
            return self.spans[0]
        return Span(min(s.start for s in self.spans), max(s.end for s in self.spans))

    def get(self, name: str) -> str | None:
        """Return the value of one attribute, if it is there."""
        for key, value in reversed(self.attributes):
            if key == name:
                return value
        return None


class Decision(Struct, frozen=True):
    """A claim with no element of its own: where a block stands, what it continues."""

    block: Span
    rule: Rule
    certainty: float
    evidence: str


class Participant(Struct, frozen=True):
    """Somebody who speaks. A person whom the source does not name has no name."""

    id: str
    role: str
    """interviewer, interviewee, moderator, speaker, ..."""
    name: tuple[tuple[str, str], ...] = ()
    """Parts of the name: (forename | surname | roleName | nameLink | persName, text)."""
    labels: tuple[str, ...] = ()
    """As printed before the turns."""
    rule: Rule | None = None
    certainty: float = 1.0


class Entity(Struct, frozen=True):
    """One person, place, organisation or event that mentions point to with `@ref`."""

    id: str
    kind: str
    """person, place, org or event."""
    name: tuple[tuple[str, str], ...] = ()
    """Parts of the name: (element, text); empty where the source cuts it off."""
    idnos: tuple[tuple[str, str], ...] = ()
    """(type, value): ("geonames", "112931")."""
    comment: str | None = None
    rule: Rule | None = None
    certainty: float = 1.0


class Moment(Struct, frozen=True):
    """A point of the recording that the source names."""

    id: str
    """What `@start` and `@synch` point to."""
    seconds: float
    """From the beginning of the recording."""


class Zone(Struct, frozen=True):
    """Where a span stood on its page: page from 1, units of the reader's page geometry."""

    span: Span
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Witness(Struct, frozen=True):
    """The source: its text exactly as decoded, and what is needed to give back its bytes."""

    siglum: str
    """Short id: the file's name without its suffix."""
    file: str
    """The file's name, without folders."""
    text: str
    """Without the byte-order mark; otherwise every character, ends of lines as they are."""
    encoding: str
    """A codec's name as in IANA's registry: "UTF-8", "UTF-16LE", "windows-1256"."""
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""
    bom: bool = False
    zones: tuple[Zone, ...] = ()


class Document(Struct, frozen=True):
    """A witness with everything claimed about it so far. Recognisers return a fuller one."""

    witness: Witness
    language: str = "und"
    """BCP 47."""
    blocks: tuple[Span, ...] = ()
    """Tile the text, white space after a block being its own; in reading order.

    A block that a pull quote or page furniture fills may stand anywhere: the encoder puts it
    before the paragraph of the flow block that follows it in the file.
    """
    annotations: tuple[Annotation, ...] = ()
    participants: tuple[Participant, ...] = ()
    entities: tuple[Entity, ...] = ()
    decisions: tuple[Decision, ...] = ()
    logical: str | None = None
    """The text with its lines in visual order turned round, each as long as it was."""
    timeline: tuple[Moment, ...] = ()
    """By time."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def text(self) -> str:
        """What is read: the witness's text, no line of it in visual order."""
        return self.witness.text if self.logical is None else self.logical

    def select(self, *elements: str) -> list[Annotation]:
        """Return the annotations of these elements, in the order they were claimed."""
        return [a for a in self.annotations if a.element in elements]

    def with_claims(
        self,
        annotations: Iterable[Annotation] = (),
        *,
        participants: Iterable[Participant] = (),
        entities: Iterable[Entity] = (),
        decisions: Iterable[Decision] = (),
        diagnostics: Iterable[Diagnostic] = (),
    ) -> Document:
        """Return a document with these claims added."""
        return replace(
            self,
            annotations=(*self.annotations, *annotations),
            participants=(*self.participants, *participants),
            entities=(*self.entities, *entities),
            decisions=(*self.decisions, *decisions),
            diagnostics=(*self.diagnostics, *diagnostics),
        )
