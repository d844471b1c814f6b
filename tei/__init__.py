"""Turns transcripts into TEI P5 that gives back its source and says who decided what.

The verbs, each usable alone:

    witness  = tei.read("interview.txt")        # bytes -> Witness
    document = tei.recognise(witness)           # claims about spans of it
    tree     = tei.encode(document)             # TEI
    findings = tei.validate(tree)               # diagnostics
    html     = tei.render(tree, "html")         # views, through xslt/
    data     = tei.restore(tree)                # the same bytes
    tei.convert("interview.txt", "out/")        # all of it
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.encoding import encode
    from tei.pipeline import convert, recognise
    from tei.readers import read
    from tei.rendering import render
    from tei.restoration import restore
    from tei.validation import validate

__version__ = "0.1.0"
__all__ = ["convert", "encode", "read", "recognise", "render", "restore", "validate"]

_HOMES = {
    "convert": "tei.pipeline",
    "encode": "tei.encoding",
    "read": "tei.readers",
    "recognise": "tei.pipeline",
    "render": "tei.rendering",
    "restore": "tei.restoration",
    "validate": "tei.validation",
}


def __getattr__(name: str) -> object:
    """Load a verb's module when the verb is first used: `import tei` itself loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
