"""The `standOff`: one entity for all its mentions, and how sure each decision is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encoding.elements import XML_ID, degree, sub
from tei.encoding.header import PREFIXES, write_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from tei.model import Annotation, Decision, Document, Entity, Moment, Rule

BEGINNING = "recording"
"""The `when` that all others count from."""
_LISTS = {
    "person": ("listPerson", "persName"),
    "place": ("listPlace", "placeName"),
    "org": ("listOrg", "orgName"),
    "event": ("listEvent", "label"),
}


def write_standoff(
    tei: etree._Element,
    document: Document,
    elements: Iterable[tuple[Annotation, etree._Element]],
    blocks: dict[int, str],
) -> None:
    """Write entities and certainties; nothing at all where there are none.

    `blocks` gives the `xml:id` of the block that begins at an offset of the source.
    """
    standoff = sub(tei, "standOff")
    if document.timeline:
        _timeline(standoff, document.timeline)
    for kind, (container, name) in _LISTS.items():
        entities = [entity for entity in document.entities if entity.kind == kind]
        if entities:
            listed = sub(standoff, container)
            for entity in entities:
                _entity(listed, kind, name, entity)
    for annotation, element in elements:
        if annotation.evidence:
            _reason(standoff, annotation, element)
    for decision in document.decisions:
        if block := blocks.get(decision.block.start):
            _certainty(standoff, block, "location", decision)
    if not len(standoff):
        tei.remove(standoff)


def _timeline(standoff: etree._Element, moments: Iterable[Moment]) -> None:
    """Write the points of the recording, in seconds from its beginning (TEI P5 §17.4.2)."""
    timeline = sub(standoff, "timeline", unit="s", origin=f"#{BEGINNING}")
    sub(timeline, "when", xml_id=BEGINNING)
    for moment in moments:
        interval = degree(moment.seconds)
        sub(timeline, "when", xml_id=moment.id, interval=interval, since=f"#{BEGINNING}")


def _entity(listed: etree._Element, kind: str, name: str, entity: Entity) -> None:
    element = sub(listed, kind, xml_id=entity.id)
    _sign(element, entity.rule, entity.certainty)
    if entity.name:
        known = [f"{kind}:{number}" for kind, number in entity.idnos if kind in PREFIXES]
        write_name(element, name, entity.name, **({"ref": " ".join(known)} if known else {}))
    elif kind == "event":
        sub(element, "label", "event")
    for number_kind, number in entity.idnos:
        sub(element, "idno", number, type=number_kind)
    if entity.comment:
        sub(element, "note", entity.comment, type="editorial")


def _sign(element: etree._Element, rule: Rule | None, certainty: float) -> None:
    if rule is not None and certainty < 1:
        element.set("resp", f"#{rule.id}")
        element.set("cert", degree(certainty))


def _reason(standoff: etree._Element, annotation: Annotation, element: etree._Element) -> None:
    target = element if element.get(XML_ID) else element.getparent()
    if target is not None and target.get(XML_ID):
        locus = "value" if annotation.element == "u" else "name"
        match = {"match": "@who"} if annotation.element == "u" else {}
        _certainty(standoff, target.get(XML_ID, ""), locus, annotation, **match)


def _certainty(
    standoff: etree._Element,
    target: str,
    locus: str,
    claim: Annotation | Decision,
    **attributes: str,
) -> None:
    certainty = sub(standoff, "certainty", target=f"#{target}", locus=locus, **attributes)
    certainty.set("degree", degree(claim.certainty))
    certainty.set("resp", f"#{claim.rule.id}")
    if claim.evidence:
        sub(certainty, "desc", claim.evidence)
