"""Rules and a document that goes by: which patterns it may break, seen part by part.

A pattern can be ruled out like this if its rules look at a node alone, at what is in it and at
what it is in. What looks at neighbours or through the whole document needs the whole document.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from tei.validation.schematron.both import in_both, parts
from tei.validation.schematron.expansion import namespaces
from tei.validation.schematron.relevance import doubts, may_fire, rules_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Passing:
    """The patterns of a schema, and those that are not ruled out so far."""

    def __init__(self, patterns: Iterable[etree._Element], streamed: Collection[str]) -> None:
        self.waiting = list(patterns)
        """Patterns of which no rule can match yet, by the names met so far."""
        self.doubtful: list[etree._Element] = []
        self._streamed = {name.rpartition("}")[2] for name in streamed}
        self._looked: dict[etree._Element, etree.XPath] = {}
        self._all: etree.XPath | None = None

    def meet(self, names: frozenset[str]) -> None:
        """Take note of the names of elements, and of attributes with an @, met so far."""
        for pattern in [p for p in self.waiting if may_fire(p, names)]:
            self.waiting.remove(pattern)
            path = _path(pattern, frozenset(self._streamed))
            if path is None:
                self.doubtful.append(pattern)
            else:
                self._looked[pattern] = path
        self._join()

    def look(self, part: etree._Element) -> None:
        """Look at an element and all in it."""
        if self._all is None or not self._all(part):
            return
        found = [pattern for pattern, wrong in self._looked.items() if wrong(part)]
        self._give_up(found)

    def stream(self, name: str) -> None:
        """Take note that an element will go by part by part of which nobody expected that."""
        local = name.rpartition("}")[2]
        if local not in self._streamed:
            self._streamed.add(local)
            streamed = frozenset(self._streamed)
            self._give_up([p for p in self._looked if _path(p, streamed) is None])

    def _give_up(self, patterns: Iterable[etree._Element]) -> None:
        for pattern in patterns:
            del self._looked[pattern]
            self.doubtful.append(pattern)
        self._join()

    def _join(self) -> None:
        """Make one question of all: to ask takes longer than to answer."""
        spaces: dict[str, str] = {}
        for pattern in self._looked:
            spaces |= namespaces(pattern.getroottree().getroot())
        paths = [wrong.path for wrong in self._looked.values()]
        self._all = etree.XPath(" or ".join(paths), namespaces=spaces) if paths else None


@cache
def _path(pattern: etree._Element, streamed: frozenset[str]) -> etree.XPath | None:
    """Return what is true of an element with a node in it, or itself, that breaks a pattern.

    None if that cannot be told of an element alone.
    """
    paths = []
    for rule in rules_of(pattern):
        context, doubt = in_both(rule.get("context", "")), doubts(rule)
        if context is None or _SIDEWAYS.search(doubt):
            return None
        for step in map(_one_step, map(str.strip, parts(context, "|"))):
            found = _STEP.fullmatch(step)
            if found is None or _SIDEWAYS.search(found[2]):
                return None
            needs_more = _UPWARD.sub("", _LITERAL.sub("", found[2] + doubt))
            if needs_more and (found[1] == "*" or found[1] in streamed):
                return None
            paths.append(f"boolean(descendant-or-self::{step}[{doubt}])")
    spaces = namespaces(pattern.getroottree().getroot())
    try:
        return etree.XPath(" or ".join(paths), namespaces=spaces) if paths else None
    except etree.XPathSyntaxError:
        return None


def _one_step(path: str) -> str:
    """Return the last step of a path of names, what leads to it as its condition."""
    found = _NAMES.fullmatch(path)
    if found is None:
        return path
    axis = "ancestor" if found[2] == "//" else "parent"
    return f"{found[3]}[{axis}::{found[1]}]"


_NAMES = re.compile(r"((?:[\w-]+:)?[\w-]+)(//?)((?:[\w-]+:)?[\w-]+)")
_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_STEP = re.compile(r"(?:[\w.-]+:)?([\w.-]+|\*)((?:\[.*\])?)", re.DOTALL)
_UP = r"(?:ancestor|ancestor-or-self|parent)::(?:[\w.-]+:)?(?:[\w.-]+|\*)|\.\."
_SIDEWAYS = re.compile(
    rf"(?:following|preceding)(?:-sibling)?::|(?:^|[\s(\[|=,<>])/|(?:{_UP})\s*(?:\[|/+\s*(?!@))"
)
"""What leads to neighbours, to the root, or up and down again."""
_UPWARD = re.compile(
    rf"\s+|\d+(?:\.\d+)?|[=<>!|(),\[\]]|{_UP}|self::(?:[\w.-]+:)?(?:[\w.-]+|\*)"
    r"|/?@(?:[\w.-]+:)?[\w.-]+|(?:and|or)\b|(?:not|count|number|string-length|normalize-space"
    r"|contains|starts-with|string|boolean|translate|true|false)(?=\s*\()"
)
"""What needs nothing that is in a node, but its attributes."""
