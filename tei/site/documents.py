"""Which documents a site is made of: TEI, and transcripts, which are encoded for the site.

A transcript that has TEI of its name beside it is what that was made from, or its plain text.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tei.batch.conversion import How
from tei.batch.converting import Run, convert_all
from tei.batch.worklist import files, listed, worklist
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.readers import suffixes
from tei.site.overview import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePath

    from tei.batch.worklist import Found
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


class Inputs(Struct, frozen=True):
    """What a site is made of."""

    given: tuple[str, ...]
    """Folders, patterns of the shell, and files."""
    lists: tuple[str, ...] = ()
    """Files that name others, a line each."""


def documents(inputs: Inputs, out: Path, config: Config, jobs: int | None = None) -> Documents:
    """Return the documents that are meant; transcripts that are new or have changed are encoded.

    Raises `TeiError`: TEI704 where there is neither TEI nor a transcript, TEI706 where `out` is a
    folder that is given, TEI103 for a list that cannot be read.
    """
    for folder in map(Path, inputs.given):
        if folder.resolve() == out.resolve():
            message = "the site would be written among the documents it is made of"
            raise TeiError(error("TEI706", folder, message, "give another folder with -o"))
    found = Documents()
    transcripts: list[Found] = []
    for one in _meant(inputs, out):
        if isinstance(one, Diagnostic):
            found.diagnostics.append(one)
        elif one.path.suffix.lower() == ".xml":
            found.add(_name(one.below), one.path, one.path)
        else:
            transcripts.append(one)
    _encode(
        transcripts, out, How(config, str(out / _ENCODED), views=False, notes=True), jobs, found
    )
    if not found.paths and not found.diagnostics:
        hint = "give a folder of transcripts, or of TEI files, as `tei convert` writes them"
        first = Path((*inputs.given, *inputs.lists)[0])
        what = "this folder" if first.is_dir() else "what is given"
        message = f"{what} holds neither TEI nor transcripts"
        raise TeiError(error("TEI704", first, message, hint))
    return found


def error(code: str, path: Path, message: str, hint: str) -> Diagnostic:
    """Return an error about a file or folder."""
    return Diagnostic(code, Severity.ERROR, message, hint, str(path))


def _meant(inputs: Inputs, out: Path) -> Iterator[Found | Diagnostic]:
    """Yield TEI and transcripts, but none that has TEI of its name beside it."""
    in_site = any(Path(given).is_relative_to(out) for given in inputs.given)
    found = files(
        inputs.given,
        {".xml", *suffixes()},
        apart_from=None if in_site else out,
        is_meant=lambda path: path.suffix == ".xml" or not path.with_suffix(".xml").exists(),
    )
    for one in chain(found, *map(listed, inputs.lists)):
        # That a folder holds nothing is told where nothing else holds anything either.
        if not (isinstance(one, Diagnostic) and one.code == "TEI104" and Path(one.file).is_dir()):
            yield one


def _name(path: PurePath) -> str:
    return "--".join(path.with_suffix("").parts)


def _encode(
    transcripts: Sequence[Found], out: Path, how: How, jobs: int | None, found: Documents
) -> None:
    home = out / _ENCODED
    work = worklist(transcripts)
    found.diagnostics.extend(work.diagnostics)
    if work.tasks:
        home.mkdir(parents=True, exist_ok=True)
    elif not home.is_dir():
        return
    kept = set()
    for outcome in convert_all(work.tasks, how, Run(jobs)):
        path = home / f"{outcome.task.target}.xml"
        if not outcome.is_unchanged and not outcome.is_written:
            found.diagnostics.extend(outcome.diagnostics)
            continue
        kept.add(path)
        name = _name(path.relative_to(home))
        found.add(name, path, Path(outcome.task.source))
        if not outcome.is_unchanged:
            found.notes[name] = outcome.diagnostics
    for path in home.rglob("*.xml"):
        if path not in kept:
            path.unlink()
