"""The pages of a site that are about all its documents: index, registers, what the search reads."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from tei.rendering.stylesheets import transform
from tei.resources import stylesheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.site.pages import Mention, Page

KINDS = ("person", "place", "org", "event", "date")
RESERVED = frozenset(["index", *KINDS])
"""Names of pages that no document may have."""


def files(title: str, pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Yield the files about all documents: name and text."""
    site = _site(title, pages)
    registers = [register.get("kind", "") for register in site.iterfind("register")]
    for page in ("index", *registers):
        yield f"{page}.html", transform(stylesheets() / "site.xsl", site, whole=False, page=page)
    yield "turns.js", _turns(pages)


def _site(title: str, pages: Sequence[Page]) -> etree._Element:
    """Return what `site.xsl` reads."""
    languages = Counter(page.language for page in pages).most_common(1)
    site = etree.Element("site", title=title, lang=languages[0][0] if languages else "und")
    for page in sorted(pages, key=lambda page: page.title):
        about = {"turns": str(len(page.turns)), "words": str(page.words), "lang": page.language}
        etree.SubElement(site, "document", name=page.address, title=page.title, attrib=about)
    for kind in KINDS:
        mentions = [(m.name, page, m) for page in pages for m in page.mentions if m.kind == kind]
        if mentions:
            _register(etree.SubElement(site, "register", kind=kind), mentions)
    return site


def _register(register: etree._Element, mentions: list[tuple[str, Page, Mention]]) -> None:
    mentions.sort(key=lambda found: (found[0], found[1].title))
    for name, group in groupby(mentions, key=lambda found: found[0]):
        entry = etree.SubElement(register, "entry", name=name)
        for _, page, mention in group:
            about = {"document": page.address, "title": page.title, "turn": mention.turn}
            etree.SubElement(entry, "mention", about)


def _turns(pages: Sequence[Page]) -> str:
    """Return the script that holds every turn: a page on disk may not read another file."""
    rows = (
        json.dumps([page.address, page.title, turn.id, turn.speaker, turn.text], ensure_ascii=False)
        for page in pages
        for turn in page.turns
    )
    return "const TURNS = [\n" + ",\n".join(rows) + "\n];\n"
