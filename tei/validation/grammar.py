"""RELAX NG: the one place that knows which engine judges."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.validation.finding import Finding, ordinals
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def check(tree: etree._ElementTree, path: Path) -> Iterator[Finding]:
    """Yield what the grammar does not allow (TEI521)."""
    schema = _loaded(path)
    if schema.validate(tree):
        return
    log: Any = schema.error_log
    for entry in log:
        nodes: Any = tree.xpath(entry.path) if entry.path else []
        element = nodes[0] if nodes else tree.getroot()
        number = ordinals(tree, [element])[element]
        yield Finding("TEI521", Severity.ERROR, entry.message, None, number)


@cache
def _loaded(path: Path) -> etree.RelaxNG:
    try:
        return etree.RelaxNG(parse(path))
    except etree.RelaxNGParseError as error:
        message = f"this grammar cannot be used: {error}"
        raise TeiError(Diagnostic("TEI510", Severity.ERROR, message, None, str(path))) from error
