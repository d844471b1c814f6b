"""EPUB 3.3, with right-to-left progression where the language asks for it."""

from __future__ import annotations

import io
import os
import time
import uuid
import zipfile

from tei.rendering.records import source
from tei.rendering.stylesheets import Tree, transform
from tei.resources import stylesheets

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_FONTS = ("fonts/vazirmatn-regular.woff2", "fonts/vazirmatn-semibold.woff2")


def write(tree: Tree, _view: str = "reading") -> bytes:
    """Return the publication: one text, its contents, its style and fonts.

    Its identifier comes of the source's SHA-256; its time is SOURCE_DATE_EPOCH where that is set.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        _add(book, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _add(book, "META-INF/container.xml", _CONTAINER)
        _add(book, "EPUB/package.opf", _part(tree, "package"))
        _add(book, "EPUB/nav.xhtml", _xhtml(_part(tree, "nav")))
        _add(book, "EPUB/text.xhtml", _xhtml(_part(tree, "text")))
        _add(book, "EPUB/style.css", _style())
        for font in _FONTS:
            _add(book, f"EPUB/{font}", (stylesheets() / font).read_bytes())
    return file.getvalue()


def _part(tree: Tree, part: str) -> str:
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"sha256:{source(tree).sha256}")
    modified = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(_now()))
    sheet = stylesheets() / "epub.xsl"
    return transform(sheet, tree, part=part, identifier=f"urn:uuid:{identifier}", modified=modified)


def _now() -> float:
    return float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def _xhtml(page: str) -> str:
    """Put a page in the namespace of XHTML: our stylesheets write HTML, which has none."""
    return page.replace("<html", _XHTML, 1).replace("epub-type=", "epub:type=")


def _style() -> str:
    return "".join(
        (stylesheets() / name).read_text(encoding="utf-8") for name in ("vazirmatn.css", "epub.css")
    )


def _add(
    book: zipfile.ZipFile, name: str, data: str | bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    # A fixed time makes the same publication of the same document.
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = method
    book.writestr(entry, data)
