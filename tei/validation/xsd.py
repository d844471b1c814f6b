"""XML Schema: the verdict and the place by libxml2, the reason by the package xmlschema.

xmlschema explains better and takes ten seconds and more to build a schema of TEI, so it is asked
only where there is an error, and what it built is kept.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree
from msgspec import Struct

from tei.cache import remembered
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.validation.finding import Finding, ordinals
from tei.validation.schemas import changed
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path


def load(path: Path) -> etree.XMLSchema:
    """Return a schema, ready to be used.

    Raises `TeiError` (TEI503) for what is no XML Schema, TEI111–TEI119 for what is no XML.
    """
    return _loaded(path, changed(path))


@cache
def _loaded(path: Path, _changed: int) -> etree.XMLSchema:
    try:
        return etree.XMLSchema(parse(path))
    except etree.XMLSchemaParseError as error:
        message = f"this XML Schema cannot be used: {error}"
        raise TeiError(Diagnostic("TEI503", Severity.ERROR, message, None, str(path))) from error


def check(tree: etree._ElementTree, path: Path, told: Collection[int] = ()) -> Iterator[Finding]:
    """Yield what is wrong (TEI535) beside what a grammar has told.

    `told` are the numbers of the elements with which something else is wrong already: there,
    one step up and one step down the schema only repeats it.
    """
    schema = load(path)
    if schema.validate(tree):
        return
    log: Any = schema.error_log
    found = [_Fault(_element(tree, e.path), _words(e.message)) for e in log]
    numbers = ordinals(tree, (e for fault in found for e in _around(fault.element)))
    new = [f for f in found if not any(numbers[e] in told for e in _around(f.element))]
    reasons = _reasons(tree, path) if new and _is_small(tree) else {}
    for fault in new:
        reason = reasons.get(fault.element) or reasons.get(fault.element.getparent())
        hint = f"the XML Schema says: {reason}" if reason else None
        yield Finding("TEI535", Severity.ERROR, fault.message, hint, numbers[fault.element])


class _Fault(Struct, frozen=True):
    """What libxml2 finds, before it is explained."""

    element: etree._Element
    message: str


def _around(element: etree._Element) -> list[etree._Element]:
    parent = element.getparent()
    return [element, *([] if parent is None else [parent]), *element.iterchildren("*")]


def _element(tree: etree._ElementTree, path: str | None) -> etree._Element:
    found: Any = tree.xpath(path) if path else []
    return found[0] if found else tree.getroot()


def _words(message: str) -> str:
    """Return libxml2's sentence about the element, without namespaces."""
    message = re.sub(r"\{[^}]*\}| for <class '[^']*'>", "", message)
    message = re.sub(r"^Element '([^']*)'(?:, attribute '[^']*')?: ", r"<\1>: ", message)
    return message.strip().removesuffix(".")


def _is_small(tree: etree._ElementTree) -> bool:
    """Say whether xmlschema, which reads some thousand elements a second, may be asked."""
    return sum(1 for _ in islice(tree.getroot().iter("*"), _MANY)) < _MANY


_MANY = 20_000


def _reasons(tree: etree._ElementTree, path: Path) -> dict[Any, str]:
    schema = remembered(_key(path), lambda: _built(path))
    reasons: dict[Any, str] = {}
    for error in schema.iter_errors(tree.getroot()):
        if error.reason:
            reasons.setdefault(error.elem, _words(error.reason))
    return reasons


def _key(path: Path) -> str:
    """Name all that a built schema depends on: its files, and who builds it."""
    from importlib.metadata import version

    files = sorted(path.parent.glob("*.xsd"))
    digests = [sha256(file.read_bytes()).hexdigest() for file in files]
    libraries = [f"{name} {version(name)}" for name in ("xmlschema", "elementpath")]
    return " ".join([str(path.resolve()), *digests, *libraries])


def _built(path: Path) -> Any:
    from xmlschema import XMLSchema

    return XMLSchema(path, allow="local", defuse="always")
