"""TEI -> what a reader sees, through the stylesheets in `xslt/`.

A format is one entry in `FORMATS` and one stylesheet. What a stylesheet links (`<link
rel="stylesheet" href="html.css"/>`, `<script src="html.js"/>`) is put into the page itself.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei.diagnostics import Diagnostic, Position, Severity, TeiError
from tei.resources import stylesheets

if TYPE_CHECKING:
    from collections.abc import Collection

type Tree = etree._ElementTree | etree._Element


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of view is made."""

    stylesheet: str
    """In `xslt/`."""
    suffix: str
    """Of a file that holds the view."""


FORMATS = {
    "html": Format("html.xsl", ".html"),
    "text": Format("text.xsl", ".txt"),
}
VIEWS = ("reading", "source")


def render(source: Tree | Path, to: str = "html", *, view: str = "reading") -> str:
    """Return a view of a TEI document; `view` is "reading" or "source".

    Raises `TeiError`: TEI601 for an unknown format, TEI602 for an unknown view, TEI603 for a file
    that cannot be read as XML.
    """
    stylesheet = stylesheets() / FORMATS[_known(to, FORMATS, "TEI601", "format")].stylesheet
    parameter = etree.XSLT.strparam(_known(view, VIEWS, "TEI602", "view"))
    tree = _parse(source) if isinstance(source, Path) else source
    return _CODE.sub(_character, str(_transform(stylesheet)(tree, view=parameter)))


def _known(name: str, names: Collection[str], code: str, kind: str) -> str:
    if name in names:
        return name
    near = get_close_matches(name, list(names), 1, 0.4)
    hint = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(sorted(names))}"
    raise TeiError(Diagnostic(code, Severity.ERROR, f"there is no {kind} `{name}`", hint))


def _parse(path: Path) -> Tree:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        return etree.parse(path, parser)
    except (OSError, etree.XMLSyntaxError) as error:
        where = Position(*error.position) if isinstance(error, etree.XMLSyntaxError) else None
        hint = "give a TEI file, as `tei encode` writes it"
        finding = Diagnostic("TEI603", Severity.ERROR, str(error), hint, str(path), where)
        raise TeiError(finding) from error


@cache
def _transform(stylesheet: Path) -> etree.XSLT:
    sheet = etree.parse(stylesheet)
    _inline(sheet, stylesheet.parent)
    return etree.XSLT(sheet, access_control=_NO_ACCESS)


def _inline(sheet: etree._ElementTree, folder: Path) -> None:
    """Put the files that the page links into it, so that it works alone, from disk."""
    for link in list(sheet.iter("link", "script")):
        name = link.get("href") or link.get("src")
        if name and (link.tag == "script" or link.get("rel") == "stylesheet"):
            link.tag = "style" if link.tag == "link" else "script"
            link.attrib.clear()
            text = (folder / name).read_text(encoding="utf-8")
            etree.SubElement(link, _XSL_TEXT).text = _FONT.sub(partial(_embedded, folder), text)


def _embedded(folder: Path, font: re.Match[str]) -> str:
    data = b64encode((folder / font[1]).read_bytes()).decode("ascii")
    return f'url("data:font/woff2;base64,{data}")'


_FONT = re.compile(r'url\("([\w/.-]+\.woff2)"\)')
_NO_ACCESS = etree.XSLTAccessControl(  # type: ignore[call-arg]  # the stubs lack its arguments
    read_file=False, write_file=False, create_dir=False, read_network=False, write_network=False
)
_XSL_TEXT = "{http://www.w3.org/1999/XSL/Transform}text"
_CODE = re.compile("\ufdd0([0-9A-F]{4,6})\ufdd1")


def _character(code: re.Match[str]) -> str:
    """Return the character for a code: no stylesheet can write what XML cannot hold."""
    return chr(int(code[1], 16))
