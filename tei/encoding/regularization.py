"""A regular spelling is divided where the text it stands for has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Annotation, Span


def divide(
    annotation: Annotation, start: int, printed: str, parts: Sequence[Span]
) -> list[tuple[Span, Annotation]]:
    """Return each part of a spelling's text with its share of the regular form.

    `printed` stands at `start`; the parts lie in it, in order. Nothing is returned where it
    cannot be told which letters of the regular form belong to which part.
    """
    regular = annotation.regular or ""
    from difflib import SequenceMatcher  # seldom needed, and slow to import

    places: dict[int, int] = {}
    for block in SequenceMatcher(None, printed, regular, autojunk=False).get_matching_blocks():
        places.setdefault(block.a, block.b)  # what was added at a cut goes with what follows it
        places |= {block.a + i: block.b + i for i in range(1, block.size + 1)}
    places |= {0: 0, len(printed): len(regular)}
    shares = []
    for part in parts:
        begin, end = places.get(part.start - start), places.get(part.end - start)
        if begin is None or end is None or end < begin:
            return []
        shares.append((part, replace(annotation, regular=regular[begin:end])))
    return shares
