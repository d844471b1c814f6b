"""What a walk through a document keeps: the elements that are open, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.validation.relaxng.patterns import Element, Pattern


class Place(Struct, frozen=True):
    """Where in a document: at the tag of its nth element, from 1, or in text after it.

    `part` is "tag"; "text" for text after the start tag, "tail" for text after the end tag,
    "between" for text after a comment or the like, of which only the element before is known.
    """

    ordinal: int
    node: etree._Element
    part: str = "tag"


class Finding(Struct, frozen=True):
    """What is wrong at a place."""

    code: str
    place: Place
    message: str
    hint: str | None = None


class Open(Struct):
    """An element of the document that is not over yet."""

    node: etree._Element | None
    """None for the document itself."""
    ordinal: int
    start: Pattern
    """What its content may be."""
    state: Pattern
    """What its content may yet be."""
    children: Iterator[etree._Element]
    early: list[frozenset[Element]] = field(default_factory=list)
    """Elements that come too late, and were told of when their successors came too early."""
    late: etree._Element | None = None
    """The last child that came too late, so that a row of them is told of once."""
    culprits: dict[Element, etree._Element | None] = field(default_factory=dict)
    """For elements that came too late, the child that they should have come before."""
