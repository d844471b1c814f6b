"""Small schemas for tests, and what is found with them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from lxml import etree

from tei.diagnostics import Diagnostic, TeiError
from tei.validation import relaxng

HEAD = (
    'xmlns="http://relaxng.org/ns/structure/1.0" '
    'xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
)


def schema(folder: Path, pattern: str, name: str = "schema.rng") -> relaxng.Schema:
    """Load a schema written as one element, its namespaces left out."""
    path = folder / name
    path.write_text(declared(pattern), encoding="utf-8")
    return relaxng.load(path)


def declared(pattern: str) -> str:
    """Put the namespaces on the first element of a schema."""
    text = dedent(pattern).strip()
    end = min(text.index(mark) for mark in (" ", ">", "/") if mark in text)
    return f"{text[:end]} {HEAD}{text[end:]}"


def found(
    folder: Path, pattern: str, document: str | bytes, name: str = "schema.rng"
) -> list[Diagnostic]:
    """Return what is wrong with a document."""
    source = document.encode() if isinstance(document, str) else document
    tree = etree.ElementTree(etree.fromstring(source, etree.XMLParser(huge_tree=True)))
    return list(relaxng.validate(tree, schema(folder, pattern, name), "it.xml", source))


def is_valid(folder: Path, pattern: str, document: str) -> bool:
    """Say whether a document is valid."""
    return not found(folder, pattern, document)


def fault(folder: Path, pattern: str) -> Diagnostic:
    """Return why a schema is not correct."""
    try:
        schema(folder, pattern)
    except TeiError as error:
        return error.diagnostic
    raise AssertionError("the schema was accepted")


def told(findings: list[Diagnostic]) -> list[tuple[str, str, str | None]]:
    """Return findings as code, message and hint."""
    return [(finding.code, finding.message, finding.hint) for finding in findings]
