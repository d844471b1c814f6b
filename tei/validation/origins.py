"""Where in the raw transcript a place of its TEI comes from: the block that is open there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from tei.validation.finding import Finding

_TEI = "{http://www.tei-c.org/ns/1.0}"
_RANGE = re.compile(r"(.*)#char=(\d+),(\d+)")


def with_origins(tree: etree._ElementTree, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings whose hints say which characters of the source they are about.

    Only what stands in the text has a source; ranges are of code points (RFC 5147).
    """
    found = list(findings)
    blocks = _blocks(tree, {finding.element for finding in found})
    return [_told(finding, blocks.get(finding.element)) for finding in found]


def _blocks(tree: etree._ElementTree, wanted: set[int]) -> dict[int, str]:
    """Return the source of the block that is open at each of these elements."""
    blocks: dict[int, str] = {}
    block = None
    for number, element in enumerate(tree.getroot().iter("*") if wanted else ()):
        if element.tag == f"{_TEI}milestone" and element.get("unit") == "block":
            block = element.get("source")
        if block and number in wanted:
            blocks[number] = block
    return blocks


def _told(finding: Finding, source: str | None) -> Finding:
    match = _RANGE.fullmatch(source or "")
    if match is None:
        return finding
    origin = f"from {unquote(match[1])}, characters {match[2]}–{match[3]}"
    return replace(finding, hint=f"{finding.hint} ({origin})" if finding.hint else origin)
