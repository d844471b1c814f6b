"""Schematron that stands inside a RELAX NG grammar or an ODD, gathered into a schema.

TEI P5 §23.5; a rule, or a test without a rule, means the element whose definition it stands in.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tei.validation.addresses import Addresses

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
_TEI_URI = "http://www.tei-c.org/ns/1.0"
_TEI = f"{{{_TEI_URI}}}"
# What rules inside an ODD may use without declaring it.
_IMPLIED = {
    "tei": _TEI_URI,
    "teix": "http://www.tei-c.org/ns/Examples",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "xs": "http://www.w3.org/2001/XMLSchema",
}


def gathered(hosts: Iterable[etree._Element]) -> etree._Element:
    """Return a Schematron schema of all the rules in documents of another kind."""
    hosts = list(hosts)
    schema = etree.Element(f"{_SCH}schema", queryBinding="xslt3")
    spaces = (n for host in hosts for n in host.iter(f"{_SCH}ns"))
    declared = {n.get("prefix", ""): n.get("uri", "") for n in spaces}
    for prefix, uri in (_IMPLIED | declared).items():
        etree.SubElement(schema, f"{_SCH}ns", prefix=prefix, uri=uri)
    for host in hosts[1:]:
        for outermost in _outermost(host):
            outermost.set(BASE, str(host.base or ""))
    for outermost in (rule for host in hosts for rule in _outermost(host)):
        name = str(outermost.tag).removeprefix(_SCH)
        if name in ("pattern", "let", "diagnostics"):
            schema.append(deepcopy(outermost))
        elif name == "rule":
            etree.SubElement(schema, f"{_SCH}pattern").append(deepcopy(outermost))
        elif name in ("assert", "report"):
            _wrap(schema, outermost)
    return schema


def grammars(path: Path, addresses: Addresses) -> dict[Path, etree._Element]:
    """Return a grammar and those that it includes, without what is defined anew.

    What is not here is left out: the grammar itself will be refused for that. Raises `TeiError`
    (TEI111–TEI119) for what is no XML.
    """
    found = {path: parse(path).getroot()}
    waiting = list(found.items())
    while waiting:
        at, root = waiting.pop()
        for include in root.iter(f"{_RNG}include", f"{_RNG}externalRef"):
            part = addresses.find(include.get("href", ""), str(include.base or at))
            if part is None or part in found:
                continue
            found[part] = parse(part).getroot()
            _leave_out(include, found[part])
            waiting.append((part, found[part]))
    return found


def _leave_out(include: etree._Element, part: etree._Element) -> None:
    """Drop the definitions of a part that its `include` gives anew (RELAX NG §4.7)."""
    anew = {(d.tag, d.get("name")) for d in include.iter(f"{_RNG}define", f"{_RNG}start")}
    for definition in list(part.iter(f"{_RNG}define", f"{_RNG}start")):
        parent = definition.getparent()
        if parent is not None and (definition.tag, definition.get("name")) in anew:
            parent.remove(definition)


def _outermost(host: etree._Element) -> Iterator[etree._Element]:
    for element in host.iter(f"{_SCH}*"):
        parent = element.getparent()
        if parent is not None and not str(parent.tag).startswith(_SCH):
            yield element


def _wrap(schema: etree._Element, test: etree._Element) -> None:
    """Give a bare test the element as its context in whose definition it stands."""
    for ancestor in test.iterancestors(f"{_TEI}elementSpec", f"{_RNG}element"):
        name = ancestor.get("ident") or ancestor.get("name")
        if name:
            pattern = etree.SubElement(schema, f"{_SCH}pattern")
            rule = etree.SubElement(pattern, f"{_SCH}rule", context=f"tei:{name}")
            rule.append(deepcopy(test))
            return
