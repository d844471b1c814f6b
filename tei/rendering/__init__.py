"""TEI -> what a reader sees, and what a program reads.

A format is one entry in `FORMATS` and one file: a stylesheet in `xslt/` or a module here.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tei.diagnostics import Diagnostic, Severity, TeiError, nearest
from tei.rendering.stylesheets import transform, transform_own
from tei.resources import stylesheets
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from tei.rendering.stylesheets import Tree


class Format(Struct, frozen=True):
    """How one format is written."""

    suffix: str
    """Of a file that holds it."""
    write: Callable[..., str | bytes]
    """Takes the document, the name of the view, and the stylesheet's parameters."""
    may_omit_speakers: bool = False


def _styled(name: str) -> Callable[..., str]:
    return partial(_apply, name)


def _by(module: str) -> Callable[..., str | bytes]:
    return partial(_write, module)


def _write(module: str, tree: Tree, view: str) -> str | bytes:
    """Write by a module here, loaded when its format is asked for."""
    written: str | bytes = import_module(f"{__name__}.{module}").write(tree, view)
    return written


def _apply(name: str, tree: Tree, view: str, **parameters: str) -> str:
    return transform(stylesheets() / name, tree, whole=True, view=view, **parameters)


FORMATS = {
    "html": Format(".html", _styled("html.xsl")),
    "text": Format(".txt", _styled("text.xsl"), may_omit_speakers=True),
    "markdown": Format(".md", _styled("markdown.xsl"), may_omit_speakers=True),
    "tei-sp": Format(".sp.xml", _styled("tei-sp.xsl")),
    "epub": Format(".epub", _by("epub")),
    "pdf": Format(".pdf", _by("pdf")),
    "json": Format(".json", _by("records")),
    "csv": Format(".csv", _by("table")),
    "annotations": Format(".jsonld", _by("webannotations")),
}
VIEWS = ("reading", "source")


def render(
    source: Tree | Path,
    to: str = "html",
    *,
    view: str = "reading",
    speakers: bool = True,
    stylesheet: Path | None = None,
) -> str:
    """Return a view of a TEI document as text; `view` is "reading" or "source".

    Without `speakers`, the reading view has what is said and no label. `stylesheet` is the user's
    own, in place of the format's. Raises `TeiError`: TEI601 for an unknown format, TEI602 for an
    unknown view, TEI603 for a format that always says who speaks, TEI604 for one that is not text,
    TEI605 and TEI606 for a stylesheet that does not work, TEI111–TEI119 for a file that cannot be
    read.
    """
    written = _written(source, to, view, speakers, stylesheet)
    if isinstance(written, str):
        return written
    hint = "write it into a file: `-o FILE`, or `render_bytes`"
    raise TeiError(Diagnostic("TEI604", Severity.ERROR, f"{to} is not text", hint))


def render_bytes(
    source: Tree | Path,
    to: str = "html",
    *,
    view: str = "reading",
    speakers: bool = True,
    stylesheet: Path | None = None,
) -> bytes:
    """Return what a file of the format holds; text is UTF-8. Raises as `render` does."""
    written = _written(source, to, view, speakers, stylesheet)
    return written if isinstance(written, bytes) else written.encode("utf-8", "surrogatepass")


def _written(
    source: Tree | Path, to: str, view: str, speakers: bool, stylesheet: Path | None
) -> str | bytes:
    form = FORMATS[_known(to, FORMATS, "TEI601", "format")]
    view = _known(view, VIEWS, "TEI602", "view")
    parameters = {} if speakers else {"speakers": "none"}
    if not (speakers or form.may_omit_speakers or stylesheet):
        hint = (
            f"without speakers: {', '.join(n for n, f in FORMATS.items() if f.may_omit_speakers)}"
        )
        raise TeiError(Diagnostic("TEI603", Severity.ERROR, f"{to} always says who speaks", hint))
    tree = parse(source) if isinstance(source, Path) else source
    if stylesheet:
        return transform_own(stylesheet, tree, view, **parameters)
    return form.write(tree, view, **parameters)


def _known(name: str, names: Collection[str], code: str, kind: str) -> str:
    if name in names:
        return name
    near = nearest(name, names, 0.4)
    hint = f"did you mean `{near}`?" if near else f"known: {', '.join(sorted(names))}"
    raise TeiError(Diagnostic(code, Severity.ERROR, f"there is no {kind} `{name}`", hint))
