"""For people: place, what is wrong, the source from there on, and what would mend it."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.reporters.report import place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.reporters.report import Report


def report(told: Report) -> str:
    """Return paragraphs of two or three lines."""
    lines = _Lines()
    return "".join(
        line + "\n" for diagnostic in told.diagnostics for line in _told(diagnostic, lines, told)
    )


_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def _told(diagnostic: Diagnostic, lines: _Lines, told: Report) -> Iterable[str]:
    severity = str(diagnostic.severity)
    if told.colour:
        severity = f"\x1b[{_COLOURS[diagnostic.severity]}m{severity}\x1b[0m"
    line, column = place(diagnostic)
    where = ":".join(str(part) for part in (diagnostic.file or "tei", line, column) if part)
    yield f"{_printable(where)}: {severity} {diagnostic.code}: {_isolated(diagnostic.message)}"
    source = lines.at(diagnostic.file, line, column)
    if source:
        yield f"    | {_left_to_right(_printable(source))}"
    if diagnostic.hint:
        yield f"    {_isolated(diagnostic.hint)}"


class _Lines:
    """The lines of the files that diagnostics are about, each file read once."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def at(self, file: str, line: int, column: int, width: int = 76) -> str:
        """Return what stands at a place, from the column on; nothing where that is not known."""
        if not line:
            return ""
        if file not in self._files:
            self._files[file] = _read(file)
        lines = self._files[file]
        if line > len(lines):
            return ""
        start = max(column - 1, 0)
        # A line may be a whole file, and have thousands of findings.
        rest = lines[line - 1][start : start + 10 * width].strip()
        return rest if len(rest) <= width else rest[: width - 1] + "…"


def _read(file: str) -> list[str]:
    from tei.xmlsource import decode
    from tei.xmlstream import is_large

    path = Path(file)
    if not file or not path.is_file() or is_large(path):
        return []
    data = path.read_bytes()
    with suppress(TeiError):
        data = decode(data) if data.lstrip()[:1] in (b"<", b"\xff", b"\xfe") else data
    return re.split(r"\r\n|\r|\n", data.decode("utf-8", "replace"))


# Letters written from right to left, with what stands between them.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(f"[{_RTL}](?:[{_RTL}\\s\\d\u200c\u200d.,:«»()]*[{_RTL}])?")


def _isolated(text: str) -> str:
    """Keep right-to-left words from taking their neighbours with them (UAX #9, isolates)."""
    return _RUN.sub("\N{FIRST STRONG ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}", _printable(text))


def _left_to_right(source: str) -> str:
    """Keep the order of tags and words in a line of XML that has words from right to left."""
    if not _RUN.search(source):
        return source
    return f"\N{LEFT-TO-RIGHT ISOLATE}{source}\N{POP DIRECTIONAL ISOLATE}"


_FORMATS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def _printable(text: str) -> str:
    """Replace what would steer a terminal or reorder its line."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in _FORMATS
        else c
        for c in text.replace("\t", " ")
    )
