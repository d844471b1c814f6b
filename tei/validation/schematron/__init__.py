"""Schematron (ISO/IEC 19757-3) with XPath 2 and 3: transpiled to XSLT 3 by us, run by Saxon."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.diagnostics import Severity
from tei.saxon import SaxonError, compiled, run
from tei.validation.addresses import Addresses
from tei.validation.finding import Finding
from tei.validation.schemas import changed
from tei.validation.schematron.embedded import grammars
from tei.validation.schematron.expansion import SCH, active_patterns, expanded, refused
from tei.validation.schematron.relevance import may_speak
from tei.validation.schematron.stylesheet import Test, stylesheet
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lxml import etree


_HERE = Addresses()


class Rules(Struct, frozen=True, eq=False):
    """A Schematron schema, ready to be run."""

    schema: etree._Element
    patterns: tuple[etree._Element, ...]
    stylesheet: str
    tests: tuple[Test, ...]
    file: str


_BINDINGS = frozenset({"xslt", "xslt1", "xslt2", "xslt3", "xpath", "xpath2", "xpath3", "xpath31"})


def load(
    path: Path,
    phase: str | None = None,
    without: Sequence[str] = (),
    about: tuple[etree._ElementTree, frozenset[str]] | None = None,
    addresses: Addresses = _HERE,
) -> Rules:
    """Return the rules of a `.sch` file that a phase makes active.

    `without` are parts of the ids of patterns that are left out; `about` are a document for which
    alone they are wanted and its names: rules that it cannot break are left out too; `addresses`
    find what the file includes. Raises `TeiError` (TEI504) for what is no usable Schematron,
    TEI111–TEI119 for what is no XML.
    """
    schema, active = _active(path, _stamp(path, addresses), phase, tuple(without), addresses)
    if about is not None:
        active = may_speak(active, *about)
    return _ready(path, schema, active) if active else Rules(schema, (), "", (), path.name)


def patterns(
    path: Path, without: Sequence[str], addresses: Addresses
) -> tuple[etree._Element, ...]:
    """Return the patterns of a file that are active; raises as `load` does."""
    return _active(path, _stamp(path, addresses), None, tuple(without), addresses)[1]


def _stamp(path: Path, addresses: Addresses) -> tuple[int, ...]:
    """Return when the files last changed that rules are in."""
    if path.suffix.lower() != ".rng":
        return (changed(path),)
    return tuple(map(changed, _parts(path, changed(path), addresses)))


@lru_cache(64)
def _parts(path: Path, _changed: int, addresses: Addresses) -> tuple[Path, ...]:
    return tuple(grammars(path, addresses))


@cache
def _active(
    path: Path,
    _changed: tuple[int, ...],
    phase: str | None,
    without: tuple[str, ...],
    addresses: Addresses,
) -> tuple[etree._Element, tuple[etree._Element, ...]]:
    schema = expanded(path, addresses)
    binding = schema.get("queryBinding", "xslt").lower()
    if binding not in _BINDINGS:
        raise refused(path, schema, f"the query language `{binding}` is not supported")
    return schema, tuple(
        pattern
        for pattern in active_patterns(schema, phase, path)
        if not any(part in pattern.get("id", "") for part in without)
    )


@lru_cache(64)
def _ready(path: Path, schema: etree._Element, active: tuple[etree._Element, ...]) -> Rules:
    sheet, tests = stylesheet(schema, active)
    try:
        compiled(sheet)
    except SaxonError as error:
        hint = "a context is an XSLT pattern, a test an XPath expression; mend this rule"
        raise refused(path, _culprit(schema, active), _reason(error), hint) from error
    return Rules(schema, active, sheet, tests, path.name)


def check(document: str, rules: Rules) -> Iterator[Finding]:
    """Yield what breaks a rule (TEI541) or keeps a rule from being tried (TEI542).

    The document is XML without DOCTYPE.
    """
    if not rules.patterns:
        return
    told = _told(rules.stylesheet, document)
    if told.tag == "broken":
        told = _told(stylesheet(rules.schema, rules.patterns, guarded=True)[0], document)
    if told.tag == "broken":
        message = f"the rules could not be tried: {_words(told)}"
        yield Finding("TEI542", Severity.ERROR, message, f"mend {rules.file}", 0)
    else:
        yield from _findings(told, rules)


def _culprit(schema: etree._Element, active: Iterable[etree._Element]) -> etree._Element | None:
    """Return the first rule that does not compile alone, or its pattern."""
    for pattern in active:
        if _compiles(schema, pattern):
            continue
        for number, rule in enumerate(pattern.iterchildren(f"{SCH}rule")):
            alone = deepcopy(pattern)
            for place, other in enumerate(list(alone.iterchildren(f"{SCH}rule"))):
                if place != number:
                    alone.remove(other)
            if not _compiles(schema, alone):
                return rule
        return pattern
    return None


def _compiles(schema: etree._Element, pattern: etree._Element) -> bool:
    try:
        compiled(stylesheet(schema, [pattern])[0])
    except SaxonError:
        return False
    return True


def _reason(error: SaxonError) -> str:
    """Return what Saxon says, without the places of a stylesheet that nobody wrote."""
    place = r"( at char \d+)?( in expression)? in xsl:\S+( on line \d+)?( column \d+)?( of \S+)?:?"
    return "a rule cannot be used: " + " ".join(re.sub(place, ":", str(error)).split())


def _told(sheet: str, document: str) -> etree._Element:
    return parse(run(sheet, document).encode()).getroot()


def _findings(output: etree._Element, rules: Rules) -> Iterator[Finding]:
    for told in output:
        test = rules.tests[int(told.get("t", ""))]
        file = test.file or rules.file
        name = test.rule or f"of line {test.line}"
        if told.get("broken"):
            message = f"a rule could not be tried: {_words(told)}"
            hint = f"mend the rule {name} of {file}, or what it stumbles over here"
            yield Finding("TEI542", test.severity, message, hint, int(told.get("e", "")))
        else:
            hint = " ".join(_words(h) for h in told) or f"rule {name} of {file}"
            message = " ".join((told.text or "").split())
            yield Finding("TEI541", test.severity, message, hint, int(told.get("e", "")))


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
