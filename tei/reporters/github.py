"""For the log of a workflow on GitHub, which shows each beside its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.diagnostics import Severity
from tei.reporters.report import place, sentences

if TYPE_CHECKING:
    from tei.diagnostics import Diagnostic
    from tei.reporters.report import Report


def report(told: Report) -> str:
    """Return a workflow command for each diagnostic."""
    return "".join(_command(diagnostic) + "\n" for diagnostic in told.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    kind = {Severity.INFO: "notice"}.get(diagnostic.severity, str(diagnostic.severity))
    line, column = place(diagnostic)
    parts = {"file": diagnostic.file, "line": line, "col": column, "title": diagnostic.code}
    properties = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in parts.items()
        if value
    )
    return f"::{kind} {properties}::{_escaped(sentences(diagnostic))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
