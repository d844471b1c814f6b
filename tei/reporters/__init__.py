"""Diagnostics for whoever reads them: people, editors, continuous integration.

A format is a module with `report(told) -> str` and a line in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tei.reporters.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMATS", "Report", "report"]

FORMATS: Mapping[str, str] = {
    "text": "text",
    "json": "jsonl",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "checkstyle": "checkstyle",
}
"""Name of a format -> the module that writes it."""


def report(form: str, told: Report) -> str:
    """Return diagnostics in a format, with the end of its last line."""
    write: Callable[[Report], str] = import_module(f"{__name__}.{FORMATS[form]}").report
    return write(told)
