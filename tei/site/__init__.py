"""A folder of transcripts or TEI -> a site that works without a server, from disk or anywhere.

Each document has a page, its TEI and its text; an index searches all turns in any spelling, and
registers lead from a name to every turn that mentions it. Only what has changed is made again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct, json

from tei.config import Config
from tei.diagnostics import TeiError
from tei.program import identity
from tei.rendering import render, render_bytes
from tei.rendering.stylesheets import transform, transform_own
from tei.resources import stylesheets
from tei.site import manifest, overview
from tei.site.documents import documents, error
from tei.site.pages import page_of
from tei.writing import write
from tei.xmlsource import parse

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from tei.diagnostics import Diagnostic
    from tei.site.pages import Page

ASSETS = (
    "html.css",
    "html.js",
    "search.js",
    "vazirmatn.css",
    "fonts/vazirmatn-regular.woff2",
    "fonts/vazirmatn-semibold.woff2",
    "fonts/OFL.txt",
)


class Design(Struct, frozen=True):
    """How a site is made."""

    title: str | None = None
    """What the index is headed with; the folder's name if not said."""
    stylesheet: Path | None = None
    """The user's own, for the page of a document; it gets `$name` as ours does."""
    pdf: bool = False
    """Whether each document has a printed edition, which takes about a second each."""
    config: Config = Config()
    """How transcripts are encoded."""


class Site(Struct, frozen=True):
    """What was made."""

    pages: tuple[Page, ...]
    made: int
    """How many of the pages were made anew."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Of files that are no pages."""
    notes: dict[str, tuple[Diagnostic, ...]] = {}
    """What was said of the transcripts, by the names of their pages."""


def build(folder: Path, out: Path, design: Design | None = None) -> Site:
    """Write the site of a folder's documents into `out`, and return what is in it.

    Raises `TeiError`: TEI704 where the folder holds neither TEI nor transcripts, TEI706 where
    `out` is that folder, TEI701 where nothing can be written, TEI607 where a PDF is asked for and
    there is nothing to print with, TEI605 and TEI606 for a stylesheet that does not work.
    """
    design = design or Design()
    title = design.title or folder.resolve().name
    found = documents(folder, out, design.config)
    before = manifest.read(out, _program(title, design))
    now: dict[str, manifest.Entry] = {}
    for name, path in found.paths.items():
        try:
            notes = found.notes.get(name)
            now[name] = _entry(_Document(name, path, out, design), before.get(name), notes)
        except TeiError as fault:
            if fault.diagnostic.file != str(path):
                raise
            found.diagnostics.append(fault.diagnostic)
    _remove(out, before.keys() - now.keys())
    pages = tuple(entry.page for entry in now.values())
    if now != before:
        _about_all(title, pages, out)
        manifest.write(out, _program(title, design), now)
    made = sum(entry.digest != _digest(before.get(name)) for name, entry in now.items())
    notes_kept = {name: tuple(n.diagnostic for n in entry.notes) for name, entry in now.items()}
    return Site(pages, made, tuple(found.diagnostics), notes_kept)


class _Document(Struct, frozen=True):
    """One of the documents, and what is to be made of it."""

    name: str
    path: Path
    out: Path
    design: Design


def _entry(
    document: _Document, before: manifest.Entry | None, notes: tuple[Diagnostic, ...] | None
) -> manifest.Entry:
    """Return what is known of a document, whose page is made unless it is as it was before."""
    data = document.path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    kept = before.notes if before else ()
    said = kept if notes is None else tuple(map(manifest.Note.of, notes))
    if before and before.digest == digest and (document.out / f"{document.name}.html").is_file():
        return manifest.Entry(digest, before.page, said)
    return manifest.Entry(digest, _made(document, data), said)


def _digest(entry: manifest.Entry | None) -> str:
    return entry.digest if entry else ""


def _made(document: _Document, data: bytes) -> Page:
    """Write the files of a document."""
    tree = parse(data, str(document.path))
    if tree.getroot().tag != "{http://www.tei-c.org/ns/1.0}TEI":
        message = f"this is no TEI document: its root is {tree.getroot().tag}"
        raise TeiError(error("TEI705", document.path, message, "leave it out of the folder"))
    page = page_of(document.name, tree)
    beside = document.out / document.name
    write(beside.with_name(f"{beside.name}.html"), _page(tree, page, document.design).encode())
    write(beside.with_name(f"{beside.name}.txt"), render(tree, "text").encode())
    write(beside.with_name(f"{beside.name}.xml"), data)
    if document.design.pdf:
        write(beside.with_name(f"{beside.name}.pdf"), render_bytes(tree, "pdf"))
    return page


def _page(tree: etree._ElementTree, page: Page, design: Design) -> str:
    parameters = {"name": page.address, "pdf": "pdf" if design.pdf else ""}
    if design.stylesheet:
        return transform_own(design.stylesheet, tree, "reading", **parameters)
    return transform(stylesheets() / "html.xsl", tree, whole=False, **parameters)


def _about_all(title: str, pages: tuple[Page, ...], out: Path) -> None:
    for name, text in overview.files(title, pages):
        write(out / name, text.encode())
    for name in ASSETS:
        write(out / name, (stylesheets() / name).read_bytes())


def _remove(out: Path, names: set[str]) -> None:
    for name in names:
        for suffix in (".html", ".txt", ".xml", ".pdf"):
            (out / f"{name}{suffix}").unlink(missing_ok=True)


def _program(title: str, design: Design) -> str:
    """Return what the pages depend on besides the documents."""
    own = design.stylesheet
    beside = sorted(own.parent.iterdir()) if own else ()
    files = [path.read_bytes() for path in beside if path.suffix in (".xsl", ".css", ".js")]
    about = (identity(), title, str(own), design.pdf)
    return hashlib.sha256(json.encode(about) + b"".join(files)).hexdigest()
