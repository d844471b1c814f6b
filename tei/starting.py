"""What a repository of TEI starts with: settings, a workflow for GitHub, a hook for pre-commit."""

from __future__ import annotations

from pathlib import Path
from string import Template

from tei import __version__
from tei.diagnostics import Diagnostic, Severity
from tei.writing import write

_TEMPLATES = Path(__file__).parent / "templates"
_FILES = {
    "tei.toml": "tei.toml",
    ".github/workflows/tei.yml": "tei.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
}


def start(folder: Path, *, force: bool = False) -> tuple[list[Path], list[Diagnostic]]:
    """Write the files that are not there yet; return them, and a warning (TEI005) for each that is.

    Raises `TeiError` (TEI701) for what cannot be written.
    """
    written, found = [], []
    for name, template in _FILES.items():
        path = folder / name
        if path.exists() and not force:
            message, hint = "is there already and was left alone", "--force replaces it"
            found.append(Diagnostic("TEI005", Severity.WARNING, message, hint, str(path)))
            continue
        text = (_TEMPLATES / template).read_text(encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, Template(text).safe_substitute(version=__version__).encode())
        written.append(path)
    return written, found
