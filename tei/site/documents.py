"""Which documents a site is made of: a folder's TEI, and its transcripts, encoded for the site.

A transcript that has TEI of its name beside it is what that was made from, or its plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.site.overview import RESERVED

if TYPE_CHECKING:
    from pathlib import Path

    from tei.batch.worklist import Task
    from tei.config import Config

_ENCODED = ".tei-encoded"
"""Where in the site the TEI of transcripts is kept."""


class Documents(Struct, frozen=True):
    """What was found."""

    paths: dict[str, Path] = field(default_factory=dict)
    """The TEI files, by the names of their pages."""
    notes: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    """What was said of the transcripts that were encoded now."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """Of files that have no page."""

    def add(self, name: str, path: Path, source: Path) -> None:
        """Add a document, unless its page would take the place of another."""
        if name in RESERVED:
            message = f"a site has a page of its own named {name}.html"
            hint = "give the document another name"
            self.diagnostics.append(error("TEI703", source, message, hint))
        else:
            self.paths[name] = path


def documents(folder: Path, out: Path, config: Config) -> Documents:
    """Return the documents of a folder; transcripts that are new or have changed are encoded.

    Raises `TeiError`: TEI704 where the folder holds neither TEI nor transcripts, TEI706 where
    `out` is that folder.
    """
    if folder.resolve() == out.resolve():
        message = "the site would be written among the documents it is made of"
        raise TeiError(error("TEI706", folder, message, "give another folder with -o"))
    found = Documents()
    for path in sorted(folder.rglob("*.xml")):
        if not path.is_relative_to(out) or folder.is_relative_to(out):
            found.add(_name(path.relative_to(folder)), path, path)
    _encode(folder, out, config, found)
    if not found.paths and not found.diagnostics:
        hint = "give a folder of transcripts, or of TEI files, as `tei convert` writes them"
        message = "this folder holds neither TEI nor transcripts"
        raise TeiError(error("TEI704", folder, message, hint))
    return found


def error(code: str, path: Path, message: str, hint: str) -> Diagnostic:
    """Return an error about a file or folder."""
    return Diagnostic(code, Severity.ERROR, message, hint, str(path))


def _name(path: Path) -> str:
    return "--".join(path.with_suffix("").parts)


def _encode(folder: Path, out: Path, config: Config, found: Documents) -> None:
    from tei.batch.conversion import How
    from tei.batch.converting import convert_all

    home = out / _ENCODED
    tasks = _transcripts(folder, out, found)
    if tasks:
        home.mkdir(parents=True, exist_ok=True)
    elif not home.is_dir():
        return
    kept = set()
    for outcome in convert_all(tasks, How(config, str(home), views=False, notes=True)):
        path = home / f"{outcome.task.target}.xml"
        source = folder / outcome.task.source
        if not outcome.is_unchanged and not outcome.is_written:
            found.diagnostics.extend(outcome.diagnostics)
            continue
        kept.add(path)
        name = _name(path.relative_to(home))
        found.add(name, path, source)
        if not outcome.is_unchanged:
            found.notes[name] = outcome.diagnostics
    for path in home.rglob("*.xml"):
        if path not in kept:
            path.unlink()


def _transcripts(folder: Path, out: Path, found: Documents) -> list[Task]:
    """Return the transcripts of a folder that have no TEI beside them."""
    from tei.batch.worklist import files, worklist
    from tei.readers import suffixes

    inputs = files(
        [str(folder)],
        suffixes(),
        apart_from=None if folder.is_relative_to(out) else out,
        is_meant=lambda path: not path.with_suffix(".xml").exists(),
    )
    work = worklist(inputs)
    found.diagnostics.extend(d for d in work.diagnostics if d.code != "TEI104")
    return work.tasks
