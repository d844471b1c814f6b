"""CSV: a row for every turn, name, date, change, quote and piece of furniture."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tei.rendering.records import record, records

if TYPE_CHECKING:
    from tei.rendering.stylesheets import Tree

COLUMNS = (
    "list", "element", "id", "start", "end", "text", "regular", "who", "ref", "type",
    "when", "from", "to", "notBefore", "notAfter", "rule", "certainty",
)  # fmt: skip
"""`start` and `end` are code points of the source, half-open; a piece that a column break parts
from its beginning has a row of its own, with the same text."""


def write(tree: Tree, _view: str = "reading") -> str:
    """Return the document's records as a table with a head (RFC 4180)."""
    file = io.StringIO()
    rows = csv.DictWriter(file, COLUMNS, extrasaction="ignore", restval="")
    rows.writeheader()
    for kind, found in records(tree):
        row = record(found)
        for start, end in row["spans"]:
            rows.writerow({**row, "list": kind, "start": start, "end": end})
    return file.getvalue()
