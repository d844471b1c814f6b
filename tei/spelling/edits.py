"""A change of spelling, as a place and what stands there instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(Struct, frozen=True, order=True, gc=False):
    """`replacement` for the code points `start` to `end`, half-open; a rule says so."""

    start: int
    end: int
    replacement: str
    rule: str
    probability: float

    def moved(self, by: int, probability: float | None = None) -> Edit:
        """Return the same edit so many code points further on, and so sure if that is said."""
        sure = self.probability if probability is None else probability
        return Edit(self.start + by, self.end + by, self.replacement, self.rule, sure)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with these changes made; they must not overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        parts += text[at : edit.start], edit.replacement
        at = edit.end
    return "".join((*parts, text[at:]))
