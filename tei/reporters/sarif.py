"""For code scanning: the Static Analysis Results Interchange Format, SARIF 2.1.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tei import __version__
from tei.diagnostics import Severity
from tei.explaining import page
from tei.reporters.report import place, sentences

if TYPE_CHECKING:
    from tei.diagnostics import Diagnostic
    from tei.reporters.report import Report


def report(told: Report) -> str:
    """Return one run, with the page of each code that it has."""
    codes = sorted({d.code for d in told.diagnostics})
    driver = {
        "name": "tei",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in told.files],
        "results": [_result(d, codes.index(d.code)) for d in told.diagnostics],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    found = page(code)
    rule: dict[str, Any] = {"id": code}
    if found:
        rule["shortDescription"] = {"text": found.title}
        rule["help"] = {"text": found.text, "markdown": found.text}
    return rule


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": sentences(diagnostic)},
    }
    line, column = place(diagnostic)
    if diagnostic.file:
        where: dict[str, Any] = {"artifactLocation": {"uri": _uri(diagnostic.file)}}
        if line:
            where["region"] = {"startLine": line, **({"startColumn": column} if column else {})}
        result["locations"] = [{"physicalLocation": where}]
    return result


def _uri(file: str) -> str:
    """Return an address: of the file, or relative where its path is."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/@+,~!$&'()*;=")
