"""Whether TEI is what it should be: by a schema, by its own pointers, by our own promises."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from tei.validation.finding import once, placed
from tei.validation.models import named
from tei.validation.origins import with_origins
from tei.validation.schemas import chosen, is_ours
from tei.validation.targets import Targets
from tei.xmlsource import decode, parse, start_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.diagnostics import Diagnostic
    from tei.validation.finding import Finding
    from tei.validation.schemas import Schemas

__all__ = ["validate"]


def validate(
    source: Path | str | bytes | etree._ElementTree,
    schema: str | Path | None = None,
    *,
    file: str = "",
    thorough: bool = True,
) -> list[Diagnostic]:
    """Return what is wrong with a TEI document, in its order; nothing twice.

    `source` is a file, its bytes, or a tree, whose places are then those of its serialization;
    `schema` a name ("tei_all"), a `.rng`, `.xsd` or `.sch` file, or nothing for what the document
    names by `<?xml-model?>`, or else our own. Without `thorough` the XML Schema is left out where
    there is a grammar: it is looser, and slow to load. Raises `TeiError` for what cannot be read.
    """
    return judged(source, schema, file=file, thorough=thorough).diagnostics


class Judgement(Struct, frozen=True):
    """What is wrong with a document, and what that depends on beside it."""

    diagnostics: list[Diagnostic]
    beside: frozenset[Path]
    """Schemas, files that are pointed to, folders that were searched."""


def judged(
    source: Path | str | bytes | etree._ElementTree,
    schema: str | Path | None = None,
    *,
    file: str = "",
    thorough: bool = True,
) -> Judgement:
    """Do as `validate` does, and say what else was read."""
    from tei.validation import xsd

    document = _read(source, file)
    targets = Targets.of(document.file)
    schemas, found = _schemas(document, schema)
    found = once([*found, *_findings(document, schemas, targets)])
    if schemas.xsd and (thorough or not schemas.relaxng):
        found += xsd.check(document.tree, schemas.xsd, {finding.element for finding in found})
    beside = frozenset([*schemas.files, *targets.consulted])
    if not found:
        return Judgement([], beside)
    found = with_origins(document.tree, found)
    return Judgement(placed(found, start_tags(document.data), document.file), beside)


def _schemas(document: _Document, schema: str | Path | None) -> tuple[Schemas, list[Finding]]:
    """Return what is asked for, or else what the document names, or else our own."""
    if schema is not None:
        return chosen(schema), []
    schemas, findings = named(document.tree, document.file)
    return schemas or chosen(None), findings


class _Document(Struct, frozen=True):
    tree: etree._ElementTree
    data: bytes
    file: str


def _read(source: Path | str | bytes | etree._ElementTree, file: str) -> _Document:
    if isinstance(source, etree._ElementTree):
        source = etree.tostring(source, encoding="UTF-8", xml_declaration=True, doctype="")
    if isinstance(source, str):
        source = Path(source)
    file = file or (str(source) if isinstance(source, Path) else "")
    data = decode(source, file)
    return _Document(parse(data, file), data, file)


def _findings(document: _Document, schemas: Schemas, targets: Targets) -> Iterator[Finding]:
    """Yield what every check finds, the one whose word counts most first."""
    from tei.validation import grammar, pointers, promises, schematron

    tree = document.tree
    if schemas.relaxng:
        yield from grammar.check(tree, document.data, schemas.relaxng)
    yield from pointers.check(tree, targets)
    yield from promises.check(tree)
    for path in schemas.schematron:
        rules = schematron.load(path, without=_COVERED if is_ours(path) else (), tree=tree)
        yield from schematron.check(document.data.decode(), rules)


# What these rules of our own schema say, `pointers` and `promises` say with a mend; and the rules
# look through the whole document for each pointer and block.
_COVERED = ("-TEI-pointers-", "-milestone-block-", "-q-pullquote-")
