"""For programs: one JSON object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tei.reporters.report import place

if TYPE_CHECKING:
    from tei.diagnostics import Diagnostic
    from tei.reporters.report import Report


def report(told: Report) -> str:
    """Return `file line column code severity message hint` of each diagnostic."""
    return "".join(
        json.dumps(_fields(diagnostic), ensure_ascii=False) + "\n"
        for diagnostic in told.diagnostics
    )


def _fields(diagnostic: Diagnostic) -> dict[str, Any]:
    line, column = place(diagnostic)
    return {
        "file": diagnostic.file,
        "line": line or None,
        "column": column or None,
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
