"""Patterns of a simplified schema: immutable, and one object for equal ones, so `is` compares.

A pattern carries what is learnt of it while documents are read: what it may begin with
(`opening`), and what is left of it after an event (`steps`, `by_name`). These tables grow with
the documents and are the only part of a pattern that changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

    from tei.validation.relaxng.attributes import Model
    from tei.validation.relaxng.datatypes import Datatype
    from tei.validation.relaxng.interning import Patterns
    from tei.validation.relaxng.names import NameClass


class Pattern:
    """What a stretch of content may be (RELAX NG §6.2)."""

    __slots__ = (
        "attributed",
        "by_name",
        "data",
        "loose",
        "members",
        "nullable",
        "opening",
        "steps",
        "textual",
    )

    attributed: bool
    """An attribute is part of it."""
    data: bool
    """Text may have to be of a datatype."""

    def __init__(
        self, members: tuple[Pattern, ...] = (), *, nullable: bool = False, textual: bool = False
    ) -> None:
        self.members = members
        self.nullable = nullable
        """Nothing at all matches."""
        self.textual = textual
        """A text may come first, whatever it says."""
        self.attributed = any(member.attributed for member in members)
        self.data = any(member.data for member in members)
        self.loose = False
        """Text was found to change nothing; see `settled`."""
        self.opening: frozenset[Element] | None = None
        self.steps: dict[object, Pattern] = {}
        self.by_name: dict[str, tuple[Element, Pattern]] = {}


class Empty(Pattern):
    """Nothing."""

    __slots__ = ()


class NotAllowed(Pattern):
    """What nothing matches, not even nothing."""

    __slots__ = ()


class Text(Pattern):
    """Any text, also none."""

    __slots__ = ()


class Adrift(Pattern):
    """The content of an element that the schema does not know: known elements are still read."""

    __slots__ = ()


class Choice(Pattern):
    """One of its members; `elements` and `others` are the two sorts of them."""

    __slots__ = ("elements", "others")

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(
            members,
            nullable=any(member.nullable for member in members),
            textual=any(member.textual for member in members),
        )
        self.elements = frozenset(m for m in members if isinstance(m, Element))
        self.others = tuple(m for m in members if not isinstance(m, Element))


class Group(Pattern):
    """Its members, one after the other."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(
            members,
            nullable=all(member.nullable for member in members),
            textual=any(member.textual for member in _reachable(members)),
        )


class Interleave(Pattern):
    """Its members, their parts mingled."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(
            members,
            nullable=all(member.nullable for member in members),
            textual=any(member.textual for member in members),
        )


class OneOrMore(Pattern):
    """Its member, again and again."""

    __slots__ = ()

    def __init__(self, member: Pattern) -> None:
        super().__init__((member,), nullable=member.nullable, textual=member.textual)


class List(Pattern):
    """Text that is split at white space, its tokens matching the member."""

    __slots__ = ()

    def __init__(self, member: Pattern) -> None:
        super().__init__((member,))
        self.data = True


class Data(Pattern):
    """Text of a datatype, save what matches `excluded`."""

    __slots__ = ("datatype", "excluded")

    def __init__(self, datatype: Datatype, excluded: Pattern | None) -> None:
        super().__init__()
        self.data = True
        self.datatype = datatype
        self.excluded = excluded


class Value(Pattern):
    """Text that means, in a datatype, the same as `literal`."""

    __slots__ = ("datatype", "literal", "meaning", "node")

    def __init__(self, datatype: Datatype, literal: str, meaning: object, node: etree._Element):
        super().__init__()
        self.data = True
        self.datatype = datatype
        self.literal = literal
        self.meaning = meaning
        self.node = node


class Attribute(Pattern):
    """An attribute; `good` remembers values that were found to match."""

    __slots__ = ("good", "names", "node")

    def __init__(self, names: NameClass, content: Pattern, node: etree._Element) -> None:
        super().__init__((content,))
        self.attributed = True
        self.data = False
        self.names = names
        self.node = node
        self.good: set[str] = set()


class Element(Pattern):
    """An element; its content is read from the schema when a document first has one."""

    __slots__ = ("_compile", "_content", "_make", "inside", "names", "node")

    def __init__(
        self,
        names: NameClass,
        node: etree._Element,
        compile_content: Callable[[], Pattern],
        make: Patterns,
    ) -> None:
        super().__init__()
        self.names = names
        self.node = node
        self._compile = compile_content
        self._make = make
        self._content: Pattern | None = None
        self.inside: Model | None = None
        """`model`, once it is known."""

    def read(self) -> Pattern:
        """Return attributes and content as the schema has them."""
        if self._content is None:
            self._content = self._compile()
        return self._content

    @property
    def model(self) -> Model:
        """The same, attributes apart from content."""
        if self.inside is None:
            from tei.validation.relaxng.attributes import model

            self.inside = model(self.read(), self._make)
        return self.inside


def _reachable(members: tuple[Pattern, ...]) -> Iterable[Pattern]:
    for member in members:
        yield member
        if not member.nullable:
            return
