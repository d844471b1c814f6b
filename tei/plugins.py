"""What other packages add: readers and recognisers that they register as entry points."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any


def modules(package: str) -> dict[str, Any]:
    """Return the modules of a package of ours, and those registered under its name, by name.

    A registered module of the same name takes the place of ours.
    """
    path = import_module(package).__path__
    names = [name for _, name, _ in iter_modules(path) if not name.startswith("_")]
    found = {name: import_module(f"{package}.{name}") for name in names}
    return found | _registered(package)


def _registered(group: str) -> dict[str, Any]:
    if f"[{group}]" not in _registrations():
        return {}
    from importlib.metadata import entry_points

    return {point.name: point.load() for point in entry_points(group=group)}


@cache
def _registrations() -> str:
    """Return all that installed packages register: reading it is ten times faster than asking.

    `importlib.metadata` takes longer to import than a short transcript to convert.
    """
    files = (f for path in sys.path for f in Path(path).glob("*.dist-info/entry_points.txt"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
