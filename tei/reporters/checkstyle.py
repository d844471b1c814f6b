"""For what reads Checkstyle's XML, as many servers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tei.reporters.junit import serialized
from tei.reporters.report import by_file, place, sentences, xml

if TYPE_CHECKING:
    from tei.reporters.report import Report


def report(told: Report) -> str:
    """Return the errors of each file."""
    root = etree.Element("checkstyle", version="4.3")
    for file, diagnostics in by_file(told).items():
        element = etree.SubElement(root, "file", name=xml(file))
        for d in diagnostics:
            line, column = place(d)
            error = etree.SubElement(element, "error", line=str(line), column=str(column))
            error.set("severity", str(d.severity))
            error.set("message", xml(sentences(d)))
            error.set("source", f"tei.{d.code}")
    return serialized(root)
