"""Schematron that stands inside a RELAX NG grammar or an ODD, gathered into a schema.

TEI P5 §23.5; a rule, or a test without a rule, means the element whose definition it stands in.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_TEI_URI = "http://www.tei-c.org/ns/1.0"
_TEI = f"{{{_TEI_URI}}}"
# What rules inside an ODD may use without declaring it.
_IMPLIED = {
    "tei": _TEI_URI,
    "teix": "http://www.tei-c.org/ns/Examples",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "xs": "http://www.w3.org/2001/XMLSchema",
}


def gathered(host: etree._Element) -> etree._Element:
    """Return a Schematron schema of all the rules in a document of another kind."""
    schema = etree.Element(f"{_SCH}schema", queryBinding="xslt3")
    declared = {n.get("prefix", ""): n.get("uri", "") for n in host.iter(f"{_SCH}ns")}
    for prefix, uri in (_IMPLIED | declared).items():
        etree.SubElement(schema, f"{_SCH}ns", prefix=prefix, uri=uri)
    for outermost in _outermost(host):
        name = str(outermost.tag).removeprefix(_SCH)
        if name in ("pattern", "let", "diagnostics"):
            schema.append(deepcopy(outermost))
        elif name == "rule":
            etree.SubElement(schema, f"{_SCH}pattern").append(deepcopy(outermost))
        elif name in ("assert", "report"):
            _wrap(schema, outermost)
    return schema


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
