"""What our own TEI promises: the source's bytes come back, and every change is signed.

A file is held to it if its header gives the SHA-256 of a source and its text has blocks.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from tei.diagnostics import Severity, TeiError
from tei.validation.finding import Finding, ordinals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_CHANGES = ("reg", "corr", "expan", "supplied")
_TEI = "{http://www.tei-c.org/ns/1.0}"
_EDITORIAL = tuple(f"{space}{n}" for space in (_TEI, "") for n in _CHANGES)


def check(tree: etree._ElementTree) -> Iterator[Finding]:
    """Yield what the source cannot be restored from (TEI561) and what nobody signs (TEI562)."""
    if not _promises(tree):
        return
    yield from _lost(tree)
    unsigned = (e for e in tree.getroot().iter(*_EDITORIAL) if not e.get("resp"))
    for element, number in ordinals(tree, filter(_is_in_text, unsigned)).items():
        name = str(element.tag).removeprefix(_TEI)
        message = f"<{name}> changes the source and does not say who did: it has no @resp"
        hint = "point @resp to the application or the respStmt that answers for it"
        yield Finding("TEI562", Severity.ERROR, message, hint, number, ("@resp",))


def _promises(tree: etree._ElementTree) -> bool:
    root = tree.getroot()
    has_digest = any(i.get("type") == "sha256" for i in root.iter(f"{_TEI}idno"))
    return has_digest and any(m.get("unit") == "block" for m in root.iter(f"{_TEI}milestone"))


def _lost(tree: etree._ElementTree) -> Iterator[Finding]:
    from tei.restoration import restore

    try:
        restore(tree)
    except TeiError as error:
        told = error.diagnostic
        block = re.search(r"[Bb]lock (\d+)", told.message)
        number = _number(tree, block[1]) if block else 0
        reason = told.message
        if block and block[1] == "0":
            reason = "there are characters that stand in no block"
        message = f"the source cannot be restored: {reason}"
        about = (block[0][1:],) if block else ()
        yield Finding("TEI561", Severity.ERROR, message, told.hint, number, about)


def _number(tree: etree._ElementTree, block: str) -> int:
    """Return the place of a block's milestone in document order, from 0."""
    milestones = tree.getroot().iter(f"{_TEI}milestone")
    found = (m for m in milestones if m.get("unit") == "block" and m.get("n") == block)
    return next(iter(ordinals(tree, islice(found, 1)).values()), 0)


def _is_in_text(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{_TEI}text"), None) is not None
