"""What is wrong with a start tag, in words (TEI525 to TEI528, TEI532)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.validation.relaxng.attributes import Problem, matches
from tei.validation.relaxng.content import attributes
from tei.validation.relaxng.findings import Finding, Place
from tei.validation.relaxng.names import listed
from tei.validation.relaxng.nearest import all_nearest, nearest
from tei.validation.relaxng.wording import (
    about,
    documentation,
    enumerated,
    proposed,
    shortened,
    shown,
    title,
    wanted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.validation.relaxng.patterns import Attribute, Element
    from tei.validation.relaxng.schema import Schema


def findings(
    problems: list[Problem], place: Place, element: Element, schema: Schema
) -> Iterator[Finding]:
    """Yield the problems of a start tag in words; a misspelt attribute is not missing too."""
    free = _free(place.node, element, schema)
    misspelt = {
        problem.name: _meant(problem, place.node, free, schema)
        for problem in problems
        if problem.kind == "unknown"
    }
    meant = {name for name in misspelt.values() if name}
    for problem in problems:
        if problem.kind == "unknown":
            yield _unknown(problem.name, misspelt[problem.name], place, element, schema)
        elif problem.kind != "missing" or problem.name not in meant:
            yield _told(problem, place, element, schema)


def on_unknown_element(place: Place, schema: Schema) -> Iterator[Finding]:
    """Yield what is wrong with the attributes that the element would have, whichever it is."""
    node, usual = place.node, schema.usual_attributes()
    for name, value in attributes(node):
        known = usual.get(name)
        if known is not None and not matches(known, value, lambda: node.nsmap, schema.make):
            yield _bad_value(Problem("value", name, value, (known,)), place, schema)


def _unknown(
    name: str, meant: str | None, place: Place, element: Element, schema: Schema
) -> Finding:
    owner, known = title(place.node, schema), schema.attribute_names()
    hint = None
    if meant is not None:
        node = element.model.candidates(meant)[0].node
        hint = f"{proposed(name, meant, schema)}{about(node)}"
    if name in known:
        message = f"`{shown(name, schema)}` is not allowed on {owner}"
        return Finding("TEI526", place, message, hint)
    message = f"`{shown(name, schema)}` on {owner} is not an attribute of this schema"
    if hint is None:
        near = nearest(shown(name, schema), {shown(other, schema) for other in known})
        hint = f"if `{near}` is meant: it may not stand on {owner} either" if near else None
    return Finding("TEI525", place, message, hint)


def _free(node: etree._Element, element: Element, schema: Schema) -> dict[str, Attribute]:
    """Return the attributes that the element may have and has not, by the names to show."""
    taken = set(node.keys())
    return {
        shown(name, schema): attribute
        for attribute in element.model.attributes()
        for name in listed(attribute.names)
        if name not in taken
    }


def _meant(
    problem: Problem, node: etree._Element, free: dict[str, Attribute], schema: Schema
) -> str | None:
    """Return the attribute that was meant, of several the one that may have the value."""

    def unfit(name: str) -> bool:
        return not matches(free[name], problem.value, lambda: node.nsmap, schema.make)

    best = min(all_nearest(shown(problem.name, schema), free), key=unfit, default=None)
    if best is None:
        return None
    return next(name for name in listed(free[best].names) if shown(name, schema) == best)


def _told(problem: Problem, place: Place, element: Element, schema: Schema) -> Finding:
    name, owner = f"`{shown(problem.name, schema)}`", title(place.node, schema)
    match problem.kind:
        case "missing":
            found = (element.model.single[problem.name],)
            return Finding(
                "TEI527", place, f"{owner} lacks its attribute {name}", documentation(found)
            )
        case "one of":
            return Finding("TEI527", place, f"{owner} lacks {_one_of(problem.candidates, schema)}")
        case "together":
            message = f"{owner} may not have {name} beside its other attributes"
            return Finding("TEI532", place, message, f"remove {name} or what excludes it")
    return _bad_value(problem, place, schema)


def _bad_value(problem: Problem, place: Place, schema: Schema) -> Finding:
    name, owner = f"`{shown(problem.name, schema)}`", title(place.node, schema)
    message = f"`{shortened(problem.value)}` is no value of {name} on {owner}"
    forms = dict.fromkeys(wanted(a.members[0], problem.value) for a in problem.candidates)
    return Finding("TEI528", place, message, "; or ".join(filter(None, forms)) or None)


def _one_of(candidates: tuple[Attribute, ...], schema: Schema) -> str:
    names = enumerated(candidates, schema)
    return f"its attribute {names}" if len(candidates) == 1 else f"one of the attributes {names}"
