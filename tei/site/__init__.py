"""A folder of TEI documents -> a site that works without a server, from disk or anywhere.

Each document has a page, its TEI and its text; an index searches all turns in any spelling, and
registers lead from a name to every turn that mentions it. Only what has changed is made again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from tei import __version__
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.rendering import render
from tei.rendering.stylesheets import transform
from tei.resources import stylesheets
from tei.site import manifest, overview
from tei.site.pages import page_of
from tei.writing import write
from tei.xmlsource import parse

if TYPE_CHECKING:
    from pathlib import Path

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


class Site(Struct, frozen=True):
    """What was made."""

    pages: tuple[Page, ...]
    made: int
    """How many of the pages were made anew."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Of files that are no pages."""


def build(folder: Path, out: Path, *, title: str | None = None) -> Site:
    """Write the site of a folder's TEI documents into `out`, and return what is in it.

    `title` is what the index is headed with, the folder's name if not said.
    Raises `TeiError`: TEI704 where the folder holds no TEI, TEI706 where `out` is that folder,
    TEI701 where nothing can be written.
    """
    title = title or folder.resolve().name
    documents, found = _documents(folder, out)
    before = manifest.read(out, _program(title))
    now: dict[str, manifest.Entry] = {}
    for name, path in documents.items():
        try:
            now[name] = _entry(name, path, out, before.get(name))
        except TeiError as error:
            found.append(error.diagnostic)
    _remove(out, before.keys() - now.keys())
    pages = tuple(entry.page for entry in now.values())
    if now != before:
        _about_all(title, pages, out)
        manifest.write(out, _program(title), now)
    made = sum(entry != before.get(name) for name, entry in now.items())
    return Site(pages, made, tuple(found))


def _entry(name: str, path: Path, out: Path, before: manifest.Entry | None) -> manifest.Entry:
    """Return what is known of a document, whose page is made unless it is as it was before."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if before and before.digest == digest and (out / f"{name}.html").is_file():
        return before
    return manifest.Entry(digest, _document(name, data, path, out))


def _documents(folder: Path, out: Path) -> tuple[dict[str, Path], list[Diagnostic]]:
    """Return the XML files of a folder by the names of their pages."""
    documents: dict[str, Path] = {}
    found: list[Diagnostic] = []
    if folder.resolve() == out.resolve():
        message = "the site would be written among the documents it is made of"
        raise TeiError(_error("TEI706", folder, message, "give another folder with -o"))
    for path in sorted(folder.rglob("*.xml")):
        if path.is_relative_to(out) and not folder.is_relative_to(out):
            continue
        name = "--".join(path.relative_to(folder).with_suffix("").parts)
        if name in overview.RESERVED:
            message = f"a site has a page of its own named {name}.html"
            found.append(_error("TEI703", path, message, "give the document another name"))
        else:
            documents[name] = path
    if not documents:
        hint = "give a folder of TEI files, as `tei convert` writes them"
        raise TeiError(_error("TEI704", folder, "this folder holds no TEI", hint))
    return documents, found


def _document(name: str, data: bytes, path: Path, out: Path) -> Page:
    tree = parse(data, str(path))
    if tree.getroot().tag != "{http://www.tei-c.org/ns/1.0}TEI":
        message = f"this is no TEI document: its root is {tree.getroot().tag}"
        raise TeiError(_error("TEI705", path, message, "leave it out of the folder"))
    page = page_of(name, tree)
    html = transform(stylesheets() / "html.xsl", tree, whole=False, name=page.address)
    write(out / f"{name}.html", html.encode())
    write(out / f"{name}.txt", render(tree, "text").encode())
    write(out / f"{name}.xml", data)
    return page


def _about_all(title: str, pages: tuple[Page, ...], out: Path) -> None:
    for name, text in overview.files(title, pages):
        write(out / name, text.encode())
    for name in ASSETS:
        write(out / name, (stylesheets() / name).read_bytes())


def _remove(out: Path, names: set[str]) -> None:
    for name in names:
        for suffix in (".html", ".txt", ".xml"):
            (out / f"{name}{suffix}").unlink(missing_ok=True)


def _program(title: str) -> str:
    """Return what the pages depend on besides the documents: this program and its stylesheets."""
    digest = hashlib.sha256(f"{__version__} {title}".encode())
    for path in sorted(stylesheets().iterdir()):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _error(code: str, path: Path, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, hint, str(path))
