"""Whether TEI is what it should be: by a schema, by its own pointers, by our own promises."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from tei.validation.addresses import Addresses
from tei.validation.finding import once, placed
from tei.validation.models import chosen_for
from tei.validation.origins import with_origins
from tei.validation.schemas import Against, covered
from tei.validation.survey import surveyed
from tei.validation.targets import Targets
from tei.xmlsource import decode, parse_decoded, start_tags
from tei.xmlstream import is_long

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.diagnostics import Diagnostic
    from tei.validation.finding import Finding
    from tei.validation.schemas import Schemas

__all__ = ["validate"]

_OURS = Against()


def validate(
    source: Path | str | bytes | etree._ElementTree,
    schema: str | Path | None = None,
    *,
    file: str = "",
    thorough: bool = False,
    catalogs: Iterable[Path] = (),
    network: bool = False,
) -> list[Diagnostic]:
    """Return what is wrong with a TEI document, in its order; nothing twice.

    `source` is a file, its bytes, or a tree, whose places are then those of its serialization;
    `schema` a name ("tei_all"), a `.rng`, `.rnc`, `.xsd` or `.sch` file, or nothing for what the
    document names by `<?xml-model?>`, or else our own. The XML Schema, which is looser than the
    grammar and slow to load, is asked beside it only if `thorough`. What schemas name is looked
    for in OASIS `catalogs`, and on the network only if that is allowed. Raises `TeiError` for
    what cannot be read.
    """
    ways = Addresses(tuple(catalogs), network)
    against = Against(None if schema is None else str(schema), thorough, ways)
    return judged(source, against, file=file).diagnostics


class Judgement(Struct, frozen=True):
    """What is wrong with a document, and what that depends on beside it."""

    diagnostics: list[Diagnostic]
    schemas: Schemas
    targets: Targets
    addresses: Addresses

    @property
    def beside(self) -> frozenset[Path]:
        """Schemas, catalogues, files that are pointed to, folders that were searched."""
        read: frozenset[Path] = frozenset()
        if self.schemas.relaxng:
            from tei.validation import grammar

            read = grammar.files(self.schemas.relaxng, self.addresses)
        everywhere = _together(read, *self.schemas.files, *self.addresses.catalogs)
        return everywhere | self.targets.consulted if self.targets.consulted else everywhere


@lru_cache(64)
def _together(read: frozenset[Path], *others: Path) -> frozenset[Path]:
    """Return one set, the same object for the same files: it stands beside every document."""
    return read.union(others)


def judged(
    source: Path | str | bytes | etree._ElementTree, against: Against = _OURS, *, file: str = ""
) -> Judgement:
    """Do as `validate` does, and say what else was read."""
    if isinstance(source, (str, Path)) and is_long(Path(source), against.largest):
        from tei.validation import streams

        passed = streams.check(Path(source), against, file)
        if passed:
            return Judgement(passed.diagnostics, passed.schemas, passed.targets, against.addresses)
    document = _read(source, file, against.deepest)
    targets = Targets.of(document.file)
    schemas, found = chosen_for(document.tree, document.file, against)
    found = once([*found, *_findings(document, schemas, targets, against.addresses)])
    if schemas.xsd and (against.thorough or not schemas.relaxng):
        from tei.validation import xsd

        found += xsd.check(document.tree, schemas.xsd, {finding.element for finding in found})
    if found and document.data is None:
        return judged(_written(document.tree), against, file=file)
    diagnostics: list[Diagnostic] = []
    if found and document.data is not None:
        found = with_origins(document.tree, found)
        diagnostics = placed(found, start_tags(document.data), document.file)
    return Judgement(diagnostics, schemas, targets, against.addresses)


class _Document(Struct, frozen=True):
    tree: etree._ElementTree
    data: bytes | None
    """None for a tree that was not written yet: only what is wrong needs places."""
    file: str

    @property
    def text(self) -> str:
        """The document without its DOCTYPE."""
        return (self.data or _written(self.tree)).decode()


def _read(source: Path | str | bytes | etree._ElementTree, file: str, deepest: int) -> _Document:
    if isinstance(source, etree._ElementTree):
        if next(source.iter(etree.Entity), None) is None:
            return _Document(source, None, file)
        source = _written(source)
    if isinstance(source, str):
        source = Path(source)
    file = file or (str(source) if isinstance(source, Path) else "")
    data = decode(source, file)
    return _Document(parse_decoded(data, file, deepest), data, file)


def _written(tree: etree._ElementTree) -> bytes:
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, doctype="")


def _findings(
    document: _Document, schemas: Schemas, targets: Targets, addresses: Addresses
) -> Iterator[Finding]:
    """Yield what every check finds, the one whose word counts most first."""
    from tei.validation import grammar, pointers, promises, schematron

    tree, survey = document.tree, surveyed(document.tree)
    if schemas.relaxng:
        yield from grammar.check(tree.getroot(), document.data, schemas.relaxng, addresses)
    yield from pointers.check(tree, targets, survey)
    yield from promises.check(tree)
    for path in schemas.schematron:
        about = tree, survey.names
        rules = schematron.load(path, without=covered(path), about=about, addresses=addresses)
        if rules.patterns:
            yield from schematron.check(document.text, rules)
