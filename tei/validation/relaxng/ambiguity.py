"""Where a name may stand for several elements of a schema: try them all at once.

Each open element of the document has a state for each element of the schema that it may yet be;
at its end those are left whose content was complete. The time is that of one reading for each
candidate, however deep such places nest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.validation.relaxng.attributes import read
from tei.validation.relaxng.content import attributes, is_white, only_text, text_matches
from tei.validation.relaxng.derivatives import TEXT, after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from tei.validation.relaxng.patterns import Element, Pattern
    from tei.validation.relaxng.schema import Schema


def matching(
    node: etree._Element, candidates: Iterable[Element], schema: Schema
) -> frozenset[Element]:
    """Return those of the candidates that the element of the document matches as a whole."""
    top = _Open(node, candidates, schema)
    stack = [top]
    while True:
        current = stack[-1]
        child = next(current.children, None)
        if child is not None:
            inner = current.enter(child)
            if inner is not None:
                stack.append(inner)
            continue
        stack.pop()
        if not stack:
            return current.matched()
        stack[-1].leave(current.matched(), current.node.tail)


class _Open:
    """An element of the document that is being read."""

    def __init__(self, node: etree._Element, candidates: Iterable[Element], schema: Schema) -> None:
        self.node = node
        self.schema = schema
        self.plain = only_text(node)
        self.states = dict(self._states(candidates))
        self.children: Iterator[etree._Element] = iter(node)
        if self.plain is None:
            self._text(node.text)

    def enter(self, child: etree._Element) -> _Open | None:
        """Begin with a child; None for one that is no element."""
        if not isinstance(child.tag, str):
            self._text(child.tail)
            return None
        names = (self.schema.candidates(state, child.tag) for state in self.states.values())
        return _Open(child, {element: None for found in names for element in found}, self.schema)

    def leave(self, matched: frozenset[Element], tail: str | None) -> None:
        """Go on after a child that was found to be each of `matched`."""
        self._advance(matched)
        self._text(tail)

    def matched(self) -> frozenset[Element]:
        """Return what the element was found to be, once it is over."""
        if self.plain is None:
            return frozenset(element for element, state in self.states.items() if state.nullable)
        text, node = self.plain, self.node
        return frozenset(
            element
            for element, state in self.states.items()
            if text_matches(state, text, lambda: node.nsmap, self.schema.make)
        )

    def _states(self, candidates: Iterable[Element]) -> Iterator[tuple[Element, Pattern]]:
        items, node = attributes(self.node), self.node
        for element in candidates:
            content, problems = read(element.model, items, lambda: node.nsmap, self.schema.make)
            if not problems:
                yield element, content

    def _text(self, text: str | None) -> None:
        if self.plain is None and text and not is_white(text):
            self._advance(TEXT)

    def _advance(self, event: frozenset[Element] | str) -> None:
        make = self.schema.make
        went = ((element, after(state, event, make)) for element, state in self.states.items())
        self.states = {element: state for element, state in went if state is not make.not_allowed}
