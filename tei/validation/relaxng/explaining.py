"""What is wrong with the content of an element, in words (TEI520 to TEI524, TEI529 to TEI531)."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from tei.validation.relaxng.derivatives import after, opening, within
from tei.validation.relaxng.findings import Finding, Open, Place
from tei.validation.relaxng.names import described, local, namespace
from tei.validation.relaxng.patterns import (
    Choice,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    Text,
)
from tei.validation.relaxng.wording import (
    about,
    documentation,
    enumerated,
    joined,
    proposed,
    shortened,
    shown,
    title,
    titles,
    wanted,
)

if TYPE_CHECKING:
    from lxml import etree

    from tei.validation.relaxng.schema import Schema

_SAMPLE: Final = 100
"""Siblings looked at to see which element is usual."""
_LIST: Final = 12
"""Elements that may be listed at all where each is as good as the next."""


def unknown_element(
    name: str, meant: str | None, state: Pattern, place: Place, schema: Schema
) -> Finding:
    """TEI520: the schema has no such element."""
    if meant is not None and local(meant) == local(name):
        return _other_namespace(name, meant, place)
    message = f"{title(place.node, schema)} is not an element of this schema"
    if meant is None:
        return Finding("TEI520", place, message, expected(state, schema))
    node = schema.compiler.elements[meant][0].node
    return Finding("TEI520", place, message, f"{proposed(name, meant, schema)}{about(node)}")


def misplaced(
    element: Element, frame: Open, state: Pattern, place: Place, schema: Schema, stack: list[Open]
) -> Finding:
    """TEI521: the element may not stand here, TEI524: here no more, TEI531: not at the top."""
    name, may = title(place.node, schema), expected(state, schema)
    if frame.node is None:
        return Finding("TEI531", place, f"{name} cannot be the outermost element", may)
    parent = title(frame.node, schema)
    if element in set(within(frame.start, Element)):
        return _too_late(element, frame, place, schema, may)
    hints = (_allowed_in(element, stack, schema), may)
    message = f"{name} may not stand in {parent}"
    return Finding("TEI521", place, message, "; ".join(filter(None, hints)) or None)


def missing_before(missing: Pattern, frame: Open, place: Place, schema: Schema) -> Finding:
    """TEI522: an element must come before this one; the place is that of what lacks it."""
    needed = [element for choices in requirements(missing) for element in choices]
    message = f"{_parent(frame, schema)} lacks {enumerated(needed, schema)}"
    message += f" before {title(place.node, schema)}"
    where = Place(frame.ordinal, frame.node) if frame.node is not None else place
    return Finding("TEI522", where, message, documentation(needed))


def out_of_order(late: set[Element], frame: Open, place: Place, schema: Schema) -> Finding:
    """TEI524: elements that follow should have come first."""
    name, parent = title(place.node, schema), _parent(frame, schema)
    first = joined(sorted(titles(late, schema)), "and")
    return Finding(
        "TEI524", place, f"{name} comes before {first} in {parent}", f"put {name} after {first}"
    )


def lacking(state: Pattern, place: Place, schema: Schema) -> list[Finding]:
    """TEI522 and TEI523: an element ends too early, without the one or one of several."""
    name = title(place.node, schema)
    found = []
    for choices in requirements(state):
        names = enumerated(choices, schema)
        if len(choices) == 1:
            hint = documentation(choices)
            found.append(Finding("TEI522", place, f"{name} lacks {names}", hint))
        else:
            message = f"{name} is incomplete: it needs one of {names}"
            found.append(Finding("TEI523", place, message))
    return found


def stray_text(text: str, state: Pattern, place: Place, schema: Schema) -> Finding:
    """TEI529: text where only elements may stand."""
    node = place.node if place.part == "text" else place.node.getparent()
    assert node is not None  # Text stands in some element.
    message = f"text may not stand directly in {title(node, schema)}: `{shortened(text)}`"
    holder = _holder(node, state, schema)
    hint = f"put it into {holder}" if holder else expected(state, schema)
    return Finding("TEI529", place, message, hint)


def bad_content(text: str, content: Pattern, place: Place, schema: Schema) -> Finding:
    """TEI530: the text of an element is not what it must be."""
    message = f"{title(place.node, schema)} may not contain `{shortened(text)}`"
    return Finding("TEI530", place, message, wanted(content, text))


def expected(state: Pattern, schema: Schema) -> str | None:
    """Return what may come in a state; of a long list only what must come."""
    needed = [e for choices in requirements(state)[:1] for e in choices]
    rest = opening(state) - set(needed)
    if not needed and not rest:
        return "only text may come here" if state.textual else "nothing more may come here"
    # A long list helps nobody: lists of eighty names are what people blame other tools for.
    names = needed
    if len(needed) + len(rest) <= _LIST:
        names += sorted(rest, key=lambda element: described(element.names))
    return f"expected {enumerated(names, schema)}" if 0 < len(names) <= _LIST else None


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


def _too_late(
    element: Element, frame: Open, place: Place, schema: Schema, may: str | None
) -> Finding:
    name, parent = title(place.node, schema), _parent(frame, schema)
    if element not in frame.culprits:
        frame.culprits[element] = _culprit(element, frame, place.node, schema)
    culprit = frame.culprits[element]
    if culprit is None:
        return Finding("TEI524", place, f"{name} may not stand at this point of {parent}", may)
    before = title(culprit, schema)
    if before == name:
        return Finding("TEI524", place, f"{parent} may not have another {name}", may)
    message = f"{name} may not come after {before} in {parent}"
    return Finding("TEI524", place, message, f"put {name} before {before}")


def _culprit(
    element: Element, frame: Open, late: etree._Element, schema: Schema
) -> etree._Element | None:
    """Return the sibling that the late element would have had to come before, if there is one."""
    state, culprit = frame.start, None
    parent = late.getparent()
    for sibling in parent.iterchildren("*") if parent is not None else ():
        if sibling is late:
            break
        candidates = schema.candidates(state, str(sibling.tag))
        if candidates:
            before, state = state, after(state, frozenset(candidates), schema.make)
            if element in opening(before) and element not in opening(state):
                culprit = sibling
    return culprit


def _other_namespace(name: str, meant: str, place: Place) -> Finding:
    own, right = namespace(name), namespace(meant)
    where = f"in the namespace {own}" if own else "in no namespace"
    message = f"`{local(name)}` is {where}, in the schema it is "
    message += f"in the namespace {right}" if right else "in none"
    return Finding("TEI520", place, message, f'declare xmlns="{right}"')


def _parent(frame: Open, schema: Schema) -> str:
    return title(frame.node, schema) if frame.node is not None else "the document"


def _allowed_in(element: Element, stack: list[Open], schema: Schema) -> str | None:
    """Return where a misplaced element may stand: the nearest one open, or any."""
    for frame in reversed(stack):
        if frame.node is not None and element in set(within(frame.start, Element)):
            return f"it may stand in the {title(frame.node, schema)} around"
    parents = sorted(schema.parents(element), key=lambda parent: described(parent.names))
    return f"it stands in {enumerated(parents, schema)}" if parents else None


def _holder(node: etree._Element, state: Pattern, schema: Schema) -> str | None:
    """Return the element that holds text in this parent, the one that is there most often."""
    names = Counter(child.tag for child in islice(node.iterchildren("*"), _SAMPLE))
    for name, _ in names.most_common():
        for element in schema.candidates(state, str(name)):
            if any(within(element.model.rest, Text)):
                return f"`{shown(str(name), schema)}`"
    return None
