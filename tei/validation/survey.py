"""One walk over a document for every check that looks at names, ids and pointers.

Elements of one shape, which is a name and the names of its attributes, are looked at once.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct, field

from tei.cache import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    type Shape = tuple[str, ...]

ID = "{http://www.w3.org/XML/1998/namespace}id"


class Attribute(Struct, frozen=True, eq=False):
    """An attribute of an element, which has this number in the document, from 0."""

    element: etree._Element
    number: int
    name: str
    value: str


class Survey(Struct):
    """What was met of a document, or of the part of it that went by."""

    shapes: dict[Shape, tuple[bool, tuple[str, ...]]] = field(default_factory=dict)
    """A name and names of attributes -> whether there is an id, and which are pointers."""
    ids: list[Attribute] = field(default_factory=list)
    pointing: list[Attribute] = field(default_factory=list)
    """Attributes that are pointers."""
    count: int = 0
    """Elements met."""

    @property
    def names(self) -> frozenset[str]:
        """The local names of elements, and the names of attributes with an @."""
        elements = {shape[0].rpartition("}")[2] for shape in self.shapes}
        return frozenset(elements.union(f"@{name}" for s in self.shapes for name in s[1:]))

    def see(self, elements: Iterable[etree._Element]) -> None:
        """Take note of elements in the order of the document."""
        shapes, number = self.shapes, self.count
        for element in elements:
            shape = cast("Shape", (element.tag, *element.keys()))
            known = shapes.get(shape)
            if known is None:
                known = shapes[shape] = _interest(shape)
            has_id, pointers = known
            if has_id:
                self.ids.append(Attribute(element, number, ID, element.get(ID, "")))
            for name in pointers:
                value = element.get(name, "")
                self.pointing.append(Attribute(element, number, name, value))
            number += 1
        self.count = number


def surveyed(tree: etree._ElementTree) -> Survey:
    """Return what there is in a document."""
    survey = Survey()
    survey.see(tree.getroot().iter("*"))
    return survey


@cache
def pointer_table() -> dict[str, Any]:
    """Return which attributes are pointers, and to what they point."""
    return table(Path(__file__).with_name("pointers.toml"))


@lru_cache(10_000)
def _interest(shape: Shape) -> tuple[bool, tuple[str, ...]]:
    """Say whether there is an id, and which attributes are pointers."""
    everywhere, only = _attributes()
    element = shape[0].rpartition("}")[2]
    pointers = (n for n in shape[1:] if n in everywhere or element in only.get(n, ()))
    return ID in shape[1:], tuple(pointers)


@cache
def _attributes() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    known = pointer_table()
    return frozenset(known["everywhere"]), {k: frozenset(v) for k, v in known["only"].items()}
