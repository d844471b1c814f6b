"""Attributes and text of an element of a document, as RELAX NG sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from xml.parsers import expat

from tei.validation.relaxng.derivatives import TEXT, accepts, after

if TYPE_CHECKING:
    from lxml import etree

    from tei.validation.relaxng.datatypes import Namespaces
    from tei.validation.relaxng.interning import Patterns
    from tei.validation.relaxng.patterns import Pattern

SPACE: Final = " \t\r\n"
"""XML's white space; Unicode has more."""
_MANY: Final = 500
"""Attributes of one element from which on lxml takes too long: its time is quadratic."""
_TOO_MANY: Final = 20_000
"""Attributes of an element of which only the first are read, for it is an attack."""


def attributes(node: etree._Element) -> list[tuple[str, str]]:
    """Return names and values of the attributes of an element, without declarations."""
    names = node.keys()
    if len(names) > _TOO_MANY:
        return [(str(name), str(node.get(name))) for name in names[:_MANY]]
    if len(names) > _MANY:
        return _many_attributes(node)
    return cast("list[tuple[str, str]]", node.items())


def is_white(text: str) -> bool:
    """Say whether a text is nothing but white space."""
    return not text.strip(SPACE)


def only_text(node: etree._Element) -> str | None:
    """Return the whole text of an element without child elements, None if it has some.

    Comments and processing instructions do not part it (RELAX NG §2, data model).
    """
    if not len(node):
        return node.text or ""
    if any(isinstance(child.tag, str) for child in node):
        return None
    parts = [node.text, *(part for child in node for part in (_reference(child), child.tail))]
    return "".join(filter(None, parts))


def text_matches(state: Pattern, text: str, namespaces: Namespaces, make: Patterns) -> bool:
    """Say whether a text may be all of an element's content."""
    if state.data:
        return accepts(state, text, namespaces, make)
    if state.nullable and is_white(text):
        return True
    return state.textual and after(state, TEXT, make).nullable


def _reference(node: etree._Element) -> str | None:
    """Return the text of an entity that was not expanded: it stands for some text."""
    from lxml import etree

    return node.text if node.tag is etree.Entity else None


def _many_attributes(node: etree._Element) -> list[tuple[str, str]]:
    """Read a start tag again with expat: lxml looks for each value from the first attribute on."""
    from lxml import etree

    found: list[tuple[str, str]] = []
    parser = expat.ParserCreate(namespace_separator="}")

    def start(_: str, values: dict[str, str]) -> None:
        parser.StartElementHandler = None
        found.extend(("{" + name if "}" in name else name, values[name]) for name in values)

    parser.StartElementHandler = start
    parser.Parse(etree.tostring(node, with_tail=False), True)
    return found
