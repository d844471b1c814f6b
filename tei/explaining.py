"""What a diagnostic means, at length: one page a code, in `tei/explanations`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from tei.diagnostics import Diagnostic, Severity, TeiError, nearest

_FOLDER = Path(__file__).parent / "explanations"


class Page(Struct, frozen=True):
    """What is to be known of one code: meaning, example, mend, source, as Markdown."""

    code: str
    title: str
    text: str


def explain(code: str) -> Page:
    """Return the page of a code.

    Raises `TeiError` (TEI004) for a code that there is not.
    """
    found = page(code.upper())
    if found is None:
        near = nearest(code.upper(), codes())
        hint = f"did you mean {near}?" if near else "codes are TEI001 to TEI799"
        message = f"there is no diagnostic `{code}`"
        raise TeiError(Diagnostic("TEI004", Severity.ERROR, message, hint))
    return found


def codes() -> list[str]:
    """Return every code that has a page."""
    return sorted(path.stem for path in _FOLDER.glob("TEI*.md"))


@cache
def page(code: str) -> Page | None:
    """Return the page of a code, if there is one."""
    path = _FOLDER / f"{code}.md"
    if not code.isalnum() or not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    heading = text.partition("\n")[0]
    return Page(code, heading.removeprefix(f"# {code}: "), text)
