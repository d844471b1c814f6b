"""A schema as it is used: what a document may start with, and which elements there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tei.validation.addresses import Addresses
from tei.validation.relaxng.compiling import Compiler
from tei.validation.relaxng.derivatives import after, opening, settled, within
from tei.validation.relaxng.names import contains, listed, local, namespace
from tei.validation.relaxng.patterns import Adrift, Attribute, Element, Pattern
from tei.validation.relaxng.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml import etree

    from tei.validation.relaxng.interning import Patterns


_HERE = Addresses()


class Schema(Struct, eq=False):
    """A RELAX NG schema. Opaque: give it to `validate`."""

    path: Path
    root: etree._Element
    compiler: Compiler
    start: Pattern
    _elements: tuple[Element, ...] = ()
    _attribute_names: frozenset[str] = frozenset()
    _spellings: dict[Pattern | None, dict[str, tuple[str, Element]]] = field(default_factory=dict)
    _usual: dict[str, Attribute] | None = None
    _parents: dict[Element, tuple[Element, ...]] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[Path]:
        """The files that were read of it so far."""
        return frozenset(self.compiler.sources.files)

    @property
    def make(self) -> Patterns:
        """Where this schema's patterns come from."""
        return self.compiler.make

    def way(self, state: Pattern, name: str) -> tuple[Element, Pattern] | None:
        """Return what a child of this name is and what follows, if it can be one thing only."""
        found = self.candidates(state, name)
        if len(found) != 1:
            return None
        after_it = after(state, frozenset(found), self.make)
        state.by_name[name] = way = found[0], settled(after_it, self.make)
        return way

    def candidates(self, state: Pattern, name: str) -> tuple[Element, ...]:
        """Return the elements that a child of this name may be."""
        if isinstance(state, Adrift):
            return self.named(name)
        may = opening(state)
        found = [element for element in self.compiler.elements.get(name, ()) if element in may]
        for element in self.compiler.open_elements:
            if element in may and element not in found and contains(element.names, name):
                found.append(element)
        return tuple(found)

    def named(self, name: str) -> tuple[Element, ...]:
        """Return the elements of this name anywhere in the schema, those with open names apart."""
        if not self.elements:
            return ()
        return tuple(self.compiler.elements.get(name, ()))

    @property
    def elements(self) -> tuple[Element, ...]:
        """Every element that a document may have; all of the schema is read for it."""
        if not self._elements:
            self._elements = tuple(reachable(self.start))
        return self._elements

    @property
    def namespace(self) -> str:
        """The namespace that most is about: that of the schema's outermost node."""
        return self.root.get("ns") or ""

    @property
    def prefixes(self) -> dict[str, str]:
        """The schema's own prefixes, by namespace."""
        return {space: prefix for prefix, space in self.root.nsmap.items() if prefix}

    def spellings(self, state: Pattern | None) -> dict[str, tuple[str, Element]]:
        """Return the names that may come in a state, or that there are, by their local part."""
        if state not in self._spellings:
            elements = self.elements if state is None else opening(state)
            pairs = {name: element for element in elements for name in listed(element.names)}
            self._spellings[state] = {local(name): (name, pairs[name]) for name in sorted(pairs)}
        return self._spellings[state]

    def knows_namespace(self, name: str) -> bool:
        """Say whether the schema has elements in the namespace of a name."""
        return any(namespace(known) == namespace(name) for known in self.compiler.elements)

    def attribute_names(self) -> frozenset[str]:
        """Return every name of an attribute that the schema lists."""
        if not self._attribute_names:
            self._attribute_names = frozenset(
                name
                for element in self.elements
                for attribute in element.model.attributes()
                for name in listed(attribute.names)
            )
        return self._attribute_names

    def usual_attributes(self) -> dict[str, Attribute]:
        """Return the attributes that most elements have, by name."""
        if self._usual is None:
            counts = Counter(a for element in self.elements for a in element.model.single.values())
            most = len(self.elements) / 2
            usual = (attribute for attribute, count in counts.items() if count > most)
            self._usual = {name: a for a in usual for name in listed(a.names)}
        return self._usual

    def parents(self, element: Element) -> tuple[Element, ...]:
        """Return the elements in which an element may stand."""
        if not self._parents:
            found: dict[Element, list[Element]] = {}
            for outer in self.elements:
                for inner in within(outer.model.rest, Element):
                    found.setdefault(inner, []).append(outer)
            self._parents = {inner: tuple(outer) for inner, outer in found.items()}
        return self._parents.get(element, ())


def reachable(start: Pattern) -> list[Element]:
    """Return every element that a document may have."""
    found = []
    seen: set[Pattern] = set()
    waiting = [start]
    while waiting:
        part = waiting.pop()
        if part in seen or isinstance(part, Attribute):
            continue
        seen.add(part)
        waiting.extend(part.members)
        if isinstance(part, Element):
            found.append(part)
            waiting.append(part.model.rest)
    return found


def read(
    path: Path, check: Callable[[etree._Element], None] | None, addresses: Addresses = _HERE
) -> Schema:
    """Return the schema of a file, each of its documents shown to `check`.

    Raises `TeiError` TEI510 to TEI515 for what stops reading.
    """
    sources = Sources(check, addresses)
    compiler = Compiler(sources)
    root = sources.open(path)
    return Schema(path, root, compiler, compiler.pattern(root, None))
