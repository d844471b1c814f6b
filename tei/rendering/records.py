"""JSON: turns, names, dates and changes of a document, with their places in the source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tei.rendering.offsets import Located, located
from tei.rendering.stylesheets import transform
from tei.resources import stylesheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from tei.rendering.stylesheets import Tree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
KINDS = {
    "u": "turns",
    "persName": "names",
    "placeName": "names",
    "orgName": "names",
    "name": "names",
    "date": "dates",
    "choice": "changes",
    "q": "quotes",
    "fw": "furniture",
}
"""Which elements of the text are records, and in which list."""


class Source(Struct, frozen=True):
    """The file the document was made from, as its header tells it."""

    file: str
    sha256: str
    language: str


def write(tree: Tree, _view: str = "reading") -> str:
    """Return the document's records as JSON; offsets are code points of the source, half-open."""
    about = source(tree)
    data: dict[str, Any] = {
        "source": {"file": about.file, "sha256": about.sha256, "unit": "code points"},
        "language": about.language,
        "participants": [
            _person(person) for person in tree.iterfind(f".//{_TEI}particDesc//*[@role]")
        ],
        "entities": [_entity(entity) for entity in tree.iterfind(f".//{_TEI}standOff/*/*[@{_ID}]")],
    }
    for name in sorted(set(KINDS.values())):
        data[name] = []
    spoken = {id_: (speaker, text) for id_, speaker, text in turns(tree)}
    for kind, found in records(tree):
        data[kind].append(record(found))
    for turn in data["turns"]:
        turn["speaker"], turn["regular"] = spoken.get(turn.get("id", ""), ("", ""))
    return dumps(data)


def turns(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """Yield id, speaker and words of each turn, in the regular spelling."""
    for line in transform(stylesheets() / "turns.xsl", tree).split("\n"):
        if line:
            number, speaker, text = line.split("\t")
            yield number, speaker.removesuffix(":"), text


def dumps(data: dict[str, Any]) -> str:
    """Return JSON with a line for each record of a list, for people and `diff` to read."""
    parts = []
    for name, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            text = f"[\n  {lines}\n ]"
        else:
            text = json.dumps(value, ensure_ascii=False)
        parts.append(f" {json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def records(tree: Tree) -> Iterable[tuple[str, Located]]:
    """Yield what is a record, with the list it belongs to, in reading order."""
    return ((KINDS[found.element], found) for found in located(tree) if found.element in KINDS)


def record(found: Located) -> dict[str, Any]:
    """Return one record: where it stands, what stands there, what was decided and by whom."""
    attributes = dict(found.attributes)
    rule = attributes.pop("resp", "").removeprefix("#")
    sure = attributes.pop("cert", "")
    return {
        "element": found.element,
        "spans": [[span.start, span.end] for span in found.spans],
        "text": found.text,
        **{name: value.removeprefix("#") for name, value in attributes.items()},
        **({"rule": rule} if rule else {}),
        **({"certainty": _certainty(sure)} if sure else {}),
    }


def source(tree: Tree) -> Source:
    """Return what the header tells of the source."""
    root = tree if not hasattr(tree, "getroot") else tree.getroot()
    bibl = f".//{_TEI}sourceDesc//{_TEI}bibl"
    return Source(
        " ".join((tree.findtext(f"{bibl}/{_TEI}title") or "").split()),
        (tree.findtext(f"{bibl}/{_TEI}idno[@type='sha256']") or "").strip(),
        root.get("{http://www.w3.org/XML/1998/namespace}lang", "und"),
    )


def _person(person: etree._Element) -> dict[str, str | None]:
    return {"id": person.get(_ID), "role": person.get("role"), "name": _name(person)}


def _entity(entity: etree._Element) -> dict[str, str | None]:
    return {
        "id": entity.get(_ID),
        "kind": entity.tag.removeprefix(_TEI),
        "name": _name(entity),
    }


def _name(entity: etree._Element) -> str | None:
    """Return the name that an entity has; one that has none has none."""
    for child in entity:
        if isinstance(child.tag, str) and child.tag.removeprefix(_TEI) in _NAMING:
            return " ".join("".join(str(part) for part in child.itertext()).split())
    return None


_NAMING = {"persName", "placeName", "orgName", "eventName", "label"}


def _certainty(value: str) -> float | str:
    try:
        return float(value)
    except ValueError:
        return value
