"""RELAX NG with explanations: a schema is read as far as a document needs it.

    schema = relaxng.load(path)
    for diagnostic in relaxng.validate(tree, schema, "interview.xml"):
        ...

How it works, module by module:

- `sources`, `grammars`: the schema's documents, and which definitions a name stands for.
- `compiling`: nodes of the schema to patterns (specification §4). The content of an element is
  compiled when a document first has that element.
- `patterns`, `interning`, `names`, `datatypes`: what a pattern is made of. Equal ones are one
  object.
- `syntax`, `restrictions`, `checking`, `trust`: whether a schema is correct (§3, §7), asked once.
- `derivatives`: what is left of a pattern after a child or a text, remembered in the pattern,
  so that in the end a document is read by table.
- `attributes`: start tags, apart from content.
- `walking`: a document against the patterns, with a list for a stack; `ambiguity` where a name
  may stand for several elements.
- `recovery`, `nearest`, `explaining`, `start_tags`, `wording`: what to make of an error, and how
  to say it.
- `positions`: line and column, found by a second reading only when there is something to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.validation.addresses import Addresses
from tei.validation.relaxng import trust
from tei.validation.relaxng.schema import Schema, read
from tei.validation.relaxng.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

__all__ = ["Schema", "load", "validate"]

_HERE = Addresses()


def load(path: Path, addresses: Addresses = _HERE) -> Schema:
    """Return the schema in a file; what it includes is found by `addresses`.

    Raises `TeiError` with a diagnostic TEI510 to TEI516 for one that is not correct.
    """
    try:
        trust.make_sure(path, addresses)
        return read(path, None, addresses)
    except RecursionError:
        message = "the schema nests deeper than can be read"
        raise TeiError(Diagnostic("TEI516", Severity.ERROR, message, None, str(path))) from None


def validate(
    tree: etree._ElementTree, schema: Schema, file: str, source: bytes | None = None
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a document, as it is found (TEI520 to TEI532).

    `source` is what the tree was parsed from; without it only lines are known, no columns.
    """
    positions = None
    for finding in walk(tree.getroot(), schema):
        if positions is None:
            from tei.validation.relaxng.positions import Positions

            positions = Positions(source)
        where = positions.of(finding.place)
        yield Diagnostic(finding.code, Severity.ERROR, finding.message, finding.hint, file, where)
