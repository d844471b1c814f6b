"""What a site was made of, kept in it, so that only what has changed is made again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct, to_builtins

from tei.site.pages import Mention, Page, Turn
from tei.writing import write as write_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = ".tei-site.json"


class Entry(Struct, frozen=True):
    """A page and the SHA-256 of the document it was made from."""

    digest: str
    page: Page


def read(out: Path, program: str) -> dict[str, Entry]:
    """Return the pages that are in a site, without digests where another program made them."""
    try:
        data = json.loads((out / _NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    if data.get("program") != program:
        return {name: Entry("", _page(page)) for name, (_, page) in data.get("pages", {}).items()}
    return {name: Entry(digest, _page(page)) for name, (digest, page) in data["pages"].items()}


def write(out: Path, program: str, entries: Mapping[str, Entry]) -> None:
    """Keep what the site is made of now."""
    pages = {name: [entry.digest, to_builtins(entry.page)] for name, entry in entries.items()}
    data = json.dumps({"program": program, "pages": pages}, ensure_ascii=False)
    write_file(out / _NAME, data.encode())


def _page(data: dict[str, Any]) -> Page:
    turns = tuple(Turn(**turn) for turn in data.pop("turns"))
    mentions = tuple(Mention(**mention) for mention in data.pop("mentions"))
    return Page(**data, turns=turns, mentions=mentions)
