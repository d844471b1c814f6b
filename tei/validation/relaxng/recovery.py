"""What to make of an element that should not be where it is, so that each error is told once.

Either something is missing before it, and we go on behind it; or it should not be there at all,
and we go on as if it were not. What leaves fewer of the following siblings in trouble is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tei.validation.relaxng import explaining
from tei.validation.relaxng.attributes import read
from tei.validation.relaxng.content import attributes
from tei.validation.relaxng.derivatives import after, begins, opening, within
from tei.validation.relaxng.findings import Finding, Open, Place
from tei.validation.relaxng.names import contains, listed, local
from tei.validation.relaxng.nearest import all_nearest
from tei.validation.relaxng.patterns import (
    Adrift,
    Choice,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    Text,
)

if TYPE_CHECKING:
    from lxml import etree

    from tei.validation.relaxng.interning import Patterns
    from tei.validation.relaxng.schema import Schema

_AHEAD = 64
"""Siblings looked at to decide."""


class Decision(Struct, frozen=True):
    """What a child is read as (nothing: its content is adrift) and what may follow it."""

    elements: tuple[Element, ...]
    state: Pattern
    findings: tuple[Finding, ...] = ()


class Jump(Struct, frozen=True):
    """A way to an element over what should have come before it."""

    state: Pattern
    """What may follow in order."""
    loose: Pattern
    """The same, with what may but need not come before it still to come."""
    missing: tuple[Pattern, ...] = ()


def resolve(
    frame: Open,
    state: Pattern,
    child: etree._Element,
    ordinal: int,
    schema: Schema,
    stack: list[Open],
) -> Decision:
    """Decide about a child that may not come in this state."""
    name = str(child.tag)
    place = Place(ordinal, child)
    if frame.node is None and (meant := schema.spellings(state).get(local(name))):
        # Of another namespace, as all of the document is: that is one error.
        finding = explaining.unknown_element(name, meant[0], state, place, schema)
        return Decision((), state, (finding,))
    anywhere = () if isinstance(state, Adrift) else schema.compiler.open_elements
    known = schema.named(name) or tuple(e for e in anywhere if contains(e.names, name))
    if not known:
        return _unknown(name, state, place, schema)
    late = next((early for early in frame.early if not early.isdisjoint(known)), None)
    if late is not None:
        frame.early.remove(late)
        return Decision(tuple(e for e in known if e in late), state)
    over = jump(state, frozenset(known), schema.make)
    if over is not None:
        decision = _jumped(over, frame, state, known, place, schema)
        if decision is not None:
            return decision
    return _misplaced(known, frame, state, place, schema, stack)


def jump(pattern: Pattern, event: frozenset[Element], make: Patterns) -> Jump | None:
    """Return the way to an element past what is required before it, or None if there is none."""
    if begins(pattern, event):
        left = after(pattern, event, make)
        return Jump(left, left)
    if isinstance(pattern, Choice):
        ways = filter(None, (jump(member, event, make) for member in pattern.others))
        return min(ways, key=lambda way: len(way.missing), default=None)
    if isinstance(pattern, OneOrMore):
        way = jump(pattern.members[0], event, make)
        more = make.optional(pattern)
        return way and Jump(
            make.group((way.state, more)), make.group((way.loose, more)), way.missing
        )
    if isinstance(pattern, (Group, Interleave)):
        return _jump_among(pattern, event, make)
    return None


def _jump_among(
    pattern: Group | Interleave, event: frozenset[Element], make: Patterns
) -> Jump | None:
    members = pattern.members
    for i, member in enumerate(members):
        way = jump(member, event, make)
        if way is None:
            continue
        before, behind = members[:i], members[i + 1 :]
        if isinstance(pattern, Interleave):
            rest = make.interleave((*before, way.state, *behind))
            return Jump(rest, rest, way.missing)
        skipped = tuple(m for m in before if not m.nullable)
        optional = tuple(m for m in before if m.nullable)
        return Jump(
            make.group((way.state, *behind)),
            make.group((*optional, way.loose, *behind)),
            (*skipped, *way.missing),
        )
    return None


def _misplaced(
    known: tuple[Element, ...],
    frame: Open,
    state: Pattern,
    place: Place,
    schema: Schema,
    stack: list[Open],
) -> Decision:
    """Return the decision to go on as if the child were not there; of a row one is told of."""
    child = place.node
    previous = next(child.itersiblings("*", preceding=True), None)
    repeated = previous is not None and previous is frame.late and previous.tag == child.tag
    finding = explaining.misplaced(known[0], frame, state, place, schema, stack)
    if finding.code == "TEI524":
        frame.late = child
    # What an empty element lacks does not matter where it should not be.
    bare = not len(child) and not child.text and not child.attrib
    return Decision(() if bare else known, state, () if repeated else (finding,))


def _jumped(
    over: Jump,
    frame: Open,
    state: Pattern,
    known: tuple[Element, ...],
    place: Place,
    schema: Schema,
) -> Decision | None:
    """Return the decision to go on behind what is missing, unless the child is rather too much."""
    siblings = _following(place.node)
    coming = {e for name in siblings for e in schema.named(name)}
    absent = [m for m in over.missing if opening(m).isdisjoint(coming)]
    early = [opening(m) for m in over.missing if not opening(m).isdisjoint(coming)]
    onwards = over.loose if early else over.state
    behind = len(absent) + _misfits(onwards, siblings, [*frame.early, *early], schema)
    if behind > _misfits(state, siblings, frame.early, schema):
        return None
    frame.early += early
    findings = [explaining.missing_before(m, frame, place, schema) for m in absent]
    if early:
        late = {element for group in early for element in group & coming}
        findings.append(explaining.out_of_order(late, frame, place, schema))
    return Decision(known, onwards, tuple(findings))


def _following(node: etree._Element) -> list[str]:
    names = []
    for sibling in node.itersiblings("*"):
        names.append(str(sibling.tag))
        if len(names) == _AHEAD:
            break
    return names


def _misfits(
    state: Pattern, names: list[str], early: list[frozenset[Element]], schema: Schema
) -> int:
    """Count what of the siblings to come would be told of, going on from a state."""
    wrong = 0
    expected = list(early)
    for name in names:
        candidates = frozenset(schema.candidates(state, name))
        if candidates:
            state = after(state, candidates, schema.make)
            continue
        late = next((e for e in expected if not e.isdisjoint(schema.named(name))), None)
        if late is None:
            wrong += 1
        else:
            expected.remove(late)
    complete = state.nullable or len(names) == _AHEAD
    return wrong + (not complete)


def _unknown(name: str, state: Pattern, place: Place, schema: Schema) -> Decision:
    """Decide about an element that the schema does not have: it may be a misspelt one."""
    if isinstance(state, Adrift) and not schema.knows_namespace(name):
        return Decision((), state)
    here = schema.spellings(state)
    meant = _meant(place.node, here, schema)
    if meant is not None:
        finding = explaining.unknown_element(name, meant[0], state, place, schema)
        follows = after(state, frozenset((meant[1],)), schema.make)
        return Decision((meant[1],), follows, (finding,))
    meant = _meant(place.node, schema.spellings(None), schema)
    finding = explaining.unknown_element(name, meant and meant[0], state, place, schema)
    return Decision((meant[1],) if meant else (), state, (finding,))


def _meant(
    child: etree._Element, known: dict[str, tuple[str, Element]], schema: Schema
) -> tuple[str, Element] | None:
    """Return what was meant: the same name in another namespace, or one spelt nearly so."""
    found = all_nearest(local(str(child.tag)), known)
    if len(found) < 2:
        return known[found[0]] if found else None
    return min(
        (known[name] for name in found), key=lambda meant: _strangeness(child, meant[1], schema)
    )


def _strangeness(child: etree._Element, element: Element, schema: Schema) -> int:
    """Count what of a child would be wrong, were it this element: attributes, children, text."""
    content, problems = read(element.model, attributes(child), lambda: child.nsmap, schema.make)
    inside = {name for inner in within(content, Element) for name in listed(inner.names)}
    strangers = sum(inner.tag not in inside for inner in child.iterchildren("*"))
    text = (child.text or "").strip() and not (content.data or any(within(content, Text)))
    return len(problems) + strangers + bool(text)
