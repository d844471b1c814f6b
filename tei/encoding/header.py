"""The header: which bytes this encodes, by which rules, in which language, who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei import __version__
from tei.encoding.checksums import checksum
from tei.encoding.elements import signature, sub
from tei.encoding.tokens import newline
from tei.encoding.xmlchars import legal
from tei.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.encoding.elements import Element
    from tei.model import Document, Participant, Rule, Witness

_NORMALIZATION = (
    "Spellings that the source lost or varies are regularized in reg, beside what it has in orig; "
    "nothing is changed silently."
)
_SEGMENTATION = (
    "The body stands in reading order. Each milestone of unit block opens one block of the source; "
    "its n is the block's place in the file, and its source the range of characters (RFC 5147)."
)
CALENDARS = {
    "solarHijri": "Solar Hijri calendar of Iran",
    "islamic": "lunar Hijri calendar",
    "gregorian": "Gregorian calendar",
    "julian": "Julian calendar",
}
"""What `@calendar` may point to."""
PREFIXES = {"geonames": ("([0-9]+)", "https://www.geonames.org/$1")}
"""Registers that entities point to by a private URI scheme (TEI P5 §17.2.3)."""

_ACTS = ("question", "answer")


def write_header(
    tei: Element, document: Document, rules: Iterable[Rule], pointers: set[str], chars: str
) -> None:
    """Write the `teiHeader`.

    `pointers` are those used in the text (`#question`, `#solarHijri`): what is not pointed to is
    not declared. `chars` are the characters that XML cannot hold.
    """
    header = sub(tei, "teiHeader")
    ruled = sorted(set(rules), key=lambda rule: rule.id)
    _file_description(header, document.witness, document, [r for r in ruled if r.human])
    description = _encoding_description(header, [r for r in ruled if not r.human], pointers)
    _prefixes(description, {kind for entity in document.entities for kind, _ in entity.idnos})
    _characters(description, chars)
    _profile(header, document, pointers)


def _file_description(
    header: Element, witness: Witness, document: Document, people: list[Rule]
) -> None:
    description = sub(header, "fileDesc")
    title = sub(description, "titleStmt")
    sub(title, "title", witness.siglum or witness.file)
    for person in people:
        statement = sub(title, "respStmt", xml_id=person.id)
        sub(statement, "resp", "decided what the rules could not")
        sub(statement, "name", person.label)
    sub(sub(description, "publicationStmt"), "p", "Unpublished.")
    bibl = sub(sub(description, "sourceDesc"), "bibl", xml_id="witness")
    sub(bibl, "title", witness.file)
    blocks = " ".join(checksum(b.of(witness.text)) for b in sorted(document.blocks))
    idnos = [
        ("sha256", witness.digest),
        ("encoding", witness.encoding),
        ("newline", newline(witness.text)),
        ("bom", "U+FEFF" if witness.bom else ""),
        ("crc32", blocks),
    ]
    for kind, value in idnos:
        if value:
            sub(bibl, "idno", value, type=kind)


def _encoding_description(header: Element, rules: list[Rule], pointers: set[str]) -> Element:
    description = sub(header, "encodingDesc")
    declaration = sub(description, "editorialDecl")
    sub(sub(declaration, "normalization", method="markup"), "p", _NORMALIZATION)
    sub(sub(declaration, "segmentation"), "p", _SEGMENTATION)
    acts = [act for act in _ACTS if f"#{act}" in pointers]
    if acts:
        taxonomy = sub(sub(description, "classDecl"), "taxonomy", xml_id="acts")
        for act in acts:
            sub(sub(taxonomy, "category", xml_id=act), "catDesc", act)
    applications = sub(description, "appInfo")
    for rule_id, label in [("tei", "encodes transcripts"), *((r.id, r.label) for r in rules)]:
        ident = "tei" if rule_id == "tei" else f"tei.{rule_id}"
        application = sub(
            applications, "application", xml_id=rule_id, ident=ident, version=__version__
        )
        sub(application, "label", label)
    return description


def _prefixes(description: Element, used: set[str]) -> None:
    known = sorted(used & PREFIXES.keys())
    if known:
        listed = sub(description, "listPrefixDef")
        for prefix in known:
            pattern, replacement = PREFIXES[prefix]
            sub(
                listed,
                "prefixDef",
                ident=prefix,
                matchPattern=pattern,
                replacementPattern=replacement,
            )


def _characters(description: Element, chars: str) -> None:
    if not chars:
        return
    declaration = sub(description, "charDecl")
    for char in sorted(set(chars)):
        code = f"{ord(char):04X}"
        described = sub(declaration, "char", xml_id=f"x{code}")
        sub(described, "desc", f"U+{code}, which XML 1.0 cannot hold")


def _profile(header: Element, document: Document, pointers: set[str]) -> None:
    profile = sub(header, "profileDesc")
    calendars = [c for c in CALENDARS if f"#{c}" in pointers]
    if calendars:
        described = sub(profile, "calendarDesc")
        for calendar in calendars:
            sub(sub(described, "calendar", xml_id=calendar), "p", CALENDARS[calendar])
    name = language(document.language).name
    sub(sub(profile, "langUsage"), "language", name, ident=document.language)
    if document.participants:
        people = sub(sub(profile, "particDesc"), "listPerson")
        for participant in document.participants:
            _participant(people, participant)


def _participant(people: Element, participant: Participant) -> None:
    person = sub(people, "person", xml_id=participant.id, role=participant.role)
    if participant.rule is not None and participant.certainty < 1:
        person.attributes |= signature(participant.rule, participant.certainty)
    if participant.name:
        write_name(person, "persName", participant.name)
    else:
        sub(person, "note", "not named in the source", type="editorial")


def write_name(
    parent: Element, element: str, parts: Iterable[tuple[str, str]], **attributes: str
) -> None:
    """Write a name with its parts; a part that is the whole name needs no element of its own."""
    name = sub(parent, element, **attributes)
    for kind, text in parts:
        if kind == element:
            name.text += legal(text)
            continue
        if name.children:
            name.children[-1].tail = " "
        sub(name, kind, text)
