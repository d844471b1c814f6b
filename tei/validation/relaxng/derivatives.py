"""Derivatives: what is left of a pattern after one thing of a document.

Janusz Brzozowski's derivatives as James Clark applied them to RELAX NG («An algorithm for
RELAX NG validation»), with whole elements as the symbols of a content model, so that a
pattern never nests as deep as the document. An event is a set of elements, of which the child
in the document was found to be each, or `TEXT`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from tei.validation.relaxng.datatypes import tokens
from tei.validation.relaxng.patterns import (
    Adrift,
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Text,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tei.validation.relaxng.datatypes import Namespaces
    from tei.validation.relaxng.interning import Patterns

type Event = frozenset[Element] | str
TEXT: Final = "text"

_NOTHING: Final[frozenset[Element]] = frozenset()


def after(pattern: Pattern, event: Event, make: Patterns) -> Pattern:
    """Return what may follow, once the event has come; `notAllowed` where it may not come."""
    known = pattern.steps.get(event)
    if known is None:
        rule = _AFTER.get(type(pattern))
        known = rule(pattern, event, make) if rule else make.not_allowed
        pattern.steps[event] = known
    return known


def settled(state: Pattern, make: Patterns) -> Pattern:
    """Return a state, having noted whether text in it need not be looked at."""
    state.loose = state.textual and after(state, TEXT, make) is state
    return state


def opening(pattern: Pattern) -> frozenset[Element]:
    """Return the elements that the pattern may begin with."""
    if pattern.opening is None:
        pattern.opening = _opening(pattern)
    return pattern.opening


def begins(pattern: Pattern, event: Event) -> bool:
    """Say whether the event may come first."""
    if isinstance(event, str):
        return pattern.textual
    return not opening(pattern).isdisjoint(event)


def without_attributes(pattern: Pattern, make: Patterns, *, forgive: bool = False) -> Pattern:
    """Return the content once the start tag is over.

    An attribute that has not come is then impossible, or taken as come if we `forgive`.
    """
    if not pattern.attributed:
        return pattern
    if isinstance(pattern, Attribute):
        return make.empty if forgive else make.not_allowed
    parts = [without_attributes(m, make, forgive=forgive) for m in pattern.members]
    return _rebuilt(pattern, parts, make)


def after_attributes(pattern: Pattern, came: frozenset[Attribute], make: Patterns) -> Pattern:
    """Return what is left after one attribute, found to be each of `came`."""
    if not pattern.attributed:
        return make.not_allowed
    if isinstance(pattern, Attribute):
        return make.empty if pattern in came else make.not_allowed
    if isinstance(pattern, Choice):
        return make.choice(after_attributes(m, came, make) for m in pattern.members)
    if isinstance(pattern, OneOrMore):
        rest = after_attributes(pattern.members[0], came, make)
        return make.group((rest, make.optional(pattern)))
    members = pattern.members
    return make.choice(
        _rebuilt(pattern, [*members[:i], rest, *members[i + 1 :]], make)
        for i, member in enumerate(members)
        if (rest := after_attributes(member, came, make)) is not make.not_allowed
    )


def accepts(pattern: Pattern, text: str, namespaces: Namespaces, make: Patterns) -> bool:
    """Say whether a whole text matches: an attribute's value or an element's only content."""
    if pattern.nullable and (pattern.textual or not text.strip(" \t\r\n")):
        return True
    return _after_text(pattern, text, namespaces, make).nullable


def within[P: Pattern](pattern: Pattern, kind: type[P]) -> Iterator[P]:
    """Yield every part of a kind, those inside elements and attributes apart; each once."""
    seen: set[Pattern] = set()
    waiting = [pattern]
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        if isinstance(part, kind):
            yield part
        if not isinstance(part, Attribute):
            waiting.extend(reversed(part.members))


def _after_choice(pattern: Pattern, event: Event, make: Patterns) -> Pattern:
    assert isinstance(pattern, Choice)
    ways = [after(m, event, make) for m in pattern.others if begins(m, event)]
    if not isinstance(event, str) and not pattern.elements.isdisjoint(event):
        ways.append(make.empty)
    return make.choice(ways)


def _after_group(pattern: Pattern, event: Event, make: Patterns) -> Pattern:
    ways = []
    for i, member in enumerate(pattern.members):
        if begins(member, event):
            ways.append(make.group((after(member, event, make), *pattern.members[i + 1 :])))
        if not member.nullable:
            break
    return make.choice(ways)


def _after_interleave(pattern: Pattern, event: Event, make: Patterns) -> Pattern:
    members = pattern.members
    return make.choice(
        make.interleave((*members[:i], after(member, event, make), *members[i + 1 :]))
        for i, member in enumerate(members)
        if begins(member, event)
    )


def _after_one_or_more(pattern: Pattern, event: Event, make: Patterns) -> Pattern:
    rest, again = after(pattern.members[0], event, make), make.optional(pattern)
    # Text behind text is the same text: what may come is what might have come before it.
    return again if rest is make.text else make.group((rest, again))


def _after_element(pattern: Pattern, event: Event, make: Patterns) -> Pattern:
    return make.empty if pattern in event else make.not_allowed


_AFTER: Final[dict[type[Pattern], Callable[[Pattern, Event, Patterns], Pattern]]] = {
    Choice: _after_choice,
    Group: _after_group,
    Interleave: _after_interleave,
    OneOrMore: _after_one_or_more,
    Element: _after_element,
    Text: lambda pattern, event, make: pattern if event == TEXT else make.not_allowed,
    Adrift: lambda pattern, event, make: pattern,
}


def _opening(pattern: Pattern) -> frozenset[Element]:
    if isinstance(pattern, Element):
        return frozenset((pattern,))
    if isinstance(pattern, Choice):
        return pattern.elements.union(*map(opening, pattern.others))
    if isinstance(pattern, Group):
        return _NOTHING.union(*map(opening, _first(pattern.members)))
    if isinstance(pattern, (Interleave, OneOrMore)):
        return _NOTHING.union(*map(opening, pattern.members))
    return _NOTHING


def _first(members: Iterable[Pattern]) -> Iterator[Pattern]:
    for member in members:
        yield member
        if not member.nullable:
            return


def _rebuilt(pattern: Pattern, parts: list[Pattern], make: Patterns) -> Pattern:
    if isinstance(pattern, Choice):
        return make.choice(parts)
    if isinstance(pattern, Group):
        return make.group(parts)
    if isinstance(pattern, Interleave):
        return make.interleave(parts)
    return make.one_or_more(parts[0])


def _after_text(pattern: Pattern, text: str, space: Namespaces, make: Patterns) -> Pattern:
    """Return what is left after a text of which the datatype matters; not remembered."""
    match pattern:
        case Text():
            return pattern
        case Data() | Value() | List():
            return make.empty if _matches(pattern, text, space, make) else make.not_allowed
        case Choice(members=members):
            return make.choice(_after_text(m, text, space, make) for m in members)
        case Group(members=members) | Interleave(members=members):
            return make.choice(_one_after_text(pattern, text, space, make))
        case OneOrMore(members=(member,)):
            rest = _after_text(member, text, space, make)
            return make.group((rest, make.optional(pattern)))
    return make.not_allowed


def _one_after_text(
    pattern: Pattern, text: str, space: Namespaces, make: Patterns
) -> Iterator[Pattern]:
    ordered = isinstance(pattern, Group)
    for i, member in enumerate(pattern.members):
        rest = _after_text(member, text, space, make)
        if not isinstance(rest, NotAllowed):
            others = (
                pattern.members[i + 1 :]
                if ordered
                else (*pattern.members[:i], *pattern.members[i + 1 :])
            )
            yield _rebuilt(pattern, [rest, *others], make)
        if ordered and not member.nullable:
            return


def _matches(pattern: Data | Value | List, text: str, space: Namespaces, make: Patterns) -> bool:
    if isinstance(pattern, Value):
        return pattern.datatype.same(text, space, pattern.meaning)
    if isinstance(pattern, List):
        return _matches_tokens(pattern.members[0], tokens(text), space, make)
    if not pattern.datatype.allows(text, space):
        return False
    return pattern.excluded is None or not accepts(pattern.excluded, text, space, make)


def _matches_tokens(pattern: Pattern, tokens: list[str], space: Namespaces, make: Patterns) -> bool:
    if isinstance(pattern, OneOrMore) and _is_one_token(one := pattern.members[0]):
        # A list of what is all of one sort may be long, and its order does not matter.
        sorts = cast("tuple[Data | Value, ...]", one.members if isinstance(one, Choice) else (one,))
        return bool(tokens) and _are_all(sorts, tokens, space, make)
    for token in tokens:
        pattern = _after_text(pattern, token, space, make)
        if pattern is make.not_allowed:
            return False
    return pattern.nullable


def _are_all(
    sorts: tuple[Data | Value, ...], tokens: list[str], space: Namespaces, make: Patterns
) -> bool:
    """Say whether each token is of one of the sorts."""
    for sort in sorts:
        if isinstance(sort, Data) and sort.excluded is None:
            tokens = sort.datatype.strangers(tokens, space)
        else:
            tokens = [token for token in tokens if not _matches(sort, token, space, make)]
    return not tokens


def _is_one_token(pattern: Pattern) -> bool:
    return isinstance(pattern, (Data, Value)) or (
        isinstance(pattern, Choice) and all(isinstance(m, (Data, Value)) for m in pattern.members)
    )
