"""The timeline: which points of the recording the source names, and what begins there.

A time stamp stays where it is printed; it points to a `when`, and so does the turn that it opens
(TEI P5 §8.3.5, §17.4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tei.model import Moment
from tei.structure.stamps import moments

if TYPE_CHECKING:
    from tei.config import Config
    from tei.model import Annotation, Document, Span

AFTER = ("business", "turns")


class _Notes(Struct, frozen=True):
    text: str
    ends: dict[int, Span]
    """Where a note ends -> the note."""
    pointers: dict[Span, str]
    """A note that names times -> what points to them."""


def recognise(document: Document, config: Config) -> Document:
    """Return the document with its timeline, and with notes and turns that point to it."""
    notes = [note.spans[0] for note in document.select("note") if len(note.spans[0])]
    named = {note: found for note in notes if (found := moments(document.text, note))}
    if not named:
        return document
    times = sorted({seconds for found in named.values() for seconds in found})
    points = {seconds: Moment(f"t{n}", seconds) for n, seconds in enumerate(times, 1)}
    pointers = {
        note: " ".join(f"#{points[seconds].id}" for seconds in found)
        for note, found in named.items()
    }
    known = _Notes(document.text, {note.end: note for note in notes}, pointers)
    claims = tuple(_timed(claim, known) for claim in document.annotations)
    return replace(document, annotations=claims, timeline=tuple(points.values()))


def _timed(claim: Annotation, notes: _Notes) -> Annotation:
    """Return a claim that points to when it was said."""
    if claim.element == "note" and (pointer := notes.pointers.get(claim.spans[0])):
        return replace(claim, attributes=(*claim.attributes, ("synch", pointer)))
    if claim.element == "u" and (pointer := _opening(claim.spans[0], notes)):
        return replace(claim, attributes=(*claim.attributes, ("start", pointer.split()[0])))
    return claim


def _opening(turn: Span, notes: _Notes) -> str:
    """Return what points to the time at which a turn begins, if a stamp opens it."""
    opening = (pointer for note, pointer in notes.pointers.items() if note.start == turn.start)
    if pointer := next(opening, ""):
        return pointer
    start = len(notes.text[: turn.start].rstrip())
    while note := notes.ends.get(start):
        if pointer := notes.pointers.get(note, ""):
            return pointer
        start = len(notes.text[: note.start].rstrip())
    return ""
