"""What there is to serve: the site as it was made last, and what was said of it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tei.diagnostics import Diagnostic, Position, TeiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tei.site import Site

_SUFFIXES = frozenset([".html", ".txt", ".xml", ".pdf", ".css", ".js", ".woff2"])


class Workshop:
    """Makes a site, again and again, and knows what is in it; one maker at a time."""

    def __init__(self, make: Callable[[], Site], out: Path, tell: Callable[[str], None]) -> None:
        self.make = make
        self.out = out
        self.tell = tell
        self.version = 0
        """Of the site; each time it is made there is another."""
        self.files: dict[str, Path] = {}
        """What may be asked for, by its path in the site: nothing else is ever sent."""
        self.site: Site | None = None
        self.trouble: Diagnostic | None = None
        """What kept the site from being made the last time."""
        self.is_closing: Callable[[], bool] = lambda: False
        self._making = Lock()

    def work(self) -> None:
        """Make the site; where that fails, what was there before is still served."""
        with self._making:
            try:
                self.site, self.trouble = self.make(), None
                self.tell(f"{len(self.site.pages)} documents, {self.site.made} of them made anew")
            except TeiError as error:
                self.trouble = error.diagnostic
                self.tell(str(error))
            self.files = dict(self._files())
            self.version += 1

    def state(self, page: str) -> dict[str, object]:
        """Return what a page has to know: the site's version, and what is said of the page."""
        name = unquote(page).rpartition("/")[2].removesuffix(".html")
        told = [*([self.trouble] if self.trouble else []), *self._said(name)]
        return {"version": self.version, "diagnostics": [_plain(found) for found in told]}

    def _said(self, name: str) -> Iterable[Diagnostic]:
        if self.site is None:
            return ()
        return (*self.site.notes.get(name, ()), *self.site.diagnostics)

    def _files(self) -> Iterable[tuple[str, Path]]:
        for folder in (self.out, self.out / "fonts"):
            for path in folder.iterdir() if folder.is_dir() else ():
                if path.suffix in _SUFFIXES and not path.is_symlink() and path.is_file():
                    yield path.relative_to(self.out).as_posix(), path


def _plain(found: Diagnostic) -> dict[str, object]:
    where = found.where if isinstance(found.where, Position) else None
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "hint": found.hint,
        "file": found.file,
        "line": where.line if where else None,
    }
