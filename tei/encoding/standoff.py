"""The `standOff`: one entity for all its mentions, and how sure each decision is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encoding.elements import Element, add, degree, signature, sub
from tei.encoding.header import PREFIXES, write_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.encoding.body import Written
    from tei.model import Annotation, Decision, Document, Entity, Moment

BEGINNING = "recording"
"""The `when` that all others count from."""
_LISTS = {
    "person": ("listPerson", "persName"),
    "place": ("listPlace", "placeName"),
    "org": ("listOrg", "orgName"),
    "event": ("listEvent", "label"),
}


def write_standoff(
    tei: Element,
    document: Document,
    claims: Iterable[Written],
    blocks: dict[int, str],
) -> None:
    """Write entities and certainties; nothing at all where there are none.

    `blocks` gives the `xml:id` of the block that begins at an offset of the source.
    """
    standoff = Element("standOff")
    if document.timeline:
        _timeline(standoff, document.timeline)
    for kind, (container, name) in _LISTS.items():
        entities = [entity for entity in document.entities if entity.kind == kind]
        if entities:
            listed = sub(standoff, container)
            for entity in entities:
                _entity(listed, kind, name, entity)
    for claim in claims:
        if claim.annotation.evidence:
            _reason(standoff, claim)
    for decision in document.decisions:
        if block := blocks.get(decision.block.start):
            _certainty(standoff, block, "location", decision)
    if standoff.children:
        tei.children.append(standoff)


def _timeline(standoff: Element, moments: Iterable[Moment]) -> None:
    """Write the points of the recording, in seconds from its beginning (TEI P5 §17.4.2)."""
    timeline = sub(standoff, "timeline", unit="s", origin=f"#{BEGINNING}")
    sub(timeline, "when", xml_id=BEGINNING)
    for moment in moments:
        interval = degree(moment.seconds)
        sub(timeline, "when", xml_id=moment.id, interval=interval, since=f"#{BEGINNING}")


def _entity(listed: Element, kind: str, name: str, entity: Entity) -> None:
    element = sub(listed, kind, xml_id=entity.id)
    if entity.rule is not None and entity.certainty < 1:
        element.attributes |= signature(entity.rule, entity.certainty)
    if entity.name:
        known = [f"{kind}:{number}" for kind, number in entity.idnos if kind in PREFIXES]
        write_name(element, name, entity.name, **({"ref": " ".join(known)} if known else {}))
    elif kind == "event":
        sub(element, "label", "event")
    for number_kind, number in entity.idnos:
        sub(element, "idno", number, type=number_kind)
    if entity.comment:
        sub(element, "note", entity.comment, type="editorial")


def _reason(standoff: Element, claim: Written) -> None:
    target = claim.element.id or claim.parent.id
    if target and claim.annotation.element == "u":
        _certainty(standoff, target, "value", claim.annotation, match="@who")
    elif target:
        _certainty(standoff, target, "name", claim.annotation)


def _certainty(
    standoff: Element, target: str, locus: str, claim: Annotation | Decision, **match: str
) -> None:
    said = {"degree": degree(claim.certainty), "resp": f"#{claim.rule.id}"}
    about = {"target": f"#{target}", "locus": locus}
    certainty = add(standoff, "certainty", {**about, **match, **said})
    if claim.evidence:
        sub(certainty, "desc", claim.evidence)
