"""Mentions and entities as claims about the document."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from tei.model import Annotation, Entity
from tei.names.identity import persons, things, words_of
from tei.names.mentions import EVENT, GROUP, OFFICE, ORGANISATION, PERSON, PLACE, Mention
from tei.names.phrases import squeeze
from tei.names.words import spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Document
    from tei.names.identity import Cluster
    from tei.names.record import Record
    from tei.names.vocabulary import Vocabulary
    from tei.names.words import Passage

_PREFIXES = {PERSON: "p", PLACE: "pl", ORGANISATION: "o", EVENT: "e"}
_ELEMENTS = {PERSON: "persName", PLACE: "placeName", ORGANISATION: "orgName", OFFICE: "roleName"}
_LABELS = {PLACE: "placeName", ORGANISATION: "orgName", EVENT: "label"}
# Arabic typing, kashida, marks of direction: an entity's name is regular.
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_REGULAR = str.maketrans("يىك", "ییک", "\u0640" + "".join(map(chr, _DIRECTIONS)))


def claims(
    document: Document, mentions: Sequence[Mention], passages: Sequence[Passage], words: Vocabulary
) -> Document:
    """Return the document with its names claimed and each entity registered once."""
    flat = [m for mention in mentions for m in (mention, *mention.inside)]
    clusters = [*persons(flat, passages, words), *things(flat, passages, words)]
    clusters.sort(key=lambda cluster: (cluster[0].passage, cluster[0].start))
    speaking = {participant.id for participant in document.participants}
    entities: list[Entity] = []
    refs: dict[Mention, str] = {}
    for identifier, cluster in zip(_identifiers(document, clusters), clusters, strict=True):
        if identifier not in speaking:
            entities.append(_entity(document, identifier, cluster, passages))
        refs.update(dict.fromkeys(cluster, identifier))
    annotations = [a for m in flat for a in _annotations(m, passages[m.passage], refs.get(m))]
    return document.with_claims(annotations, entities=entities)


def _identifiers(document: Document, clusters: Sequence[Cluster]) -> Iterator[str]:
    """Yield an id for each cluster: of its authority file, else its kind and the next number."""
    records = [_record(cluster) for cluster in clusters]
    taken = {record.id for record in records if record} | {p.id for p in document.participants}
    numbers = {
        kind: (n for n in map(f"{prefix}{{}}".format, count(1)) if n not in taken)
        for kind, prefix in _PREFIXES.items()
    }
    for cluster, record in zip(clusters, records, strict=True):
        yield record.id if record else next(numbers[cluster[0].kind])


def _record(cluster: Cluster) -> Record | None:
    return next((m.record for m in cluster if m.record), None)


def _entity(
    document: Document, identifier: str, cluster: Cluster, passages: Sequence[Passage]
) -> Entity:
    kind, surest = cluster[0].kind, max(cluster, key=lambda m: m.certainty)
    record = _record(cluster)
    if record:
        return Entity(identifier, kind, record.name, record.idnos, rule=surest.rule, certainty=1.0)
    name = (
        _personal_name(document, cluster, passages)
        if kind == PERSON
        else ((_LABELS[kind], _name(document, cluster, passages)),)
    )
    numbers = [m.number for m in cluster if m.number]
    return Entity(
        identifier,
        kind,
        name,
        idnos=(("geonames", numbers[0]),) if numbers else (),
        comment=None if name else "name cut off in the source",
        rule=surest.rule,
        certainty=surest.certainty,
    )


def _personal_name(
    document: Document, cluster: Cluster, passages: Sequence[Passage]
) -> tuple[tuple[str, str], ...]:
    """Return the longest forenames and the longest surname that the text gives."""
    name: list[tuple[str, str]] = []
    for element in ("forename", "nameLink", "surname"):
        chosen: list[str] = []
        for mention in cluster:
            parts = [p for p in mention.parts if p.element == element]
            texts = [_text(document, passages[mention.passage][p.start : p.end]) for p in parts]
            chosen = max(chosen, texts, key=lambda t: (len(t), len(squeeze("".join(t)))))
        name += [(element, text) for text in chosen]
    return tuple(name)


def _name(document: Document, cluster: Cluster, passages: Sequence[Passage]) -> str:
    if cluster[0].kind == EVENT:
        forms = [_text(document, words_of(m, passages)) for m in cluster]
        return "، ".join({squeeze(form): form for form in forms}.values())
    given = max((m.name for m in cluster), key=len)
    longest = max(cluster, key=lambda m: m.end - m.start)
    return given or _text(document, words_of(longest, passages))


def _text(document: Document, words: Passage) -> str:
    """Return words as the source spells them, in one line."""
    pieces = [span.of(document.text) for span in spans(words)]
    return " ".join(" ".join(pieces).translate(_REGULAR).split())


def _annotations(mention: Mention, passage: Passage, ref: str | None) -> Iterator[Annotation]:
    attributes = [("ref", f"#{ref}")] if ref else []
    if mention.kind in (EVENT, GROUP):
        attributes.insert(0, ("type", mention.kind))
    yield Annotation(
        _ELEMENTS.get(mention.kind, "name"),
        spans(passage[mention.start : mention.end]),
        mention.rule,
        mention.certainty,
        tuple(attributes),
    )
    for part in mention.parts:
        yield Annotation(
            part.element,
            spans(passage[part.start : part.end]),
            mention.rule,
            mention.certainty,
            (("type", part.type),) if part.type else (),
        )
