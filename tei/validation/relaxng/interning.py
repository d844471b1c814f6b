"""Where the patterns of one schema are made, so that equal patterns are one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.validation.relaxng.patterns import (
    Adrift,
    Attribute,
    Choice,
    Data,
    Empty,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

    from tei.validation.relaxng.datatypes import Datatype
    from tei.validation.relaxng.names import NameClass


class Patterns:
    """Makes the patterns of one schema, each once.

    Combinations are put into the form of RELAX NG §4.20 and §4.21 (no `notAllowed` and `empty`
    but alone or in a choice), and nested ones of a kind are made flat.
    """

    def __init__(self) -> None:
        self.empty: Pattern = Empty(nullable=True)
        self.not_allowed: Pattern = NotAllowed()
        self.text: Pattern = Text(nullable=True, textual=True)
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
