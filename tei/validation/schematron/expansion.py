"""Schematron with its abstractions resolved: what is left are concrete patterns of rules.

ISO/IEC 19757-3:2016 §5.4 (includes, abstract patterns, abstract rules, phases).
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.validation.schematron.embedded import gathered, grammars
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from tei.validation.addresses import Addresses

SCH = "{http://purl.oclc.org/dsdl/schematron}"


def expanded(path: Path, addresses: Addresses) -> etree._Element:
    """Return the `schema` element of a file, with includes and abstractions resolved.

    Of a grammar or an ODD the rules that stand in it.

    Raises `TeiError` (TEI111–TEI119 for what is no XML, TEI504 for what is no Schematron).
    """
    match path.suffix.lower():
        case ".rng":
            root = gathered(grammars(path, addresses).values())
        case ".odd":
            root = gathered([parse(path).getroot()])
        case _:
            root = parse(path).getroot()
    if root.tag != f"{SCH}schema":
        raise refused(path, root, "this is not an ISO Schematron schema")
    _include(root, path, addresses)
    for pattern in list(root.iter(f"{SCH}pattern")):
        if pattern.get("is-a"):
            _instantiate(pattern, root, path)
    for extends in list(root.iter(f"{SCH}extends")):
        _extend(extends, root, path, addresses)
    return root


def active_patterns(schema: etree._Element, phase: str | None, path: Path) -> list[etree._Element]:
    """Return the concrete patterns that a phase makes active; without one, the default phase's.

    Raises `TeiError` (TEI504) for a phase that the schema does not have.
    """
    concrete = [p for p in schema.iter(f"{SCH}pattern") if p.get("abstract") != "true"]
    for pattern in concrete:
        if pattern.get("documents"):
            raise refused(path, pattern, "patterns about other documents are not supported")
    phase = phase or schema.get("defaultPhase") or "#ALL"
    if phase in ("#ALL", "#DEFAULT"):
        return concrete
    wanted = next((p for p in schema.iter(f"{SCH}phase") if p.get("id") == phase), None)
    if wanted is None:
        known = ", ".join(p.get("id", "") for p in schema.iter(f"{SCH}phase"))
        raise refused(path, schema, f"there is no phase `{phase}`", f"phases: {known or 'none'}")
    active = {a.get("pattern") for a in wanted.iter(f"{SCH}active")}
    return [pattern for pattern in concrete if pattern.get("id") in active]


def namespaces(schema: etree._Element) -> dict[str, str]:
    """Return what the prefixes in a schema's expressions stand for."""
    names = {prefix: uri for prefix, uri in schema.nsmap.items() if prefix}
    return names | {n.get("prefix", ""): n.get("uri", "") for n in schema.iter(f"{SCH}ns")}


def refused(
    path: Path, element: etree._Element | None, message: str, hint: str | None = None
) -> TeiError:
    """Return the error for a schema that cannot be used."""
    line = element.sourceline if element is not None else None
    where = Position(int(str(line))) if line else None
    return TeiError(Diagnostic("TEI504", Severity.ERROR, message, hint, str(path), where))


def _include(parent: etree._Element, path: Path, addresses: Addresses, depth: int = 0) -> None:
    if depth > 20:
        raise refused(path, parent, "schemas include each other without end")
    for include in list(parent.iter(f"{SCH}include")):
        part, part_path = _elsewhere(include, path, addresses)
        holder = include.getparent()
        assert holder is not None
        new = deepcopy(part)
        new.tail = include.tail
        holder.replace(include, new)
        _include(new, part_path, addresses, depth + 1)


def _elsewhere(
    element: etree._Element, path: Path, addresses: Addresses
) -> tuple[etree._Element, Path]:
    """Return what an `@href` points to: an element of another file, and that file."""
    name, _, fragment = element.get("href", "").partition("#")
    other = addresses.find(name, path)
    if other is None:
        raise refused(path, element, f"there is no file `{name}` here to include")
    root = parse(other).getroot()
    if not fragment:
        return root, other
    part = next((e for e in root.iter() if e.get("id") == fragment), None)
    if part is None:
        raise refused(path, element, f"{name} has no element with the id `{fragment}`")
    return part, other


def _instantiate(pattern: etree._Element, schema: etree._Element, path: Path) -> None:
    """Fill a pattern with the abstract pattern that it is an instance of."""
    abstract = _named(schema, "pattern", pattern.get("is-a", ""))
    if abstract is None:
        raise refused(path, pattern, f"there is no abstract pattern `{pattern.get('is-a')}`")
    values = {p.get("name", ""): p.get("value", "") for p in pattern.iter(f"{SCH}param")}
    for parameter in list(pattern.iter(f"{SCH}param")):
        pattern.remove(parameter)
    for child in abstract:
        new = deepcopy(child)
        _substitute(new, values)
        pattern.append(new)


def _substitute(element: etree._Element, values: dict[str, str]) -> None:
    if not values:
        return
    longest_first = sorted(values, key=len, reverse=True)
    reference = re.compile(r"\$(" + "|".join(map(re.escape, longest_first)) + r")(?![\w.-])")
    for node in element.iter("*"):
        for name, value in node.attrib.items():
            node.set(name, reference.sub(lambda found: values[found[1]], str(value)))


def _extend(
    extends: etree._Element, schema: etree._Element, path: Path, addresses: Addresses
) -> None:
    """Replace an `extends` by what the abstract rule holds."""
    if extends.get("href"):
        rule: etree._Element | None = _elsewhere(extends, path, addresses)[0]
    else:
        rule = _named(schema, "rule", extends.get("rule", ""))
    parent = extends.getparent()
    if rule is None or parent is None:
        raise refused(path, extends, f"there is no abstract rule `{extends.get('rule')}`")
    place = parent.index(extends)
    parent[place : place + 1] = [deepcopy(child) for child in _settled(rule, schema, path)]


def _settled(
    rule: etree._Element, schema: etree._Element, path: Path, depth: int = 0
) -> Iterator[etree._Element]:
    """Yield what an abstract rule holds, what it extends itself included."""
    if depth > 20:
        raise refused(path, rule, "abstract rules extend each other without end")
    for child in rule:
        other = None
        if child.tag == f"{SCH}extends":
            other = _named(schema, "rule", child.get("rule", ""))
        if other is None:
            yield child
        else:
            yield from _settled(other, schema, path, depth + 1)


def _named(schema: etree._Element, kind: str, name: str) -> etree._Element | None:
    return next((e for e in schema.iter(f"{SCH}{kind}") if e.get("id") == name), None)
