"""The documents of a schema, and what a node inherits from the nodes around it.

A document that another includes is read once for each place that includes it, since it
inherits the namespace of that place (RELAX NG §4.6 to §4.9).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.validation.addresses import Addresses, is_remote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RELAX_NG: Final = "http://relaxng.org/ns/structure/1.0"
_PREFIX: Final = f"{{{RELAX_NG}}}"


class Sources:
    """The documents read so far; each included one knows the node that asked for it."""

    def __init__(
        self, check: Callable[[etree._Element], None] | None, addresses: Addresses
    ) -> None:
        self.files: set[Path] = set()
        self._check = check
        self._addresses = addresses
        self._hosts: dict[etree._Element, etree._Element] = {}

    def open(self, path: Path) -> etree._Element:
        """Return the root of a schema's file; raises `TeiError` TEI510."""
        root = _parsed(path, str(path))
        self.files.add(path)
        if self._check is not None:
            self._check(root)
        return root

    def included(self, node: etree._Element) -> etree._Element:
        """Return the root of what `include` or `externalRef` names; raises `TeiError` TEI512."""
        path = self._target(node)
        for host in self._chain(node):
            if Path(_path(host)).resolve() == path.resolve():
                raise fault("TEI512", node, f"`{path.name}` includes itself")
        root = self.open(path)
        self._hosts[root] = node
        return root

    def _target(self, node: etree._Element) -> Path:
        href = (node.get("href") or "").strip()
        if "#" in href:
            message = f"`{href}` names a part of a file; only files are included"
            raise fault("TEI512", node, message)
        found = self._addresses.find(href, str(node.base or ""))
        if found is None:
            hint = "mend the address, or name the file in a catalogue (--catalog)"
            hint += "; --allow-network fetches it" if is_remote(href) else ""
            raise fault("TEI512", node, f"there is no file `{href}` here to include", hint)
        return found

    def namespace(self, node: etree._Element) -> str:
        """Return the `ns` that holds for a node (§4.8)."""
        at: etree._Element | None = node
        while at is not None:
            found = at.get("ns")
            if found is not None:
                return found
            parent = at.getparent()
            at = parent if parent is not None else self._hosts.get(at)
        return ""

    def _chain(self, node: etree._Element) -> Iterator[etree._Element]:
        at: etree._Element | None = node
        while at is not None:
            yield at
            at = self._hosts.get(at.getroottree().getroot())


def library(node: etree._Element) -> str:
    """Return the datatype library that holds for a node; it is not inherited from a host (§4.4)."""
    at: etree._Element | None = node
    while at is not None:
        found = at.get("datatypeLibrary")
        if found is not None:
            return found
        at = at.getparent()
    return ""


def children(node: etree._Element) -> list[etree._Element]:
    """Return the children that are RELAX NG's: no comments, no annotations (§4.1)."""
    return [c for c in node if isinstance(c.tag, str) and c.tag.startswith(_PREFIX)]


def kind(node: etree._Element) -> str:
    """Return the local name of an element of RELAX NG, or the whole name of another's."""
    name = str(node.tag)
    return name.removeprefix(_PREFIX)


def fault(code: str, node: etree._Element, message: str, hint: str | None = None) -> TeiError:
    """Return the error that a schema is not correct at a node."""
    where = Position(cast("int | None", node.sourceline) or 0)
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint, _path(node), where))


def _path(node: etree._Element) -> str:
    return str(node.getroottree().docinfo.URL or "")


def _parsed(path: Path, file: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.parse(path, parser).getroot()
    except OSError as error:
        message = f"the schema cannot be read: {error}"
        raise TeiError(Diagnostic("TEI510", Severity.ERROR, message, None, file)) from None
    except etree.XMLSyntaxError as error:
        message = f"the schema is not well-formed XML: {error.msg}"
        where = Position(error.lineno or 0, error.offset or 0)
        raise TeiError(Diagnostic("TEI510", Severity.ERROR, message, None, file, where)) from None
