"""Through a document: each element against the state of its parent, findings as they come.

A state is a residual pattern. Where the document fits, a child costs two look-ups, one for its
name and one for the names of its attributes. Depth is on a list of ours, not on Python's stack.

What only a document with errors needs is imported when the first error comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from tei.validation.relaxng.attributes import matches, plan, read
from tei.validation.relaxng.content import attributes, is_white, only_text, text_matches
from tei.validation.relaxng.derivatives import TEXT, after, settled
from tei.validation.relaxng.findings import Finding, Open, Place
from tei.validation.relaxng.patterns import Adrift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.validation.relaxng.attributes import Model, Plan
    from tei.validation.relaxng.patterns import Attribute, Element, Pattern
    from tei.validation.relaxng.schema import Schema

_PLANS = 1000
"""Sets of attribute names remembered for one element of the schema."""
_IN_VAIN = 200_000
"""Elements that may be read in vain: where a wrong element is in a wrong one of many levels."""
_MANY = 100
"""Attributes of one start tag that are more than a set worth remembering."""


def walk(root: etree._Element, schema: Schema) -> Iterator[Finding]:
    """Yield what is wrong with a document, in its order; an end is told of at the end."""
    return _Walk(schema).run(root)


class _Walk:
    """`count` elements were met so far; `stack` holds those still open.

    `spent` counts elements that were read to find which of several an element is, in vain.
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.make = schema.make
        self.count = 0
        self.spent = 0
        self.stack: list[Open] = []
        self.found: list[Finding] = []

    def run(self, root: etree._Element) -> Iterator[Finding]:
        """Yield the findings."""
        start = self.schema.start
        self.stack.append(Open(None, 0, start, start, iter((root,))))
        while self.stack:
            if not self._children(self.stack[-1]):
                self._end(self.stack.pop())
            if self.found:
                yield from self.found
                self.found.clear()

    def _children(self, frame: Open) -> bool:
        """Go through children, as far as one that is to be entered; False at their end."""
        state = frame.state
        for child in frame.children:
            name: Any = child.tag
            way = state.by_name.get(name)
            if way is None and not isinstance(name, str):
                state = self._between(state, child)
                continue
            self.count = ordinal = self.count + 1
            way = way or self.schema.way(state, name)
            if way is None:
                element, state = self._decide(frame, state, child)
            else:
                element, state = way
            if not state.loose and (tail := child.tail) and not is_white(tail):
                state = self._text(state, tail, Place(ordinal, child, "tail"))
            if (element is not None and self._enter(child, element)) or self.found:
                frame.state = state
                return True
        frame.state = state
        return False

    def _end(self, frame: Open) -> None:
        if frame.node is not None and not frame.state.nullable:
            self._lacks(frame.state, Place(frame.ordinal, frame.node))

    def _enter(self, child: etree._Element, element: Element | Adrift) -> bool:
        """Read a start tag and, of an element without children, all of it; say if it has any."""
        if isinstance(element, Adrift):
            content: Pattern = element
            self._unknown_tag(child)
        else:
            inside = element.inside or element.model
            names: Any = tuple(child.keys())
            way = inside.plans.get(names) or self._plan(inside, names)
            if way is not None and (not names or self._values(child, way.attributes)):
                content = way.content
            else:
                content = self._start_tag(child, element)
        if not len(child) or (content.data and only_text(child) is not None):
            if not (content.loose and content.nullable):
                self._leaf(child, content)
            return False
        self._push(child, content)
        return True

    def _push(self, child: etree._Element, content: Pattern) -> None:
        frame = Open(child, self.count, content, content, iter(child))
        self.stack.append(frame)
        if not content.loose and (text := child.text) and not is_white(text):
            frame.state = self._text(content, text, Place(self.count, child, "text"))

    def _plan(self, inside: Model, names: tuple[str, ...]) -> Plan | None:
        """Find the way through for these names once, and keep it unless there are too many."""
        if names in inside.plans or len(inside.plans) >= _PLANS or len(names) > _MANY:
            return None
        inside.plans[names] = found = plan(inside, names, self.make)
        return found

    def _values(self, child: etree._Element, wanted: tuple[Attribute, ...]) -> bool:
        values: Any = child.values()
        for value, attribute in zip(values, wanted, strict=True):
            if value not in attribute.good and not self._matches(attribute, value, child):
                return False
        return True

    def _matches(self, attribute: Attribute, value: str, child: etree._Element) -> bool:
        return matches(attribute, value, lambda: child.nsmap, self.make)

    def _start_tag(self, child: etree._Element, element: Element) -> Pattern:
        content, problems = read(element.model, attributes(child), lambda: child.nsmap, self.make)
        place = Place(self.count, child)
        if problems:
            from tei.validation.relaxng import start_tags

            self.found += start_tags.findings(problems, place, element, self.schema)
        return content

    def _unknown_tag(self, child: etree._Element) -> None:
        if child.keys():
            from tei.validation.relaxng import start_tags

            place = Place(self.count, child)
            self.found += start_tags.on_unknown_element(place, self.schema)

    def _leaf(self, child: etree._Element, content: Pattern) -> None:
        """Read the content of an element that is nothing but text."""
        text = only_text(child) or ""
        if text_matches(content, text, lambda: child.nsmap, self.make):
            return
        if content.data:
            place = Place(self.count, child)
            from tei.validation.relaxng import explaining

            self.found.append(explaining.bad_content(text, content, place, self.schema))
            return
        state, told = content, len(self.found)
        if not is_white(text):
            state = self._text(state, text, Place(self.count, child, "text"))
        # Of text that stands bare it is told where it belongs: then something is there.
        if not state.nullable:
            self._lacks(state, Place(self.count, child), bare_text=len(self.found) > told)

    def _between(self, state: Pattern, node: etree._Element) -> Pattern:
        """Read a comment, a processing instruction or an entity, and the text after it."""
        if node.tag is etree.Entity:
            state = self._text(state, node.text or "", Place(self.count, node, "between"))
        tail = node.tail
        if state.loose or not tail or is_white(tail):
            return state
        return self._text(state, tail, Place(self.count, node, "between"))

    def _text(self, state: Pattern, text: str, place: Place) -> Pattern:
        if state.textual:
            return settled(after(state, TEXT, self.make), self.make)
        from tei.validation.relaxng import explaining

        self.found.append(explaining.stray_text(text, state, place, self.schema))
        return state

    def _lacks(self, state: Pattern, place: Place, *, bare_text: bool = False) -> None:
        from tei.validation.relaxng import explaining

        found = explaining.lacking(state, place, self.schema)
        self.found += [f for f in found if not (bare_text and f.code == "TEI523")]

    def _decide(
        self, frame: Open, state: Pattern, child: etree._Element
    ) -> tuple[Element | Adrift | None, Pattern]:
        """Say what a child is that may be several things or should not be here, and what follows.

        It is None where the child was read to its end and found right.
        """
        candidates = self.schema.candidates(state, str(child.tag))
        if not candidates:
            return self._resolve(frame, state, child)
        matched = self._matching(child, candidates)
        follows = after(state, matched or frozenset(candidates), self.make)
        element = None if matched else self._likeliest(child, candidates)
        return element, settled(follows, self.make)

    def _resolve(
        self, frame: Open, state: Pattern, child: etree._Element
    ) -> tuple[Element | Adrift | None, Pattern]:
        from tei.validation.relaxng.recovery import resolve

        decision = resolve(frame, state, child, self.count, self.schema, self.stack)
        self.found += decision.findings
        elements, follows = decision.elements, settled(decision.state, self.make)
        if len(elements) < 2:
            return (elements[0] if elements else self.make.adrift), follows
        matched = self._matching(child, elements)
        return (None if matched else self._likeliest(child, elements)), follows

    def _matching(
        self, child: etree._Element, candidates: tuple[Element, ...]
    ) -> frozenset[Element]:
        """Return those candidates that the child is as a whole, having read it to its end."""
        from tei.validation.relaxng.ambiguity import matching

        if self.spent > _IN_VAIN:
            return frozenset()
        matched = matching(child, candidates, self.schema)
        size = sum(1 for _ in child.iterdescendants("*"))
        if matched:
            self.count += size
        else:
            self.spent += size
        return matched

    def _likeliest(self, child: etree._Element, candidates: tuple[Element, ...]) -> Element:
        """Return the candidate whose attributes fit best: what the writer will have meant."""
        items = attributes(child)

        def problems(element: Element) -> int:
            return len(read(element.model, items, lambda: child.nsmap, self.make)[1])

        return min(candidates, key=problems)
