"""Pointers and ids of a document that goes by: what they find is known when all has gone."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct, field

from tei.diagnostics import Severity
from tei.validation.finding import Finding
from tei.validation.pointers import TOLD, and_more, judge, kinds, pointers_of, unread
from tei.validation.prefixes import Prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.validation.survey import Attribute, Survey
    from tei.validation.targets import Targets

_ROWS = 20_000
"""Ids and pointers that are held before they are written to the database."""
_MOST = 1000
"""Findings of one kind."""
_TABLES = """
    CREATE TABLE ids (name TEXT, element TEXT, number INTEGER);
    CREATE TABLE wanted (name TEXT, attribute TEXT, element TEXT, number INTEGER);
"""
_TWICE = "SELECT name, max(number) FROM ids GROUP BY name HAVING count(*) > 1 LIMIT ?"
_MISSING = """SELECT name, attribute, element, min(number) FROM wanted
    WHERE name NOT IN (SELECT name FROM ids) GROUP BY name, attribute, element LIMIT ?"""
_MET = """SELECT wanted.name, attribute, wanted.element, ids.element, min(wanted.number)
    FROM wanted JOIN ids USING (name) GROUP BY 1, 2, 3, 4"""


class Crossing(Struct):
    """The ids and pointers met so far."""

    targets: Targets
    prefixes: Prefixes = field(default_factory=lambda: Prefixes({}))
    found: list[Finding] = field(default_factory=list)
    ids: list[tuple[str, str, int]] = field(default_factory=list)
    wanted: dict[tuple[str, str, str], int] = field(default_factory=dict)
    base: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(""))

    def __post_init__(self) -> None:
        self.base.executescript(_TABLES)

    def declare(self, header: etree._Element) -> None:
        """Take note of the prefixes that a header declares."""
        self.prefixes = Prefixes(self.prefixes.rules | Prefixes.below(header).rules)

    def take(self, survey: Survey) -> None:
        """Take the ids and pointers out of a survey."""
        self.ids += [(one.value, _name(one), one.number) for one in survey.ids]
        for attribute in survey.pointing:
            self._point_all(attribute)
        survey.ids.clear()
        survey.pointing.clear()
        if len(self.ids) > _ROWS or len(self.wanted) > _ROWS:
            self._store()

    def findings(self) -> Iterator[Finding]:
        """Yield ids that stand twice, and pointers that miss or find what they should not."""
        self._store()
        self.base.execute("CREATE INDEX by_name ON ids (name)")
        yield from self.found
        for name, number in self.base.execute(_TWICE, (_MOST,)):
            message = f"the xml:id `{name}` stands twice"
            hint = "give one of the two another id, and mend what points to it"
            yield Finding("TEI551", Severity.ERROR, message, hint, number, (name,))
        told: Counter[tuple[str, int]] = Counter()
        for name, attribute, element, number in self.base.execute(_MISSING, (_MOST,)):
            told[attribute, number] += 1
            if told[attribute, number] > TOLD:
                if told[attribute, number] == TOLD + 1:
                    yield and_more(attribute, element, number)
                continue
            message = (
                f"`{attribute}` of <{element}> points to #{name}, which this document does not have"
            )
            hint = "mend the pointer, or give the id to what it means"
            yield Finding("TEI552", Severity.ERROR, message, hint, number, (f"#{name}",))
        yield from self._of_wrong_kind()

    def _of_wrong_kind(self) -> Iterator[Finding]:
        for name, attribute, element, target, number in self.base.execute(_MET):
            wanted = kinds(element, attribute)
            if wanted and target not in wanted:
                message = f"`{attribute}` of <{element}> points to #{name}, which is <{target}>"
                hint = f"it points to {', '.join(f'<{kind}>' for kind in wanted[:4])} or the like"
                yield Finding("TEI555", Severity.WARNING, message, hint, number, (f"#{name}",))

    def _point_all(self, attribute: Attribute) -> None:
        self.found += unread(attribute)
        for pointer in pointers_of(attribute):
            if pointer.value.startswith("#") and "(" not in pointer.value:
                key = (unquote(pointer.value[1:]), attribute.name, _name(attribute))
                self.wanted.setdefault(key, attribute.number)
            elif len(self.found) < _MOST:
                self.found += judge(pointer, self.targets, self.prefixes)

    def _store(self) -> None:
        rows = ((*key, number) for key, number in self.wanted.items())
        self.base.executemany("INSERT INTO ids VALUES (?, ?, ?)", self.ids)
        self.base.executemany("INSERT INTO wanted VALUES (?, ?, ?, ?)", rows)
        self.ids.clear()
        self.wanted.clear()


def _name(attribute: Attribute) -> str:
    return str(attribute.element.tag).rpartition("}")[2]
