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


class Patterns:
    """Makes the patterns of one schema, each once.

    Combinations are put into the form of RELAX NG §4.20 and §4.21 (no `notAllowed` and `empty`
    but alone or in a choice), and nested ones of a kind are made flat.
    """

    def __init__(self) -> None:
        self.empty = Empty(nullable=True)
        self.not_allowed = NotAllowed()
        self.text = Text(nullable=True, textual=True)
        self.adrift = Adrift(nullable=True, textual=True)
        self.adrift.loose = True
        self._known: dict[tuple[object, ...], Pattern] = {}

    def choice(self, members: Iterable[Pattern]) -> Pattern:
        """Return what matches if one of the members does."""
        flat = dict.fromkeys(_flattened(members, Choice))
        flat.pop(self.not_allowed, None)
        if self.empty in flat and any(m.nullable for m in flat if m is not self.empty):
            del flat[self.empty]
        if len(flat) < 2:
            return next(iter(flat), self.not_allowed)
        return self._once((Choice, frozenset(flat)), lambda: Choice(tuple(flat)))

    def group(self, members: Iterable[Pattern]) -> Pattern:
        """Return what matches the members in their order."""
        return self._all_of(members, Group)

    def interleave(self, members: Iterable[Pattern]) -> Pattern:
        """Return what matches the members mingled."""
        return self._all_of(members, Interleave)

    def one_or_more(self, member: Pattern) -> Pattern:
        """Return what matches the member once or several times."""
        if member in (self.empty, self.not_allowed) or isinstance(member, OneOrMore):
            return member
        return self._once((OneOrMore, member), lambda: OneOrMore(member))

    def zero_or_more(self, member: Pattern) -> Pattern:
        """Return what matches the member as often as one likes."""
        return self.optional(self.one_or_more(member))

    def optional(self, member: Pattern) -> Pattern:
        """Return what matches the member or nothing."""
        return self.choice((member, self.empty))

    def listed(self, member: Pattern) -> Pattern:
        """Return what matches text whose tokens match the member."""
        if member is self.not_allowed:
            return member
        return self._once((List, member), lambda: List(member))

    def attribute(self, names: NameClass, content: Pattern, node: etree._Element) -> Pattern:
        """Return what matches one attribute."""
        if content is self.not_allowed:
            return content
        return self._once((Attribute, names, content), lambda: Attribute(names, content, node))

    def data(self, datatype: Datatype, excluded: Pattern | None) -> Pattern:
        """Return what matches text of a datatype."""
        return self._once((Data, datatype, excluded), lambda: Data(datatype, excluded))

    def _all_of(self, members: Iterable[Pattern], kind: type[Group | Interleave]) -> Pattern:
        flat = tuple(m for m in _flattened(members, kind) if m is not self.empty)
        if self.not_allowed in flat:
            return self.not_allowed
        if len(flat) < 2:
            return flat[0] if flat else self.empty
        return self._once((kind, flat), lambda: kind(flat))

    def _once(self, key: tuple[object, ...], make: Callable[[], Pattern]) -> Pattern:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = make()
        return known


def _flattened(members: Iterable[Pattern], kind: type[Pattern]) -> Iterable[Pattern]:
    for member in members:
        if type(member) is kind:
            yield from member.members
        else:
            yield member


def _reachable(members: tuple[Pattern, ...]) -> Iterable[Pattern]:
    for member in members:
        yield member
        if not member.nullable:
            return
