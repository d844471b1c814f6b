"""From a schema's document to patterns (RELAX NG §4), as far as a document asks for them.

The content of an element is read when a document first has such an element, so that a large
schema costs what is used of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.validation.relaxng import datatypes
from tei.validation.relaxng.grammars import START, Grammar, combination, grammar
from tei.validation.relaxng.interning import Patterns
from tei.validation.relaxng.names import (
    XML_NAMESPACE,
    AnyName,
    NameClass,
    NsName,
    OneOf,
    declares_namespace,
    is_open,
    listed,
    parts,
    tag,
)
from tei.validation.relaxng.patterns import Element, Pattern, Value
from tei.validation.relaxng.sources import Sources, children, fault, kind, library

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree


class Compiler:
    """Makes patterns of nodes, and keeps every element it met, by name."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.make = Patterns()
        self.finishing = False
        self.elements: dict[str, list[Element]] = {}
        """Elements with a name of their own, by each of their names."""
        self.all_elements: list[Element] = []
        self.grammars: list[Grammar] = []
        self.open_elements: list[Element] = []
        """Elements with a name class that has no end."""

    def pattern(self, node: etree._Element, scope: Grammar | None) -> Pattern:
        """Return the pattern that a node stands for; raises `TeiError` TEI51x."""
        return _RULES[kind(node)](self, node, scope)

    def start(self, scope: Grammar) -> Pattern:
        """Return what a grammar starts with."""
        return self._defined(START, scope)

    def group(self, nodes: list[etree._Element], scope: Grammar | None) -> Pattern:
        """Return the pattern of nodes one after the other (§4.12)."""
        return self.make.group([self.pattern(node, scope) for node in nodes])

    def names(self, node: etree._Element) -> NameClass:
        """Return the name class that an element or an attribute has (§4.8)."""
        names = self._names(node)
        if kind(node) == "attribute" and declares_namespace(names):
            message = "a namespace declaration is no attribute (RELAX NG §4.16)"
            raise fault("TEI514", node, message)
        return names

    def _names(self, node: etree._Element) -> NameClass:
        name = node.get("name")
        if name is None:
            return self.name_class(children(node)[0])
        bare = kind(node) == "attribute" and node.get("ns") is None
        return self._qualified(name.strip(), node, "" if bare else None)

    def name_class(self, node: etree._Element) -> NameClass:
        """Return the name class that a node of its own stands for."""
        match kind(node):
            case "name":
                return self._qualified((node.text or "").strip(), node)
            case "anyName":
                return AnyName(self._excluded(node))
            case "nsName":
                return NsName(self.sources.namespace(node), self._excluded(node))
            case _:
                return OneOf(tuple(map(self.name_class, children(node))))

    def define(self, name: str, node: etree._Element, scope: Grammar | None) -> Pattern:
        """Return what a `ref` means; raises `TeiError` TEI513."""
        if scope is None or name not in scope.definitions:
            raise fault("TEI513", node, f"`{name}` is not defined in this grammar")
        if name in scope.open:
            if self.finishing:
                return self.make.not_allowed
            raise fault("TEI513", node, f"`{name}` needs itself without an element between")
        return self._defined(name, scope)

    def element(self, node: etree._Element, scope: Grammar | None) -> Pattern:
        """Return an element whose content waits to be asked for."""
        names = self.names(node)
        made = Element(names, node, lambda: self.group(_content(node), scope), self.make)
        self.all_elements.append(made)
        if is_open(names):
            self.open_elements.append(made)
        for name in listed(names):
            self.elements.setdefault(name, []).append(made)
        return made

    def finish(self) -> None:
        """Read every definition and the content of every element, needed or not."""
        # What no document can reach may need itself (§4.19).
        self.finishing = True
        for inner in self.grammars:
            for name in inner.definitions:
                self._defined(name, inner)
        for element in self.all_elements:
            element.read()

    def _defined(self, name: str, scope: Grammar) -> Pattern:
        known = scope.patterns.get(name)
        if known is None:
            nodes = scope.definitions[name]
            scope.open.add(name)
            parts = [self.group(children(node), scope) for node in nodes]
            scope.open.discard(name)
            both = combination(nodes) if len(nodes) > 1 else "choice"
            known = self.make.interleave(parts) if both == "interleave" else self.make.choice(parts)
            scope.patterns[name] = known
        return known

    def _qualified(self, name: str, node: etree._Element, space: str | None = None) -> str:
        prefix, colon, local = name.rpartition(":")
        if not colon:
            return tag(self.sources.namespace(node) if space is None else space, local)
        found = XML_NAMESPACE if prefix == "xml" else node.nsmap.get(prefix)
        if found is None:
            raise fault("TEI511", node, f"the prefix of `{name}` is not declared")
        return tag(found, local)

    def _excluded(self, node: etree._Element) -> NameClass | None:
        inner = [part for child in children(node) for part in children(child)]
        if not inner:
            return None
        excluded = OneOf(tuple(map(self.name_class, inner)))
        closed = (AnyName,) if kind(node) == "anyName" else (AnyName, NsName)
        if any(isinstance(part, closed) for part in parts(excluded)):
            raise fault("TEI514", node, "an exception has an open name (RELAX NG §4.16)")
        return excluded


def _content(node: etree._Element) -> list[etree._Element]:
    inner = children(node)
    return inner if node.get("name") is not None else inner[1:]


def _attribute(compiler: Compiler, node: etree._Element, scope: Grammar | None) -> Pattern:
    inner = _content(node)
    content = compiler.group(inner, scope) if inner else compiler.make.text
    return compiler.make.attribute(compiler.names(node), content, node)


def _data(compiler: Compiler, node: etree._Element, scope: Grammar | None) -> Pattern:
    inner = children(node)
    parameters = tuple(
        ((child.get("name") or "").strip(), child.text or "")
        for child in inner
        if kind(child) == "param"
    )
    excluded = [part for child in inner if kind(child) == "except" for part in children(child)]
    made = _datatype(node, (node.get("type") or "").strip(), parameters, library(node))
    choice = compiler.make.choice([compiler.pattern(part, scope) for part in excluded])
    return compiler.make.data(made, choice if excluded else None)


def _value(compiler: Compiler, node: etree._Element, scope: Grammar | None) -> Pattern:
    name = node.get("type")
    made = _datatype(node, (name or "token").strip(), (), library(node) if name else "")
    literal = node.text or ""
    space: Mapping[str | None, str] = {**node.nsmap, None: compiler.sources.namespace(node)}
    try:
        meaning = made.meaning(literal, lambda: space)
    except ValueError:
        raise fault("TEI515", node, f"`{literal}` is no {made.name}") from None
    return Value(made, literal, meaning, node)


def _datatype(
    node: etree._Element, name: str, parameters: tuple[tuple[str, str], ...], where: str
) -> datatypes.Datatype:
    try:
        return datatypes.find(where, name, parameters, lambda: node.nsmap)
    except (LookupError, ValueError) as error:
        raise fault("TEI515", node, str(error.args[0])) from None


def _external(compiler: Compiler, node: etree._Element, scope: Grammar | None) -> Pattern:
    return compiler.pattern(compiler.sources.included(node), scope)


def _grammar(compiler: Compiler, node: etree._Element, scope: Grammar | None) -> Pattern:
    made = grammar(node, scope, compiler.sources)
    compiler.grammars.append(made)
    return compiler.start(made)


def _ref(compiler: Compiler, node: etree._Element, scope: Grammar | None) -> Pattern:
    return compiler.define((node.get("name") or "").strip(), node, scope)


def _parent_ref(compiler: Compiler, node: etree._Element, scope: Grammar | None) -> Pattern:
    outer = scope.parent if scope is not None else None
    return compiler.define((node.get("name") or "").strip(), node, outer)


def _combined(
    way: Callable[[Patterns, list[Pattern]], Pattern],
) -> Callable[[Compiler, etree._Element, Grammar | None], Pattern]:
    return lambda compiler, node, scope: way(
        compiler.make, [compiler.pattern(child, scope) for child in children(node)]
    )


def _grouped(
    way: Callable[[Patterns, Pattern], Pattern],
) -> Callable[[Compiler, etree._Element, Grammar | None], Pattern]:
    return lambda compiler, node, scope: way(compiler.make, compiler.group(children(node), scope))


_RULES: Final[dict[str, Callable[[Compiler, etree._Element, Grammar | None], Pattern]]] = {
    "element": Compiler.element,
    "attribute": _attribute,
    "group": _combined(Patterns.group),
    "interleave": _combined(Patterns.interleave),
    "choice": _combined(Patterns.choice),
    "optional": _grouped(Patterns.optional),
    "zeroOrMore": _grouped(Patterns.zero_or_more),
    "oneOrMore": _grouped(Patterns.one_or_more),
    "list": _grouped(Patterns.listed),
    "mixed": _grouped(lambda make, inner: make.interleave((inner, make.text))),
    "ref": _ref,
    "parentRef": _parent_ref,
    "empty": lambda compiler, node, scope: compiler.make.empty,
    "text": lambda compiler, node, scope: compiler.make.text,
    "notAllowed": lambda compiler, node, scope: compiler.make.not_allowed,
    "value": _value,
    "data": _data,
    "externalRef": _external,
    "grammar": _grammar,
}
