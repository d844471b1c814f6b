"""Findings in words: what is wrong, and what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.validation.relaxng.content import SPACE
from tei.validation.relaxng.derivatives import opening, within
from tei.validation.relaxng.findings import Finding, Open, Place
from tei.validation.relaxng.names import XML_NAMESPACE, described, listed, local, namespace
from tei.validation.relaxng.nearest import nearest
from tei.validation.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from tei.validation.relaxng.attributes import Problem
    from tei.validation.relaxng.schema import Schema

_SHOWN = 8
"""Names that are listed before «and others»."""
_LIST = 12
"""Names that may be listed at all where each is as good as the next."""
_ANNOTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"


def unknown_element(
    name: str, meant: str | None, state: Pattern, place: Place, schema: Schema
) -> Finding:
    """TEI520: the schema has no such element."""
    if meant is not None and local(meant) == local(name):
        where = namespace(name)
        what = f"`{local(name)}` is in " + (f"the namespace {where}" if where else "no namespace")
        return Finding(
            "TEI520",
            place,
            f"{what}; the schema's is in {namespace(meant) or 'none'}",
            f'declare xmlns="{namespace(meant)}"' if namespace(meant) else None,
        )
    message = f"`{shown(name, schema)}` is not an element of this schema"
    if meant is None:
        return Finding("TEI520", place, message, expected(state, schema))
    element = schema.compiler.elements[meant][0]
    return Finding("TEI520", place, message, f"`{shown(meant, schema)}`?{_about(element.node)}")


def misplaced(
    element: Element,
    frame: Open,
    state: Pattern,
    place: Place,
    schema: Schema,
    stack: list[Open],
) -> Finding:
    """TEI521: the element may not stand here, TEI524: here no more, TEI531: not at the top."""
    name = shown(str(place.node.tag), schema)
    if frame.node is None:
        return Finding(
            "TEI531", place, f"`{name}` cannot be the outermost element", expected(state, schema)
        )
    parent = shown(str(frame.node.tag), schema)
    if element in set(within(frame.start, Element)):
        return Finding(
            "TEI524",
            place,
            f"`{name}` may not stand at this point of `{parent}`",
            expected(state, schema),
        )
    message = f"`{name}` may not stand in `{parent}`"
    hints = (_allowed_in(element, stack, schema), expected(state, schema))
    return Finding("TEI521", place, message, "; ".join(filter(None, hints)) or None)


def missing_before(
    missing: Pattern, element: Element, frame: Open, place: Place, schema: Schema
) -> Finding:
    """TEI522: an element must come before this one."""
    name, parent = shown(str(place.node.tag), schema), _parent(frame, schema)
    what = " or ".join(_titles(opening(missing), schema))
    return Finding(
        "TEI522",
        place,
        f"{what} is missing in {parent} before `{name}`",
        _documentation(opening(missing)),
    )


def out_of_order(
    element: Element,
    early: list[frozenset[Element]],
    coming: set[Element],
    frame: Open,
    place: Place,
    schema: Schema,
) -> Finding:
    """TEI524: elements that follow should have come first."""
    name, parent = shown(str(place.node.tag), schema), _parent(frame, schema)
    first = [title for group in early for title in _titles(group & coming, schema)]
    what = " and ".join(first)
    return Finding(
        "TEI524", place, f"`{name}` comes before {what} in {parent}", f"put `{name}` after {what}"
    )


def lacking(state: Pattern, place: Place, schema: Schema) -> list[Finding]:
    """TEI522 and TEI523: an element ends too early."""
    name = shown(str(place.node.tag), schema)
    found = []
    for choices in requirements(state):
        if len(choices) == 1:
            what = f"`{name}` lacks {_titles(choices, schema)[0]}"
            found.append(Finding("TEI522", place, what, _documentation(choices)))
        else:
            what = f"`{name}` is incomplete: it needs one of {_enumerated(choices, schema)}"
            found.append(Finding("TEI523", place, what))
    return found


def stray_text(text: str, state: Pattern, place: Place, schema: Schema) -> Finding:
    """TEI529: text where only elements may stand."""
    node = place.node if place.part == "text" else place.node.getparent()
    name = shown(str(node.tag), schema) if node is not None else ""
    message = f"text may not stand directly in `{name}`: `{_shortened(text)}`"
    return Finding("TEI529", place, message, expected(state, schema))


def bad_content(text: str, content: Pattern, place: Place, schema: Schema) -> Finding:
    """TEI530: the text of an element is not what it must be."""
    name = shown(str(place.node.tag), schema)
    message = f"`{name}` may not contain `{_shortened(text)}`"
    return Finding("TEI530", place, message, wanted(content, text))


def attribute(problem: Problem, place: Place, element: Element, schema: Schema) -> Finding:
    """TEI525 to TEI528 and TEI532: what is wrong with a start tag."""
    name = shown(problem.name, schema)
    owner = shown(str(place.node.tag), schema)
    match problem.kind:
        case "unknown":
            return _unknown_attribute(problem.name, place, element, schema)
        case "missing":
            found = element.model.single[problem.name]
            return Finding(
                "TEI527", place, f"`{owner}` lacks its attribute `{name}`", _documentation((found,))
            )
        case "one of":
            names = _enumerated(problem.candidates, schema)
            only = len(problem.candidates) == 1
            what = f"its attribute {names}" if only else f"one of the attributes {names}"
            return Finding("TEI527", place, f"`{owner}` lacks {what}")
        case "together":
            return Finding(
                "TEI532", place, f"`{owner}` may not have `{name}` with its other attributes"
            )
    message = f"`{_shortened(problem.value)}` is no value of `{name}` on `{owner}`"
    hint = "; or ".join(
        filter(None, (wanted(a.members[0], problem.value) for a in problem.candidates))
    )
    return Finding("TEI528", place, message, hint or None)


def expected(state: Pattern, schema: Schema) -> str | None:
    """Return what may come in a state, required elements first."""
    needed = [e for choices in requirements(state)[:1] for e in choices]
    rest = sorted(opening(state) - set(needed), key=lambda e: described(e.names))
    if not needed and not rest:
        return "only text may come here" if state.textual else "nothing more may come here"
    # A long list helps nobody: jing's of eighty names are what people complain of.
    shown_ones = [*needed, *rest] if len(needed) + len(rest) <= _LIST else needed[:_LIST]
    return f"expected {_enumerated(shown_ones, schema)}" if shown_ones else None


def requirements(pattern: Pattern) -> list[tuple[Element, ...]]:
    """Return what must still come: for each requirement the elements that would meet it."""
    if pattern.nullable:
        return []
    if isinstance(pattern, Element):
        return [(pattern,)]
    if isinstance(pattern, (Group, Interleave, OneOrMore)):
        return [choices for member in pattern.members for choices in requirements(member)]
    if isinstance(pattern, Choice):
        first = [e for m in pattern.members for choices in requirements(m)[:1] for e in choices]
        return [tuple(dict.fromkeys(first))] if first else []
    return []


def wanted(content: Pattern, text: str) -> str | None:
    """Return which texts a pattern wants: its values, or its datatypes."""
    values = [value.literal for value in within(content, Value)]
    near = nearest(text.strip(SPACE), values)
    if near is not None:
        return f"`{near}`?"
    parts = [f"`{value}`" for value in values[:_SHOWN]]
    if len(values) > _SHOWN:
        parts.append(f"{len(values) - _SHOWN} others")
    parts += dict.fromkeys(_type_name(data) for data in within(content, Data))
    plural = "a list of " if any(within(content, List)) else ""
    return f"expected {plural}{_joined(parts, 'or')}" if parts else None


def names_of(pattern: Element | Attribute) -> tuple[str, ...]:
    """Return the names that an element or attribute of the schema lists."""
    return listed(pattern.names)


def shown(name: str, schema: Schema) -> str:
    """Return a name as a writer of TEI would: the schema's own namespace is not mentioned."""
    space = namespace(name)
    if not space or space == schema.namespace:
        return local(name)
    if space == XML_NAMESPACE:
        return f"xml:{local(name)}"
    prefix = schema.prefixes.get(space)
    return f"{prefix}:{local(name)}" if prefix else name


def _unknown_attribute(name: str, place: Place, element: Element, schema: Schema) -> Finding:
    owner = shown(str(place.node.tag), schema)
    own = {n: a for n in element.model.single for a in (element.model.single[n],)}
    own |= {n: a for a in within(element.model.rest, Attribute) for n in names_of(a)}
    meant = nearest(shown(name, schema), {shown(n, schema): n for n in own})
    known = name in schema.attribute_names()
    title = shown(name, schema)
    if meant is None and not known:
        meant = nearest(title, {shown(n, schema) for n in schema.attribute_names()})
    message = (
        f"`{title}` is not allowed on `{owner}`"
        if known
        else f"`{title}` is not an attribute of this schema"
    )
    code = "TEI526" if known else "TEI525"
    found = next((a for n, a in own.items() if shown(n, schema) == meant), None)
    about = _about(found.node) if found is not None else ""
    return Finding(
        code,
        place,
        f"{message}" + ("" if known else f" (on `{owner}`)"),
        f"`{meant}`?{about}" if meant else None,
    )


def _parent(frame: Open, schema: Schema) -> str:
    return f"`{shown(str(frame.node.tag), schema)}`" if frame.node is not None else "the document"


def _allowed_in(element: Element, stack: list[Open], schema: Schema) -> str | None:
    for frame in reversed(stack):
        if frame.node is not None and element in set(within(frame.start, Element)):
            return f"it may stand in the `{shown(str(frame.node.tag), schema)}` around"
    parents = schema.parents(element)
    return f"it stands in {_enumerated(parents, schema, 'or')}" if parents else None


def _titles(elements: Iterable[Element], schema: Schema) -> list[str]:
    return sorted({f"`{shown(n, schema)}`" for e in elements for n in names_of(e)})


def _enumerated(patterns: Iterable[Element | Attribute], schema: Schema, joint: str = "or") -> str:
    titles = list(
        dict.fromkeys(
            f"`{shown(name, schema)}`" if isinstance(name, str) else described(name)
            for pattern in patterns
            for name in (names_of(pattern) or (pattern.names,))
        )
    )
    more = len(titles) - _SHOWN
    if more > 1:
        titles = [*titles[:_SHOWN], f"{more} others"]
    return _joined(titles, joint)


def _joined(parts: list[str], joint: str) -> str:
    return f" {joint} ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def _documentation(patterns: Iterable[Element | Attribute]) -> str | None:
    found = list(patterns)
    return (_about(found[0].node).strip() or None) if len(found) == 1 else None


def _about(node: etree._Element) -> str:
    """Return the schema's own words on an element or attribute, with a space before."""
    said = node.find(_ANNOTATION)
    return "" if said is None else " " + " ".join("".join(said.itertext()).split())


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def _type_name(data: Data) -> str:
    facets = ", ".join(f"{name} {value}" for name, value in data.datatype.parameters)
    return data.datatype.name + (f" ({facets})" if facets else "")
