"""XML that nests deeper than libxml2 reads, which stops at 2,048 levels whatever it is told.

The tree is the same; what reads is expat, and takes some ten times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping


class TooDeepError(Exception):
    """That a document nests deeper than it may; `line` and `column` from 1."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line = line
        self.column = column


def tree(data: bytes, deepest: int) -> etree._Element:
    """Return the root of a document in UTF-8 that has no DOCTYPE.

    Raises `TooDeepError` for more than `deepest` levels, `expat.ExpatError` for what is no XML.
    """
    building = _Building(deepest)
    building.parser.Parse(data, True)
    return building.root()


class _Building:
    """A tree that grows as expat reads."""

    def __init__(self, deepest: int) -> None:
        self.deepest = deepest
        self.depth = 0
        self.builder = etree.TreeBuilder(insert_comments=True, insert_pis=True)
        self.declared: dict[str | None, str] = {}
        """Namespaces that the next start tag declares, by their prefixes."""
        self.before: list[etree._ProcessingInstruction] = []
        self.is_begun = False
        self.parser = expat.ParserCreate("utf-8", namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartNamespaceDeclHandler = self._declare
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.CommentHandler = self._comment
        self.parser.ProcessingInstructionHandler = self._instruction

    def root(self) -> etree._Element:
        root = self.builder.close()
        for instruction in self.before:
            root.addprevious(instruction)
        return root

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        if uri:
            self.declared[prefix] = uri

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > self.deepest:
            here = self.parser
            raise TooDeepError(here.CurrentLineNumber, here.CurrentColumnNumber + 1)
        self.is_begun = True
        known: dict[str | bytes, str | bytes] = {_clark(n): v for n, v in attributes.items()}
        start: Any = self.builder.start  # that it takes namespaces, its stub does not know
        start(_clark(name), known, self.declared)
        self.declared = {}

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_clark(name))

    def _comment(self, text: str) -> None:
        if self.depth:
            self.builder.comment(text)

    def _instruction(self, target: str, text: str) -> None:
        if self.depth:
            self.builder.pi(target, text)
        elif not self.is_begun:
            self.before.append(etree.ProcessingInstruction(target, text))


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name
