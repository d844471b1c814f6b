"""What a schema may not ask for, though it can be written down (RELAX NG §4.16 and §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.validation.relaxng.derivatives import within
from tei.validation.relaxng.names import (
    AnyName,
    NameClass,
    NsName,
    described,
    is_open,
    namespace,
    overlap,
    parts,
)
from tei.validation.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Text,
    Value,
)
from tei.validation.relaxng.sources import fault, kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

    from tei.diagnostics import TeiError

_EMPTY, _COMPLEX, _DATA = 0, 1, 2
"""Content types, the greatest of several ruling (§7.2)."""

_XMLNS: Final = "http://www.w3.org/2000/xmlns"

_TITLES: Final = {
    Attribute: "an attribute", Element: "an element", List: "a list", Text: "text",
    Data: "data", Value: "a value", Group: "a group", Interleave: "an interleave",
    OneOrMore: "a repetition", Empty: "empty",
}  # fmt: skip

_IN_ATTRIBUTE: Final = (Attribute, Element)
_IN_LIST: Final = (List, Element, Attribute, Text, Interleave)
_IN_EXCEPT: Final = (Attribute, Element, List, Group, Interleave, OneOrMore, Text, Empty)
_IN_START: Final = (Attribute, Data, Value, List, Group, Interleave, OneOrMore, Text, Empty)


def check_start(start: Pattern, root: etree._Element) -> None:
    """Raise `TeiError` TEI514 if a document could start with anything but an element (§7.1.5)."""
    _forbid(start, _IN_START, "the start", root)
    _check_parts(start, root)


def check_content(content: Pattern, node: etree._Element) -> None:
    """Raise `TeiError` TEI514 if the content of an element breaks a restriction."""
    _check_parts(content, node)
    if _content_type(content) is None:
        raise _broken(node, "data stands beside other content", "§7.2")
    _check_attributes(content, node)
    for part in within(content, Interleave):
        _check_interleave(part, node)


def check_attribute_name(names: NameClass, node: etree._Element) -> None:
    """Raise `TeiError` TEI514 if an attribute is for the declaration of a namespace (§4.16)."""
    for part in parts(names):
        space = part.namespace if isinstance(part, NsName) else namespace(str(part))
        if part == "xmlns" or space == _XMLNS:
            raise _broken(node, "a namespace declaration is no attribute", "§4.16")


def check_exception(excluded: NameClass, node: etree._Element) -> None:
    """Raise `TeiError` TEI514 if an exception from open names is as open itself (§4.16)."""
    closed = (AnyName,) if kind(node) == "anyName" else (AnyName, NsName)
    if any(isinstance(part, closed) for part in parts(excluded)):
        raise _broken(node, "an exception has an open name", "§4.16")


def _check_parts(content: Pattern, node: etree._Element) -> None:
    for attribute in within(content, Attribute):
        inner = attribute.members[0]
        _forbid(inner, _IN_ATTRIBUTE, "an attribute", attribute.node)
        _check_parts(inner, attribute.node)
        if _content_type(inner) is None:
            raise _broken(attribute.node, "data stands beside other content", "§7.2")
    for part in within(content, List):
        _forbid(part.members[0], _IN_LIST, "a list", node)
        _check_parts(part.members[0], node)
    for data in within(content, Data):
        if data.excluded is not None:
            _forbid(data.excluded, _IN_EXCEPT, "the exception of data", node)


def _forbid(
    pattern: Pattern, kinds: tuple[type[Pattern], ...], where: str, node: etree._Element
) -> None:
    for forbidden in kinds:
        if next(within(pattern, forbidden), None) is not None:
            raise _broken(node, f"{_TITLES[forbidden]} stands in {where}", "§7.1")


def _content_type(pattern: Pattern) -> int | None:
    """Return what sort of content a pattern is, None if it mixes what cannot be mixed (§7.2)."""
    if isinstance(pattern, (Data, Value, List)):
        return _DATA
    if isinstance(pattern, (Text, Element)):
        return _COMPLEX
    inner = [] if isinstance(pattern, Attribute) else [_content_type(m) for m in pattern.members]
    found = [sort for sort in inner if sort is not None]
    if len(found) < len(inner):
        return None
    if isinstance(pattern, OneOrMore):
        found *= 2
    if not isinstance(pattern, Choice):
        full = [sort for sort in found if sort != _EMPTY]
        if len(full) > 1 and _DATA in full:
            return None
    return max(found, default=_EMPTY)


def _check_attributes(content: Pattern, node: etree._Element) -> None:
    """§7.1.2 and §7.3: an attribute comes once, save those of open names, which are repeated."""
    for part in within(content, OneOrMore):
        for joined in (*within(part, Group), *within(part, Interleave)):
            if joined.attributed:
                raise _broken(node, "an attribute stands in a group that is repeated", "§7.1.2")
    for kind in (Group, Interleave):
        for joined in within(content, kind):
            _check_apart(joined, Attribute, node, "§7.3")
    _check_open(content, node)


def _check_open(pattern: Pattern, node: etree._Element) -> None:
    if isinstance(pattern, Attribute):
        if is_open(pattern.names):
            raise _broken(pattern.node, "an attribute with an open name is not repeated", "§7.3")
    elif pattern.attributed and not isinstance(pattern, OneOrMore):
        for member in pattern.members:
            _check_open(member, node)


def _check_interleave(pattern: Interleave, node: etree._Element) -> None:
    """§7.4: what is mingled can be told apart again."""
    if sum(next(within(m, Text), None) is not None for m in pattern.members) > 1:
        raise _broken(node, "two mingled patterns contain text", "§7.4")
    _check_apart(pattern, Element, node, "§7.4")


def _check_apart(
    joined: Pattern, kind: type[Attribute] | type[Element], node: etree._Element, section: str
) -> None:
    """No name belongs to two members; each name that is listed is looked up, not compared."""
    seen: dict[str, int] = {}
    open_names: list[tuple[int, Attribute | Element]] = []
    every: list[tuple[int, Attribute | Element]] = []
    for i, member in enumerate(joined.members):
        for part in within(member, kind):
            every.append((i, part))
            if isinstance(part.names, str):
                if seen.setdefault(part.names, i) != i:
                    raise _twice(part, node, section)
            else:
                open_names.append((i, part))
    for i, part in open_names:
        for j, other in every:
            if i != j and overlap(part.names, other.names):
                raise _twice(part, node, section)


def _twice(part: Attribute | Element, node: etree._Element, section: str) -> TeiError:
    sort = "attribute" if isinstance(part, Attribute) else "element"
    return _broken(node, f"two patterns are for the {sort} {described(part.names)}", section)


def _broken(node: etree._Element, what: str, section: str) -> TeiError:
    return fault("TEI514", node, f"{what} (RELAX NG {section})")
