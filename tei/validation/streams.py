"""Documents too large for memory, held against a grammar and their own pointers.

Ids and pointers are gathered in a database on disk. What other checks ask (Schematron, XML Schema)
needs the whole document and is not asked.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from msgspec import Struct, field

from tei.diagnostics import Diagnostic, Severity
from tei.validation.addresses import Addresses
from tei.validation.grammar import loaded
from tei.validation.pointers import judge, pointers_of
from tei.validation.prefixes import Prefixes
from tei.validation.relaxng.walking import walk
from tei.validation.targets import Targets
from tei.xmlstream import Streamed, places, stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from tei.validation.pointers import Pointer

_TEI = "{http://www.tei-c.org/ns/1.0}"
STREAMED = frozenset(
    f"{_TEI}{name}" for name in ("teiCorpus", "TEI", "text", "group", "body", "div")
)
"""Elements of which there is too much in a large document to hold one of them."""
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_HERE = Addresses()
_MOST = 1000
"""Findings: who has more has one mistake many times."""
_ROWS = 10_000


class _Found(Struct, frozen=True):
    """What is wrong with an element, by its number in the document."""

    number: int
    code: str
    severity: Severity
    message: str
    hint: str | None


def check(path: Path, grammar: Path, addresses: Addresses = _HERE) -> list[Diagnostic]:
    """Return the first thousand things wrong with a large document, in its order.

    Raises `TeiError`: TEI111–TEI119 for one that cannot be read, TEI510–TEI516 for its grammar.
    """
    root = stream(path, STREAMED)
    pointing = _Pointing(Targets.of(str(path)))
    watched = cast("etree._Element", _Watched(root, pointing))
    found: list[_Found] = []
    for one in walk(watched, loaded(grammar, addresses)):
        number = one.place.ordinal - 1
        found.append(_Found(number, one.code, Severity.ERROR, one.message, one.hint))
        if len(found) >= _MOST:
            break
    found = sorted([*found, *pointing.findings()], key=lambda one: one.number)[:_MOST]
    where = places(path, {one.number for one in found}) if found else {}
    return [
        Diagnostic(one.code, one.severity, one.message, one.hint, str(path), where.get(one.number))
        for one in found
    ]


class _Watched(Streamed):
    """A streamed element that shows every element that passes to those who look for pointers."""

    def __init__(self, streamed: Streamed, pointing: _Pointing) -> None:
        self.element = streamed.element
        self.tag, self.text, self.tail = streamed.tag, None, None
        self._children = self._seen(streamed, pointing)
        pointing.see(self.element)

    def _seen(self, streamed: Streamed, pointing: _Pointing) -> Iterator[Any]:
        for child in streamed:
            if isinstance(child, Streamed):
                yield _Watched(child, pointing)
                continue
            if isinstance(child.tag, str):
                pointing.see_all(cast("etree._Element", child))
            yield child


class _Pointing(Struct):
    """The ids and pointers of a document that goes by."""

    targets: Targets
    count: int = 0
    prefixes: Prefixes = field(default_factory=lambda: Prefixes({}))
    found: list[_Found] = field(default_factory=list)
    ids: list[tuple[str, int]] = field(default_factory=list)
    wanted: dict[tuple[str, str, str], int] = field(default_factory=dict)
    base: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(""))

    def __post_init__(self) -> None:
        self.base.execute("CREATE TABLE ids (name TEXT, number INTEGER)")
        self.base.execute(
            "CREATE TABLE wanted (name TEXT, attribute TEXT, element TEXT, number INTEGER)"
        )

    def see_all(self, element: etree._Element) -> None:
        """Take note of an element and all in it."""
        if element.tag == f"{_TEI}teiHeader":
            self.prefixes = Prefixes(self.prefixes.rules | Prefixes.below(element).rules)
        for one in element.iter("*"):
            self.see(one)

    def see(self, element: etree._Element) -> None:
        """Take note of an element's id and of where it points."""
        name = element.get(_ID)
        if name is not None:
            self.ids.append((name, self.count))
        for pointer in pointers_of(element, self.count):
            self._point(pointer)
        self.count += 1
        if len(self.ids) > _ROWS or len(self.wanted) > _ROWS:
            self._store()

    def _point(self, pointer: Pointer) -> None:
        value = pointer.value
        if value.startswith("#") and "(" not in value:
            key = (unquote(value[1:]), pointer.attribute, str(pointer.element.tag))
            self.wanted.setdefault(key, pointer.number)
        elif len(self.found) < _MOST:
            for one in judge(pointer, self.targets, self.prefixes):
                found = _Found(one.element, one.code, one.severity, one.message, one.hint)
                self.found.append(found)

    def _store(self) -> None:
        rows = ((*key, number) for key, number in self.wanted.items())
        self.base.executemany("INSERT INTO ids VALUES (?, ?)", self.ids)
        self.base.executemany("INSERT INTO wanted VALUES (?, ?, ?, ?)", rows)
        self.ids.clear()
        self.wanted.clear()

    def findings(self) -> Iterator[_Found]:
        """Yield ids that stand twice, and pointers that miss."""
        self._store()
        self.base.execute("CREATE INDEX by_name ON ids (name)")
        yield from self.found
        twice = "SELECT name, max(number) FROM ids GROUP BY name HAVING count(*) > 1 LIMIT ?"
        for name, number in self.base.execute(twice, (_MOST,)):
            message = f"the xml:id `{name}` stands twice"
            hint = "give one of the two another id, and mend what points to it"
            yield _Found(number, "TEI551", Severity.ERROR, message, hint)
        missing = """SELECT name, attribute, element, min(number) FROM wanted
            WHERE name NOT IN (SELECT name FROM ids) GROUP BY name, attribute, element LIMIT ?"""
        for name, attribute, element, number in self.base.execute(missing, (_MOST,)):
            local = element.rpartition("}")[2]
            message = (
                f"`{attribute}` of <{local}> points to #{name}, which this document does not have"
            )
            hint = "mend the pointer, or give the id to what it means"
            yield _Found(number, "TEI552", Severity.ERROR, message, hint)
