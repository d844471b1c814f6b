"""What our own TEI promises: the source's bytes come back, and every change is signed.

A file is held to it if its header gives the SHA-256 of a source and its text has blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.diagnostics import Severity, TeiError
from tei.validation.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_CHANGES = ("reg", "corr", "expan", "supplied")
_TEI = "{http://www.tei-c.org/ns/1.0}"
_EDITORIAL = frozenset(f"{space}{n}" for space in (_TEI, "") for n in _CHANGES)


def check(tree: etree._ElementTree) -> Iterator[Finding]:
    """Yield what the source cannot be restored from (TEI561) and what nobody signs (TEI562)."""
    if not _promises(tree):
        return
    numbered = list(enumerate(tree.getroot().iter("*")))
    yield from _lost(tree, numbered)
    for number, element in numbered:
        if element.tag in _EDITORIAL and not element.get("resp") and _is_in_text(element):
            name = element.tag.removeprefix(_TEI)
            message = f"<{name}> changes the source and does not say who did: it has no @resp"
            hint = "point @resp to the application or the respStmt that answers for it"
            yield Finding("TEI562", Severity.ERROR, message, hint, number, ("@resp",))


def _promises(tree: etree._ElementTree) -> bool:
    root = tree.getroot()
    has_digest = any(i.get("type") == "sha256" for i in root.iter(f"{_TEI}idno"))
    return has_digest and any(m.get("unit") == "block" for m in root.iter(f"{_TEI}milestone"))


def _lost(
    tree: etree._ElementTree, numbered: list[tuple[int, etree._Element]]
) -> Iterator[Finding]:
    from tei.restoration import restore

    try:
        restore(tree)
    except TeiError as error:
        told = error.diagnostic
        block = re.search(r"[Bb]lock (\d+)", told.message)
        number = next((n for n, e in numbered if block and _is_block(e, block[1])), 0)
        reason = told.message
        if block and block[1] == "0":
            reason = "there are characters that stand in no block"
        message = f"the source cannot be restored: {reason}"
        about = (block[0][1:],) if block else ()
        yield Finding("TEI561", Severity.ERROR, message, told.hint, number, about)


def _is_block(element: etree._Element, number: str) -> bool:
    return (
        element.tag == f"{_TEI}milestone"
        and element.get("unit") == "block"
        and element.get("n") == number
    )


def _is_in_text(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{_TEI}text"), None) is not None
