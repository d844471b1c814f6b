"""One transcript of many: what a process does with it, and what is to be told of it."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.batch.manifest import Source, now
from tei.batch.packing import digest, member
from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.pipeline import Conversion, located, transform
from tei.program import identity
from tei.readers import witness
from tei.writing import write_inside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tei.batch.worklist import Task
    from tei.config import Config


class How(Struct, frozen=True):
    """How transcripts are converted: the same for all of a run."""

    config: Config
    output: str
    """The folder."""
    pack: bool = False
    views: bool = True
    """Whether a page and a text are written beside the TEI."""
    doubtful: int = 0
    """How many of the least certain decisions are told."""
    notes: bool = False
    """Whether notes are told too, and not only counted."""
    temporary: str | None = None
    """A folder on the same disk, for files that are being written."""

    def settings(self) -> str:
        """Return a digest of all that a result depends on beside its source."""
        known = [Path(p).read_bytes() for p in self.config.authority if Path(p).is_file()]
        about = [sha256(data).hexdigest() for data in known]
        parts = (identity(), self.config, self.views, self.pack, about)
        return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Outcome(Struct, frozen=True):
    """What became of one transcript."""

    task: Task
    source: Source | None = None
    """None where it could not be read."""
    output: str = ""
    """Digest of what was written; nothing where nothing was."""
    is_unchanged: bool = False
    """Its bytes are those it had; nothing was done."""
    counts: tuple[tuple[str, int], ...] = ()
    """What is in it: "turn", 12."""
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: int = 0
    """That are not among the diagnostics."""
    doubtful: tuple[str, ...] = ()
    packed: bytes = b""

    @property
    def is_written(self) -> bool:
        """Say whether it was converted, right or wrong."""
        return bool(self.output) and not self.is_unchanged

    @property
    def failed(self) -> bool:
        """Say whether there is an error among the diagnostics."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def convert(how: How, order: tuple[Task, str | None]) -> Outcome:
    """Convert a transcript, unless its SHA-256 is the one that comes with the task."""
    task, known = order
    source = None
    try:
        data, source = taken(Path(task.source), how.config.limits.size)
        if source.digest == known:
            return Outcome(task, source, is_unchanged=True)
        return made(how, task, data, source)
    except TeiError as error:
        return Outcome(task, source, diagnostics=(error.diagnostic,))


def made(how: How, task: Task, data: bytes, source: Source | None) -> Outcome:
    """Convert the bytes of a transcript; write what is made of it, unless it is packed.

    Raises `TeiError` where it cannot be read, or nothing can be written.
    """
    name = PurePosixPath(task.source).name
    read = witness(data, name, how.config.encoding)
    conversion = transform(read, how.config, views=how.views)
    files = placed(conversion, task)
    packed = member(files) if how.pack else _write(files, how)
    return _told(how, task, source, conversion, digest(files), packed)


def taken(path: Path, most: int) -> tuple[bytes, Source]:
    """Return the bytes of a file and what is known of it.

    Raises `TeiError`: TEI103 for a file that cannot be read, TEI711 for one larger than `most`,
    TEI712 for one that changed while it was read.
    """
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(most + 1)
            seen = now()
            after = os.fstat(file.fileno())
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        hint = "give the path of a transcript, a folder of transcripts, or - for standard input"
        raise _error("TEI103", message, hint, path) from error
    if len(data) > most:
        message = f"is larger than {most:,} bytes, which is the limit"
        raise _error("TEI711", message, "raise `limits.size` in tei.toml if it is meant", path)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        hint = "run again when whatever writes it has ended"
        raise _error("TEI712", "changed while it was read", hint, path)
    digest = sha256(data).hexdigest()
    return data, Source(after.st_size, after.st_mtime_ns, digest, seen)


def placed(conversion: Conversion, task: Task) -> dict[str, bytes]:
    """Return the files of a conversion by their path below the output folder."""
    name = conversion.document.witness.siglum
    return {task.target + file.removeprefix(name): data for file, data in conversion.files.items()}


def _write(files: Mapping[str, bytes], how: How) -> bytes:
    temporary = Path(how.temporary) if how.temporary else None
    write_inside(Path(how.output), files, temporary=temporary)
    return b""


def _told(
    how: How, task: Task, source: Source | None, conversion: Conversion, output: str, packed: bytes
) -> Outcome:
    text = conversion.document.text
    found = [located(d, text, task.source) for d in conversion.diagnostics]
    told = tuple(d for d in found if how.notes or d.severity is not Severity.INFO)
    return Outcome(
        task,
        source,
        output,
        counts=_counts(conversion),
        diagnostics=told,
        notes=len(found) - len(told),
        doubtful=_doubtful(conversion, how.doubtful),
        packed=packed,
    )


def _counts(conversion: Conversion) -> tuple[tuple[str, int], ...]:
    document = conversion.document
    return (
        ("turn", len(document.select("u"))),
        ("speaker", len(document.participants)),
        ("name", len(document.select("persName", "placeName", "orgName"))),
        ("spelling", len(document.select("choice"))),
        ("warning", sum(d.severity is Severity.WARNING for d in conversion.diagnostics)),
    )


def _doubtful(conversion: Conversion, count: int) -> tuple[str, ...]:
    if not count:
        return ()
    from tei.explanation import least_certain
    from tei.xmlsource import parse

    data = conversion.files[f"{conversion.document.witness.siglum}.xml"]
    return tuple(reason.brief for reason in least_certain(parse(data), count))


def _error(code: str, message: str, hint: str, path: Path) -> TeiError:
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint, str(path)))
