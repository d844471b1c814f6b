"""The schemas that a document itself names, by `<?xml-model?>` (W3C note, xml-model).

A schema at an address on the network is not fetched unless that is allowed; the known ones are
taken from those that come with `tei`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from msgspec.structs import replace

from tei.diagnostics import Severity
from tei.validation.addresses import Addresses, is_remote
from tei.validation.finding import Finding
from tei.validation.schemas import KNOWN, Schemas, chosen, of_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.validation.schemas import Against


def chosen_for(
    tree: etree._ElementTree, file: str, against: Against
) -> tuple[Schemas, list[Finding]]:
    """Return what is asked for, or else what the document names, or else our own."""
    if against.schema is not None:
        return chosen(against.schema, against.addresses), []
    schemas, findings = named(tree, file, against.addresses)
    return schemas or chosen(None), findings


def named(
    tree: etree._ElementTree, file: str, addresses: Addresses
) -> tuple[Schemas | None, list[Finding]]:
    """Return the schemas that a document names, and what is wrong with the naming (TEI505).

    Nothing where it names none that can be used.
    """
    found: list[Schemas] = []
    findings: list[Finding] = []
    for address, kind in _models(tree):
        schemas = _here(address, file, addresses)
        if schemas:
            found.append(_only(schemas, kind))
        else:
            message = f"the document names the schema {address}, which is not here"
            hint = "give its path with --schema, or name it in a catalogue (--catalog)"
            if is_remote(address):
                hint += "; --allow-network fetches it"
            findings.append(Finding("TEI505", Severity.WARNING, message, hint, 0))
    return _together(found), findings


def _models(tree: etree._ElementTree) -> Iterator[tuple[str, str]]:
    """Yield the address of each schema, and the namespace that says how it is to be used."""
    instructions: list[Any] = list(tree.getroot().itersiblings(etree.PI, preceding=True))
    for instruction in reversed(instructions):
        if instruction.target == "xml-model" and (address := instruction.attrib.get("href")):
            yield address, instruction.attrib.get("schematypens", "")


def _only(schemas: Schemas, kind: str) -> Schemas:
    """Leave out what a schema may be used for and is not named for."""
    match kind:
        case "http://relaxng.org/ns/structure/1.0":
            return replace(schemas, xsd=None, schematron=())
        case "http://purl.oclc.org/dsdl/schematron":
            return Schemas(schematron=schemas.schematron)
        case "http://www.w3.org/2001/XMLSchema":
            return Schemas(xsd=schemas.xsd)
    return schemas


def _here(address: str, file: str, addresses: Addresses) -> Schemas | None:
    """Return the schemas at an address: a file, or a known one that has the same name."""
    without_network = replace(addresses, network=False)
    found = without_network.find(address, Path(file)) if file or is_remote(address) else None
    stem = Path(unquote(urlsplit(address).path)).stem
    if found is None and stem in KNOWN:
        return chosen(stem)
    found = found or (addresses.find(address) if is_remote(address) else None)
    return of_file(found, addresses) if found else None


def _together(found: list[Schemas]) -> Schemas | None:
    """Return the first grammar and XML Schema, and all the rules."""
    if not found:
        return None
    rules = dict.fromkeys(path for schemas in found for path in schemas.schematron)
    return Schemas(
        next((s.relaxng for s in found if s.relaxng), None),
        next((s.xsd for s in found if s.xsd), None),
        tuple(rules),
    )
