"""One file per kind of claim.

A recogniser is a module (of this package, or of another one that registers it under the entry
point group `tei.recognisers`) with:

- `recognise(document, config) -> Document`: pure; returns the document with its claims added;
- `AFTER`: the names of the recognisers whose claims it reads.
"""

from __future__ import annotations

from functools import cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Protocol

from tei.plugins import modules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.config import Config
    from tei.model import Document


class Recogniser(Protocol):
    """What the pipeline asks of a recogniser's module."""

    AFTER: Sequence[str]

    def recognise(self, document: Document, config: Config, /) -> Document:
        """Return the document with this recogniser's claims added."""


@cache
def recognisers() -> dict[str, Recogniser]:
    """Return every recogniser there is by its name, each after those whose claims it reads."""
    found: dict[str, Recogniser] = modules(__name__)
    graph = {
        name: sorted(set(module.AFTER) & found.keys()) for name, module in sorted(found.items())
    }
    return {name: found[name] for name in TopologicalSorter(graph).static_order()}
