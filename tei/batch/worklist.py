"""What there is to do: folders, globs and lists of names become tasks, each with its own place."""

from __future__ import annotations

import os
import sys
from glob import has_magic
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct, field

from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

STDIN = "-"
_OUTSIDE = ("", ".", "..")


class Task(Struct, frozen=True):
    """One file to be read, and where what is made of it goes."""

    source: str
    target: str
    """Path below the output folder, without suffix; its parts divided by "/"."""


class Found(Struct, frozen=True):
    """A file that is meant, and what it is called below what was asked for."""

    source: str
    """Its path or address."""
    below: PurePath

    @property
    def path(self) -> Path:
        """Its path, where it is a file of this system."""
        return Path(self.source)


class Worklist(Struct, frozen=True):
    """Tasks in their order, and what is not among them though it was asked for."""

    tasks: list[Task]
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Part(Struct, frozen=True):
    """One of several equal parts of all tasks: `number` from 1 of `count`."""

    number: int
    count: int

    def has(self, name: str) -> bool:
        """Say whether a file is in it, by its name, whatever other files there are."""
        return crc32(name.encode("utf-8", "surrogatepass")) % self.count == self.number - 1


def worklist(found: Iterable[Found | Diagnostic], part: Part | None = None) -> Worklist:
    """Return what is to be done; of two files for one place the second is told (TEI702)."""
    tasks: dict[str, Task] = {}
    diagnostics: list[Diagnostic] = []
    for one in found:
        if isinstance(one, Diagnostic):
            diagnostics.append(one)
            continue
        task = Task(one.source, one.below.with_suffix("").as_posix())
        if part is not None and not part.has(task.target):
            continue
        first = tasks.setdefault(task.target, task)
        if first.source != task.source:
            message = f"{first.source} would be written to the same place"
            hint = "rename one of them, or give them different folders with -o"
            diagnostics.append(_error("TEI702", message, hint, task.source))
    return Worklist(list(tasks.values()), diagnostics)


def files(
    inputs: Iterable[str],
    suffixes: Collection[str],
    *,
    apart_from: Path | None = None,
    is_meant: Callable[[Path], bool] | None = None,
) -> Iterator[Found | Diagnostic]:
    """Yield the files that are meant: each that is named, and those below a folder, sorted.

    What is in the folder `apart_from` is not meant; a link that leads out of its folder is told
    (TEI707), and so is an input that has no file (TEI104).
    """
    for given in inputs:
        path = Path(given)
        if path.is_dir():
            found = list(_below(path, suffixes, apart_from, is_meant))
            yield from found or [_nothing(given, suffixes)]
        elif has_magic(given) and not path.exists():
            found = list(_matching(given))
            yield from found or [_nothing(given, suffixes)]
        else:
            yield Found(given, PurePath(path.name))


def listed(name: str) -> list[Found]:
    """Return the files that a list names, which is a file or "-" for standard input.

    A line is a path; where there is a NUL, names end with it, so that they may have line ends.
    Raises `TeiError` (TEI103) for a list that cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        message, hint = f"cannot be read: {error.strerror}", "a list has a path on each line"
        raise TeiError(_error("TEI103", message, hint, name)) from error
    lines = data.split(b"\0") if b"\0" in data else data.splitlines()
    paths = (Path(os.fsdecode(line)) for line in lines if line.strip())
    return [Found(str(path), inside(path)) for path in paths]


def inside(path: PurePath) -> PurePath:
    """Return a path without what would lead out of a folder it is put in."""
    return PurePath(*(p for p in path.parts if p not in _OUTSIDE and p != path.anchor))


def _below(
    folder: Path,
    suffixes: Collection[str],
    apart_from: Path | None,
    is_meant: Callable[[Path], bool] | None,
) -> Iterator[Found | Diagnostic]:
    home = folder.resolve()
    for path in _walk(folder, apart_from and apart_from.resolve()):
        if path.suffix.lower() not in suffixes:
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            yield _leaving(path)
        elif path.is_file() and (is_meant is None or is_meant(path)):
            yield Found(str(path), path.relative_to(folder))


def _walk(folder: Path, apart_from: Path | None) -> Iterator[Path]:
    """Yield what is below a folder, sorted; links to folders are not followed."""
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        if apart_from is not None:
            folders[:] = [f for f in folders if (here / f).resolve() != apart_from]
        yield from (here / name for name in sorted(names) if not name.startswith("."))


def _matching(pattern: str) -> Iterator[Found | Diagnostic]:
    """Yield the files that a pattern of the shell matches, `**` any folders."""
    parts = Path(pattern).parts
    fixed = next(n for n, part in enumerate(parts) if has_magic(part))
    folder = Path(*parts[:fixed])
    home = folder.resolve()
    for path in sorted(folder.glob(str(Path(*parts[fixed:])))):
        if not path.resolve().is_relative_to(home):
            yield _leaving(path)
        elif path.is_file():
            yield Found(str(path), path.relative_to(folder))


def _leaving(path: Path) -> Diagnostic:
    message = f"is a link that leads out of its folder, to {path.resolve()}, and was left alone"
    hint = "name the file itself if it is meant"
    return Diagnostic("TEI707", Severity.WARNING, message, hint, str(path))


def _nothing(given: str, suffixes: Collection[str]) -> Diagnostic:
    kind = "folder" if Path(given).is_dir() else "pattern"
    verb = "holds" if kind == "folder" else "matches"
    hint = f"a transcript's name ends in {' or '.join(sorted(suffixes))}"
    return _error("TEI104", f"this {kind} {verb} no transcript", hint, given)


def _error(code: str, message: str, hint: str, file: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, hint, file)
