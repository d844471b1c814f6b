"""What a site has to know of a document: turns for the search, names for the registers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

from tei.rendering.records import turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_WHEN = ("when", "from", "notBefore", "to", "notAfter")


class Turn(Struct, frozen=True):
    """What one person says at a time."""

    id: str
    speaker: str
    text: str
    """In the regular spelling."""


class Mention(Struct, frozen=True):
    """That a turn names somebody or something."""

    kind: str
    """person, place, org, event or date."""
    name: str
    turn: str


class Page(Struct, frozen=True):
    """One document in a site."""

    name: str
    """Of its files, without suffix."""
    title: str
    language: str
    turns: tuple[Turn, ...]
    mentions: tuple[Mention, ...]

    @property
    def address(self) -> str:
        """The name as a URL has it (RFC 3986)."""
        return quote(self.name)

    @property
    def words(self) -> int:
        """How many words are said in it."""
        return sum(len(turn.text.split()) for turn in self.turns)


def page_of(name: str, tree: etree._ElementTree) -> Page:
    """Return what a site has to know of a document; `name` is that of its files."""
    title = tree.findtext(f"{_TEI}teiHeader/{_TEI}fileDesc/{_TEI}titleStmt/{_TEI}title") or name
    return Page(
        name,
        " ".join(title.split()),
        tree.getroot().get(f"{_XML}lang", "und"),
        tuple(Turn(*turn) for turn in turns(tree)),
        tuple(dict.fromkeys(_mentions(tree))),
    )


def _mentions(tree: etree._ElementTree) -> Iterator[Mention]:
    entities = {
        f"#{entity.get(f'{_XML}id')}": (entity.tag.removeprefix(_TEI), _name(entity))
        for entity in tree.iterfind(f"{_TEI}standOff/*/*[@{_XML}id]")
    }
    for turn in tree.iterfind(f"{_TEI}text//{_TEI}u"):
        number = turn.get(f"{_XML}id", "")
        for element in turn.iterdescendants(f"{_TEI}*"):
            kind, name = entities.get(element.get("ref", ""), ("", ""))
            if element.tag == f"{_TEI}date":
                kind, name = "date", next((v for a in _WHEN if (v := element.get(a))), "")
            if name:
                yield Mention(kind, name, number)


def _name(entity: etree._Element) -> str:
    for child in entity.iterchildren(f"{_TEI}*"):
        if child.tag.endswith(("Name", "label")):
            return " ".join("".join(map(str, child.itertext())).split())
    return ""
