"""Grammars: which definitions a name stands for (RELAX NG §4.5 to §4.7, §4.16 to §4.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from tei.validation.relaxng.sources import Sources, children, fault, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.validation.relaxng.patterns import Pattern

START: Final = ""


class Grammar(Struct, eq=False):
    """The definitions of one `grammar` and what was made of them so far."""

    parent: Grammar | None
    definitions: dict[str, list[etree._Element]] = field(default_factory=dict)
    """By name, `START` for the start: every `define` (or `start`) of that name."""
    patterns: dict[str, Pattern] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    """Names whose definition is being read: one that needs itself is an error (§4.19)."""


def grammar(node: etree._Element, parent: Grammar | None, sources: Sources) -> Grammar:
    """Return the definitions of a grammar, with what it includes."""
    found = Grammar(parent)
    for name, definition in _definitions(node, sources):
        found.definitions.setdefault(name, []).append(definition)
    if START not in found.definitions:
        raise fault("TEI513", node, "the grammar has no `start`")
    return found


def combination(nodes: list[etree._Element]) -> str:
    """Return how definitions of one name go together: choice or interleave (§4.17)."""
    ways = [(node.get("combine") or "").strip() for node in nodes]
    said = set(filter(None, ways))
    if len(said) > 1:
        raise fault("TEI513", nodes[-1], f"{_title(nodes[-1])} is combined in two ways")
    if ways.count("") > 1:
        raise fault(
            "TEI513",
            nodes[-1],
            f"{_title(nodes[-1])} is defined twice",
            'say combine="choice" or combine="interleave" on all but one',
        )
    return next(iter(said), "choice")


def _definitions(node: etree._Element, sources: Sources) -> Iterator[tuple[str, etree._Element]]:
    for child in children(node):
        match kind(child):
            case "start":
                yield START, child
            case "define":
                yield (child.get("name") or "").strip(), child
            case "div":
                yield from _definitions(child, sources)
            case "include":
                yield from _included(child, sources)


def _included(node: etree._Element, sources: Sources) -> Iterator[tuple[str, etree._Element]]:
    root = sources.included(node)
    if kind(root) != "grammar":
        raise fault("TEI512", node, "what is included is not a `grammar`")
    inner = list(_definitions(root, sources))
    own = list(_definitions(node, sources))
    replaced = {name for name, _ in own}
    for name, definition in own:
        if name not in {known for known, _ in inner}:
            raise fault(
                "TEI513", definition, f"{_title(definition)} replaces nothing in what is included"
            )
    yield from (item for item in inner if item[0] not in replaced)
    yield from own


def _title(node: etree._Element) -> str:
    return "`start`" if kind(node) == "start" else f"`{(node.get('name') or '').strip()}`"
