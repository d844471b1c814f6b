"""What a schema may not ask for, though it can be written down (RELAX NG §4.16 and §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.validation.relaxng.derivatives import within
from tei.validation.relaxng.names import described, is_open, overlap
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
from tei.validation.relaxng.sources import fault

if TYPE_CHECKING:
    from lxml import etree

    from tei.diagnostics import TeiError

_EMPTY, _COMPLEX, _DATA = 0, 1, 2
"""Content types, the greatest of several ruling (§7.2)."""

_TITLES: Final = {
    Attribute: "an attribute", Element: "an element", List: "a list", Text: "text",
    Data: "data", Value: "a value", Group: "a group", Interleave: "an interleave",
    OneOrMore: "a repetition", Empty: "empty",
}  # fmt: skip

_IN_ATTRIBUTE: Final = (Attribute, Element)
_IN_LIST: Final = (List, Element, Attribute, Text, Interleave)
_IN_EXCEPT: Final = (Attribute, Element, List, Group, Interleave, OneOrMore, Text, Empty)
_IN_START: Final = (Attribute, Data, Value, List, Group, Interleave, OneOrMore, Text, Empty)


class Restrictions:
    """Tries each pattern of a schema once; equal patterns are one object."""

    def __init__(self) -> None:
        self._content_types: dict[Pattern, int | None] = {}
        self._tried: set[Pattern] = set()

    def check_start(self, start: Pattern, root: etree._Element) -> None:
        """Raise `TeiError` TEI514 if a document could start with no element (§7.1.5)."""
        _forbid(start, _IN_START, "the start", root)
        self.check_content(start, root)

    def check_content(self, content: Pattern, node: etree._Element) -> None:
        """Raise `TeiError` TEI514 if the content of an element breaks a restriction."""
        waiting = [content]
        while waiting:
            part = waiting.pop()
            if part not in self._tried:
                self._tried.add(part)
                waiting += part.members
                self._check_part(part, node)
        self._check_type(content, node)
        _check_open(content, node)

    def _check_part(self, part: Pattern, node: etree._Element) -> None:
        match part:
            case Attribute(members=(inner,)):
                _forbid(inner, _IN_ATTRIBUTE, "an attribute", part.node)
                self._check_type(inner, part.node)
            case List(members=(inner,)):
                _forbid(inner, _IN_LIST, "a list", node)
            case Data(excluded=Pattern() as excluded):
                _forbid(excluded, _IN_EXCEPT, "the exception of data", node)
            case OneOrMore() if part.attributed:
                _check_repeated(part, node)
            case Group() if part.attributed:
                _check_apart(part, Attribute, node, "§7.3")
            case Interleave():
                _check_interleave(part, node)

    def _check_type(self, content: Pattern, node: etree._Element) -> None:
        if self._content_type(content) is None:
            raise _broken(node, "data stands beside other content", "§7.2")

    def _content_type(self, pattern: Pattern) -> int | None:
        """Return what sort of content a pattern is, None if it mixes what cannot be mixed."""
        if pattern not in self._content_types:
            inner = () if isinstance(pattern, (Attribute, List)) else pattern.members
            sorts = [self._content_type(member) for member in inner]
            self._content_types[pattern] = _joined_type(pattern, sorts)
        return self._content_types[pattern]


def _forbid(
    pattern: Pattern, kinds: tuple[type[Pattern], ...], where: str, node: etree._Element
) -> None:
    for forbidden in kinds:
        if next(within(pattern, forbidden), None) is not None:
            raise _broken(node, f"{_TITLES[forbidden]} stands in {where}", "§7.1")


def _joined_type(pattern: Pattern, sorts: list[int | None]) -> int | None:
    """Return the content type of a pattern from those of its members (§7.2)."""
    if isinstance(pattern, (Data, Value, List)):
        return _DATA
    if isinstance(pattern, (Text, Element)):
        return _COMPLEX
    found = [sort for sort in sorts if sort is not None]
    if len(found) < len(sorts):
        return None
    together = [sort for sort in found if sort != _EMPTY]
    if isinstance(pattern, OneOrMore):
        together *= 2
    if _DATA in together and len(together) > 1 and not isinstance(pattern, Choice):
        return None
    return max(found, default=_EMPTY)


def _check_repeated(part: OneOrMore, node: etree._Element) -> None:
    for joined in (*within(part, Group), *within(part, Interleave)):
        if joined.attributed:
            raise _broken(node, "an attribute stands in a group that is repeated", "§7.1.2")


def _check_open(pattern: Pattern, node: etree._Element) -> None:
    if isinstance(pattern, Attribute):
        if is_open(pattern.names):
            raise _broken(pattern.node, "an attribute with an open name is not repeated", "§7.3")
    elif pattern.attributed and not isinstance(pattern, OneOrMore):
        for member in pattern.members:
            _check_open(member, node)


def _check_interleave(pattern: Interleave, node: etree._Element) -> None:
    """Check that what is mingled can be told apart again (§7.4)."""
    if pattern.attributed:
        _check_apart(pattern, Attribute, node, "§7.3")
    if sum(next(within(m, Text), None) is not None for m in pattern.members) > 1:
        raise _broken(node, "two mingled patterns contain text", "§7.4")
    _check_apart(pattern, Element, node, "§7.4")


def _check_apart(
    joined: Pattern, kind: type[Attribute] | type[Element], node: etree._Element, section: str
) -> None:
    """Check that no name belongs to two members; a listed one is looked up, not compared."""
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
