"""Where the schemas and stylesheets are: inside an installed package, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def schemas() -> Path:
    """Return the folder of `interview.rng` and its kin."""
    return _folder("schemas")


def stylesheets() -> Path:
    """Return the folder of `html.xsl` and its kin."""
    return _folder("xslt")


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
