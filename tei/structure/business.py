"""Stage business among paragraphs: which of them hold nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tei.model import Document
    from tei.structure.stacks import Paragraph


def business(document: Document) -> dict[int, int]:
    """Return where each note of a document begins and where it ends."""
    return {note.spans[0].start: note.spans[0].end for note in document.select("note")}


def fills(paragraph: Paragraph, notes: Mapping[int, int]) -> bool:
    """Say whether a paragraph is business and nothing else."""
    return notes.get(paragraph.pieces[0].start, -1) >= paragraph.pieces[-1].end
