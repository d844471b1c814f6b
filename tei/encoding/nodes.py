"""The elements of a body to be, before they are written."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from tei.model import Annotation


class Node(Struct):
    """An element of the body to be; offsets are those of the reading."""

    element: str
    start: int
    end: int
    annotation: Annotation
    children: list[Node] = field(default_factory=list)
    points: list[Node] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    """Other ids under which it is pointed to."""

    def overlapping(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of children that share a character with a stretch."""
        first = last = bisect_right(self.children, start, key=_END)
        while last < len(self.children) and self.children[last].start < end:
            last += 1
        return first, last

    def contents(self) -> list[Node]:
        """Return children and points in the order of the text, a point before what it touches."""
        if not self.points:
            return self.children
        return sorted([*self.points, *self.children], key=_PLACE)


_END, _PLACE = attrgetter("end"), attrgetter("start", "end")
