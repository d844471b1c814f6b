"""Name classes: which names a pattern of an element or an attribute is for.

A name is written as lxml writes it: `{namespace}local`, or `local` where there is no namespace.
A name class is such a name, or one of the three classes below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns"

_ELSEWHERE = "\x01"
_ANYTHING = "\x02"


class AnyName(Struct, frozen=True):
    """Every name but those of `excluded`."""

    excluded: NameClass | None = None


class NsName(Struct, frozen=True):
    """Every name of one namespace but those of `excluded`."""

    namespace: str
    excluded: NameClass | None = None


class OneOf(Struct, frozen=True):
    """Every name of each of its members."""

    members: tuple[NameClass, ...]


type NameClass = str | AnyName | NsName | OneOf


def contains(names: NameClass, name: str) -> bool:
    """Say whether the class has this name (RELAX NG §6.1 «name class»)."""
    if isinstance(names, str):
        return names == name
    if isinstance(names, OneOf):
        return any(contains(member, name) for member in names.members)
    if isinstance(names, NsName) and namespace(name) != names.namespace:
        return False
    return names.excluded is None or not contains(names.excluded, name)


def overlap(one: NameClass, other: NameClass) -> bool:
    """Say whether two classes share a name.

    It is enough to try each name that either mentions, one that it does not mention in each
    namespace, and one in a namespace that neither mentions (RELAX NG §7.3, note).
    """
    candidates = (*_witnesses(one), *_witnesses(other))
    return any(contains(one, name) and contains(other, name) for name in candidates)


def listed(names: NameClass) -> tuple[str, ...]:
    """Return the names that the class lists one by one, without those it excludes."""
    if isinstance(names, str):
        return (names,)
    if isinstance(names, OneOf):
        return tuple(name for member in names.members for name in listed(member))
    return ()


def declares_namespace(names: NameClass) -> bool:
    """Say whether a name class mentions what is no attribute but a declaration (§4.16)."""
    return any(
        part == "xmlns"
        or (part.namespace if isinstance(part, NsName) else namespace(str(part))) == XMLNS_NAMESPACE
        for part in parts(names)
    )


def parts(names: NameClass) -> Iterator[NameClass]:
    """Yield the class and every class in it, those it excludes too."""
    yield names
    if isinstance(names, OneOf):
        for member in names.members:
            yield from parts(member)
    elif not isinstance(names, str) and names.excluded is not None:
        yield from parts(names.excluded)


def is_open(names: NameClass) -> bool:
    """Say whether the class has names without end (`anyName`, `nsName`)."""
    if isinstance(names, OneOf):
        return any(is_open(member) for member in names.members)
    return not isinstance(names, str)


def described(names: NameClass) -> str:
    """Return the class in words, for a message."""
    match names:
        case str():
            return local(names)
        case AnyName():
            return "any name"
        case NsName(space):
            return f"any name in the namespace {space}" if space else "any name in no namespace"
        case OneOf(members):
            return " or ".join(described(member) for member in members)


def tag(space: str, name: str) -> str:
    """Join a namespace and a local name as lxml does."""
    return f"{{{space}}}{name}" if space else name


def namespace(name: str) -> str:
    """Return the namespace of a name, empty where it has none."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def _witnesses(names: NameClass) -> tuple[str, ...]:
    if isinstance(names, str):
        return (names,)
    if isinstance(names, OneOf):
        return tuple(name for member in names.members for name in _witnesses(member))
    own = names.namespace if isinstance(names, NsName) else _ELSEWHERE
    excluded = _witnesses(names.excluded) if names.excluded is not None else ()
    return (tag(own, _ANYTHING), *excluded)
