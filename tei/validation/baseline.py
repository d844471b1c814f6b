"""Findings that are known and not to be told again, so that an old corpus can start clean.

A finding is known by its file, code and message, not by its line: lines move.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Severity, TeiError

if TYPE_CHECKING:
    from collections.abc import Iterable

type Known = Counter[tuple[str, str, str]]


def read(path: Path) -> Known:
    """Return the known findings, each with how often it may come.

    Raises `TeiError` (TEI507) for a file that is not there or is no baseline.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["findings"]
        return Counter({(e["file"], e["code"], e["message"]): int(e["count"]) for e in entries})
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = f"this is no baseline: {reason}"
        hint = "write one with `tei validate --write-baseline`"
        raise TeiError(Diagnostic("TEI507", Severity.ERROR, message, hint, str(path))) from error


def written(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a baseline that knows these findings, in an order that makes small differences."""
    counts = Counter(map(_key, diagnostics))
    entries = [
        {"file": file, "code": code, "message": message, "count": counts[file, code, message]}
        for file, code, message in sorted(counts)
    ]
    return json.dumps({"findings": entries}, ensure_ascii=False, indent=1) + "\n"


def unknown(diagnostics: Iterable[Diagnostic], known: Known) -> list[Diagnostic]:
    """Return the findings that are not known; of one that comes more often, the last ones."""
    left = Counter(known)
    found = []
    for diagnostic in diagnostics:
        key = _key(diagnostic)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(diagnostic)
    return found


def _key(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return PurePath(diagnostic.file).as_posix(), diagnostic.code, diagnostic.message
