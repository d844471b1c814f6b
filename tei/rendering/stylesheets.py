"""XSLT 1.0 by libxslt: no file and no network is read while a document is transformed.

What a stylesheet's page links (`<link rel="stylesheet" href="html.css"/>`, `<script
src="html.js"/>`), and the fonts that those name, is put into the page when the stylesheet is
compiled, so that the page is one file and works from disk.
"""

from __future__ import annotations

import re
from base64 import b64encode
from copy import deepcopy
from functools import cache, partial
from pathlib import Path
from typing import Any

from lxml import etree

from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.rendering.whitespace import is_settled
from tei.resources import stylesheets
from tei.xmlsource import parse

type Tree = etree._ElementTree | etree._Element


def transform(stylesheet: Path, tree: Tree, *, whole: bool = True, **parameters: str) -> str:
    """Return what a stylesheet makes of a document, as its `xsl:output` asks.

    Unless `whole`, a page goes on linking its style, script and fonts, as the pages of a site do.
    Raises `TeiError`: TEI605 for a stylesheet that does not compile, TEI606 for one that fails.
    """
    return _CODE.sub(_character, str(result(stylesheet, tree, whole=whole, **parameters)))


def transform_own(stylesheet: Path, tree: Tree, view: str, **parameters: str) -> str:
    """Return what a user's own stylesheet makes of a document, by Saxon from XSLT 2.0 on.

    Raises as `transform` does. Saxon, and what such a stylesheet does, may read and write files.
    """
    version = parse(stylesheet).getroot().get("version", "1.0")
    if version.startswith(("0", "1")):
        return transform(stylesheet, tree, whole=True, view=view, **parameters)
    from tei.saxon import SaxonError
    from tei.saxon import transform as transform_by_saxon

    try:
        document = etree.tostring(tree, encoding="unicode")
        return transform_by_saxon(stylesheet, document, {"view": view, **parameters})
    except SaxonError as error:
        hint = "mend the stylesheet where the message says"
        finding = Diagnostic("TEI606", Severity.ERROR, str(error), hint, str(stylesheet))
        raise TeiError(finding) from error


def result(
    stylesheet: Path, tree: Tree, *, whole: bool = True, **parameters: str
) -> etree._XSLTResultTree:
    """Return the tree that a stylesheet makes of a document; raises as `transform` does."""
    values: dict[str, Any] = {name: etree.XSLT.strparam(text) for name, text in parameters.items()}
    compiled = _compiled(stylesheet, stylesheet.stat().st_mtime_ns, whole)
    if is_settled(tree):
        tree = _with_ids(tree)
    else:
        space = stylesheets() / "space.xsl"
        tree = _compiled(space, space.stat().st_mtime_ns, True)(tree)
    try:
        return compiled(tree, **values)
    except etree.XSLTApplyError as error:
        raise _failed("TEI606", stylesheet, error, "the stylesheet failed") from error


def _with_ids(tree: Tree) -> Tree:
    """Return a document in which `id()` finds: libxml2 loses ids that were moved between trees."""
    return deepcopy(tree) if tree.xpath("boolean(//@xml:id[not(id(.))])") else tree


@cache
def _compiled(stylesheet: Path, _changed: int, whole: bool) -> etree.XSLT:
    parse(stylesheet)  # tells what is wrong with its XML
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser.resolvers.add(_Imports(whole))
    sheet = etree.parse(stylesheet, parser)
    if whole:
        _inline(sheet, stylesheet.parent)
    try:
        return etree.XSLT(sheet, access_control=_NO_ACCESS)
    except etree.XSLTParseError as error:
        raise _failed("TEI605", stylesheet, error, "the stylesheet is not XSLT 1.0") from error


class _Imports(etree.Resolver):
    """What a stylesheet imports: other files, and ours by names such as `tei:html.xsl`."""

    def __init__(self, whole: bool) -> None:
        super().__init__()
        self.whole = whole

    def resolve(  # type: ignore[override]  # the stubs lack the context
        self, system_url: str, public_id: str, context: Any
    ) -> Any:
        name = system_url.removeprefix(_OURS)
        path = Path(name) if name == system_url else stylesheets() / name
        if path.suffix != ".xsl" or not path.is_file():
            return None
        sheet = parse(path)
        if self.whole:
            _inline(sheet, path.parent)
        return self.resolve_string(etree.tostring(sheet), context, base_url=str(path))


_OURS = "tei:"
_NO_ACCESS = etree.XSLTAccessControl(  # type: ignore[call-arg]  # the stubs lack its arguments
    read_file=False, write_file=False, create_dir=False, read_network=False, write_network=False
)


def _inline(sheet: etree._ElementTree, folder: Path) -> None:
    for link in list(sheet.iter("link", "script")):
        name = link.get("href") or link.get("src")
        wanted = link.tag == "script" or link.get("rel") == "stylesheet"
        if name and wanted and (folder / name).is_file():
            link.tag = "style" if link.tag == "link" else "script"
            link.attrib.clear()
            text = (folder / name).read_text(encoding="utf-8")
            etree.SubElement(link, _XSL_TEXT).text = _FONT.sub(partial(_embedded, folder), text)


_XSL_TEXT = "{http://www.w3.org/1999/XSL/Transform}text"
_FONT = re.compile(r'url\("([\w/.-]+\.woff2)"\)')


def _embedded(folder: Path, font: re.Match[str]) -> str:
    data = b64encode((folder / font[1]).read_bytes()).decode("ascii")
    return f'url("data:font/woff2;base64,{data}")'


_CODE = re.compile("\ufdd0([0-9A-F]{4,6})\ufdd1")


def _character(code: re.Match[str]) -> str:
    """Return the character for a code: no stylesheet can write what XML cannot hold."""
    return chr(int(code[1], 16))


def _failed(code: str, stylesheet: Path, error: etree.XSLTError, what: str) -> TeiError:
    fault = error.error_log[0] if error.error_log else None
    message = f"{what}: {fault.message if fault else error}"
    where = Position(fault.line) if fault and fault.line > 0 else None
    hint = "mend the stylesheet where the message says"
    return TeiError(Diagnostic(code, Severity.ERROR, message, hint, str(stylesheet), where))
