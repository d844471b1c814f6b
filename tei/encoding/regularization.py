"""A regular spelling is divided where the text it stands for has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

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
    places = _places(printed, regular)
    shares = []
    for part in parts:
        begin, end = places.get(part.start - start), places.get(part.end - start)
        if begin is None or end is None or end < begin:
            return []
        shares.append((part, replace(annotation, regular=regular[begin:end])))
    return shares


def _places(printed: str, regular: str) -> dict[int, int]:
    """Return which offsets of a printed word are which of its regular form.

    Letters are compared in their plain form (Unicode NFKC); what was added at a place goes with
    what follows it.
    """
    from difflib import SequenceMatcher  # seldom needed, and slow to import

    letters = [(c, at) for at, char in enumerate(printed) for c in normalize("NFKC", char)]
    plain = "".join(letter for letter, _ in letters)
    offsets = [at for _, at in letters] + [len(printed)]
    places: dict[int, int] = {}
    for tag, start, end, place, last in SequenceMatcher(
        None, plain, regular, autojunk=False
    ).get_opcodes():
        if tag == "equal" or end - start == last - place:
            for step in range(end - start + 1):
                if not start + step or offsets[start + step] != offsets[start + step - 1]:
                    places.setdefault(offsets[start + step], place + step)
    return places | {0: 0, len(printed): len(regular)}
