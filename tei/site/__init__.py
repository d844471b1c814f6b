"""A folder of transcripts or TEI -> a site that works without a server, from disk or anywhere.

Each document has a page, its TEI and its text; an index searches all turns in any spelling, and
registers lead from a name to every turn that mentions it. Only what has changed is made again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, json

from tei.batch.bounds import Bounds, Lost, cores
from tei.batch.workers import run
from tei.config import Config
from tei.diagnostics import Diagnostic, TeiError
from tei.program import identity
from tei.rendering import render, render_bytes
from tei.rendering.stylesheets import transform, transform_own
from tei.resources import stylesheets
from tei.site import manifest, overview
from tei.site.documents import Inputs, documents, error
from tei.site.pages import page_of
from tei.writing import write
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from tei.site.pages import Page

_WORTH_A_PROCESS = 32
"""Documents: to start a process takes as long as to make some pages."""

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


def build(
    folder: Path | Inputs, out: Path, design: Design | None = None, *, jobs: int | None = None
) -> Site:
    """Write the site of a folder's documents into `out`, and return what is in it.

    `jobs` are processes, as many as are worth it where it is None. Raises `TeiError`: TEI704 where
    there is neither TEI nor a transcript, TEI706 where `out` is the folder, TEI701 where nothing
    can be written, TEI607 where a PDF is asked for and there is nothing to print with, TEI605 and
    TEI606 for a stylesheet that does not work.
    """
    design = design or Design()
    inputs = folder if isinstance(folder, Inputs) else Inputs((str(folder),))
    title = design.title or Path(inputs.given[0] if inputs.given else out).resolve().name
    found = documents(inputs, out, design.config, jobs)
    before = manifest.read(out, _program(title, design))
    listed = [_Document(name, path, out, design) for name, path in found.paths.items()]
    made, faults = _made(listed, before, jobs)
    now = {
        name: manifest.Entry(digest, page, _notes(found.notes.get(name), before.get(name)))
        for name, (digest, page) in made.items()
    }
    _remove(out, before.keys() - now.keys())
    pages = tuple(entry.page for entry in now.values())
    if now != before:
        _about_all(title, pages, out)
        manifest.write(out, _program(title, design), now)
    anew = sum(entry.digest != _digest(before.get(name)) for name, entry in now.items())
    notes_kept = {name: tuple(n.diagnostic for n in entry.notes) for name, entry in now.items()}
    return Site(pages, anew, (*found.diagnostics, *faults), notes_kept)


class _Document(Struct, frozen=True):
    """One of the documents, and what is to be made of it."""

    name: str
    path: Path
    out: Path
    design: Design


type _Made = tuple[str, Page]
"""SHA-256 of a document, and what is on its page."""


def _made(
    listed: Sequence[_Document], before: Mapping[str, manifest.Entry], jobs: int | None
) -> tuple[dict[str, _Made], list[Diagnostic]]:
    """Return what is on each page, which is made unless it is as it was, and what has no page.

    Raises `TeiError` for a fault that is not a document's own.
    """
    known = {d.name: _kept(d, before.get(d.name)) for d in listed}
    new = _pages_of([d for d in listed if known[d.name] is None], jobs)
    made: dict[str, _Made] = {}
    faults = []
    for document in listed:
        page = known[document.name] or next(new)
        if not isinstance(page, Diagnostic):
            made[document.name] = page
        elif page.file == str(document.path):
            faults.append(page)
        else:
            raise TeiError(page)
    return made, faults


def _pages_of(listed: Sequence[_Document], jobs: int | None) -> Iterator[_Made | Diagnostic]:
    """Write the pages of documents, by several processes where there are enough."""
    jobs = min(cores(), len(listed) // _WORTH_A_PROCESS) if jobs is None else jobs
    if jobs < 2 or len(listed) < 2:
        yield from map(_attempted, listed)
        return
    limits = listed[0].design.config.limits
    bounds = Bounds(limits.seconds, limits.memory)
    for document, result in run(_attempted, listed, jobs=jobs, bounds=bounds):
        yield _left_out(document, result) if isinstance(result, Lost) else result


def _kept(document: _Document, before: manifest.Entry | None) -> _Made | None:
    if before is None or not (document.out / f"{document.name}.html").is_file():
        return None
    digest = hashlib.sha256(document.path.read_bytes()).hexdigest()
    return (digest, before.page) if before.digest == digest else None


def _notes(
    said: tuple[Diagnostic, ...] | None, before: manifest.Entry | None
) -> tuple[manifest.Note, ...]:
    if said is None:
        return before.notes if before else ()
    return tuple(map(manifest.Note.of, said))


def _digest(entry: manifest.Entry | None) -> str:
    return entry.digest if entry else ""


def _left_out(document: _Document, lost: Lost) -> Diagnostic:
    message, hint = f"was left out: {lost.reason}", "the limits are in tei.toml, under [limits]"
    return error("TEI709", document.path, message, hint)


def _attempted(document: _Document) -> _Made | Diagnostic:
    try:
        return _written(document)
    except TeiError as fault:
        return fault.diagnostic


def _written(document: _Document) -> _Made:
    """Write the files of a document."""
    data = document.path.read_bytes()
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
    return hashlib.sha256(data).hexdigest(), page


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
