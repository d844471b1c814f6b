"""Attributes of an element, apart from its content.

Nearly every attribute of a schema is optional or required by itself: those are looked up in a
table. What is left, attributes in choices and with open name classes, goes through derivatives.
For the names on a start tag the way through is found once and kept as a `Plan`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from tei.validation.relaxng.derivatives import (
    accepts,
    after_attributes,
    settled,
    within,
    without_attributes,
)
from tei.validation.relaxng.names import contains
from tei.validation.relaxng.patterns import Attribute, Choice, Data, Group, Pattern, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.validation.relaxng.datatypes import Namespaces
    from tei.validation.relaxng.interning import Patterns

_REMEMBERED: Final = 4096
"""Values remembered for an attribute; long ones hardly come again."""
_LONG: Final = 200
_TOLD: Final = 25
"""Problems told of one start tag: whoever has so many will not read them all."""


class Plan(Struct, frozen=True):
    """What the names on a start tag lead to: whose values to check, what content then follows."""

    attributes: tuple[Attribute, ...]
    content: Pattern


class Model(Struct):
    """The inside of an element: attributes on their own, and the rest with the content."""

    single: dict[str, Attribute]
    required: frozenset[str]
    rest: Pattern
    plans: dict[tuple[str, ...], Plan | None] = field(default_factory=dict)
    """None where the names are wrong or the values decide."""

    def attributes(self) -> list[Attribute]:
        """Return every attribute that the element may have."""
        return [*self.single.values(), *within(self.rest, Attribute)]

    def candidates(self, name: str) -> list[Attribute]:
        """Return the attributes of the schema that the name may stand for."""
        if name in self.single:
            return [self.single[name]]
        return [a for a in within(self.rest, Attribute) if contains(a.names, name)]


class Problem(Struct, frozen=True):
    """What is wrong with a start tag: `kind` is unknown, value, together, missing or one of."""

    kind: str
    name: str = ""
    value: str = ""
    candidates: tuple[Attribute, ...] = ()


def model(content: Pattern, make: Patterns) -> Model:
    """Return the inside of an element, its single attributes set apart."""
    members = content.members if isinstance(content, Group) else (content,)
    single: dict[str, Attribute] = {}
    required = set()
    rest = []
    for member in members:
        attribute = _single(member, make)
        if attribute is None or str(attribute.names) in single:
            rest.append(member)
            continue
        name = str(attribute.names)
        single[name] = attribute
        if member is attribute:
            required.add(name)
    return Model(single, frozenset(required), make.group(rest))


def plan(inside: Model, names: tuple[str, ...], make: Patterns) -> Plan | None:
    """Return the way through for these names, or None if it depends on values or fails."""
    if not inside.required.issubset(names):
        return None
    rest = inside.rest
    chosen = []
    for name in names:
        candidates = inside.candidates(name)
        if len(candidates) != 1:
            return None
        chosen += candidates
        if name not in inside.single:
            rest = after_attributes(rest, frozenset(candidates), make)
    content = without_attributes(rest, make)
    return None if content is make.not_allowed else Plan(tuple(chosen), settled(content, make))


def read(
    inside: Model, items: Iterable[tuple[str, str]], namespaces: Namespaces, make: Patterns
) -> tuple[Pattern, list[Problem]]:
    """Read a start tag with care: return the content that may follow and what is wrong.

    Attributes that are wrong are taken as right where that is possible, so that the content is
    not blamed for them.
    """
    problems: list[Problem] = []
    rest, missing = inside.rest, set(inside.required)
    for name, value in items:
        if len(problems) == _TOLD:
            break
        missing.discard(name)
        candidates = inside.candidates(name)
        good = [a for a in candidates if matches(a, value, namespaces, make)]
        if not good:
            kind = "value" if candidates else "unknown"
            problems.append(Problem(kind, name, value, tuple(candidates)))
        if candidates and name not in inside.single:
            left = after_attributes(rest, frozenset(good or candidates), make)
            if left is make.not_allowed:
                problems.append(Problem("together", name, value))
            else:
                rest = left
    problems += [Problem("missing", name) for name in sorted(missing)]
    return _closed(rest, problems, make), problems


def matches(attribute: Attribute, value: str, namespaces: Namespaces, make: Patterns) -> bool:
    """Say whether a value is right; values found right are remembered, up to a number."""
    if value in attribute.good:
        return True
    content = attribute.members[0]
    if not accepts(content, value, namespaces, make):
        return False
    if len(value) < _LONG and not _contextual(content):
        if len(attribute.good) >= _REMEMBERED:
            attribute.good.clear()
        attribute.good.add(value)
    return True


def needed(pattern: Pattern) -> list[Attribute]:
    """Return attributes of which some must come: where there is a choice, those of each branch."""
    if isinstance(pattern, Attribute):
        return [pattern]
    if not pattern.attributed or pattern.nullable:
        return []
    if isinstance(pattern, Choice) and not all(m.attributed for m in pattern.members):
        return []
    found = [a for member in pattern.members for a in needed(member)]
    return list(dict.fromkeys(found))


def _closed(rest: Pattern, problems: list[Problem], make: Patterns) -> Pattern:
    """Return the content once the start tag is over, noting which attributes have not come."""
    content = without_attributes(rest, make)
    if content is make.not_allowed and rest is not make.not_allowed:
        problems.append(Problem("one of", candidates=tuple(needed(rest))))
        content = without_attributes(rest, make, forgive=True)
    return settled(content, make)


def _single(member: Pattern, make: Patterns) -> Attribute | None:
    """Return the attribute that the member stands for, required or optional, if just one."""
    if isinstance(member, Choice) and len(member.members) == 2 and make.empty in member.members:
        member = next(m for m in member.members if m is not make.empty)
    if isinstance(member, Attribute) and isinstance(member.names, str):
        return member
    return None


@lru_cache(4096)
def _contextual(content: Pattern) -> bool:
    return any(part.datatype.contextual for part in within(content, Data)) or any(
        part.datatype.contextual for part in within(content, Value)
    )
