"""PDF through WeasyPrint, the optional extra `tei[print]`: `pip install 'tei[print]'`.

WeasyPrint draws no glyph for U+200C, so that copied text would lose it. Between Arabic letters it
is therefore set as a stand-in that joins to neither side, and the finished file says that its
glyph is U+200C.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING, Any

from tei.diagnostics import Diagnostic, Severity, TeiError
from tei.rendering.printfont import STAND_IN, adapted
from tei.rendering.stylesheets import Tree, transform
from tei.resources import stylesheets

if TYPE_CHECKING:
    from pathlib import Path

ZWNJ = "\u200c"
_BETWEEN = re.compile("(?<=[\u0600-\u06ff])\u200c(?=[\u0600-\u06ff])")
_FACES = {400: "fonts/vazirmatn-regular.woff2", 600: "fonts/vazirmatn-semibold.woff2"}


def write(tree: Tree, _view: str = "reading") -> bytes:
    """Return the printed edition; raises `TeiError` (TEI607) where WeasyPrint is not installed."""
    weasyprint = _weasyprint()
    html = _BETWEEN.sub(STAND_IN, transform(stylesheets() / "print.xsl", tree, whole=False))
    page = weasyprint.HTML(string=html, base_url=f"{stylesheets().as_uri()}/")
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=_faces(), font_config=fonts)
    document = page.render(stylesheets=[style], font_config=fonts)
    document.metadata.title = document.metadata.title.replace(STAND_IN, ZWNJ)
    data: bytes = document.write_pdf(finisher=_tell_zwnj)
    return data


def _weasyprint() -> Any:
    try:
        import weasyprint
        import weasyprint.text.fonts
    except (ImportError, OSError) as error:
        message = f"PDF needs WeasyPrint, which cannot be loaded: {error}"
        hint = "pip install 'tei[print]'; on Debian also: apt-get install libpangoft2-1.0-0"
        raise TeiError(Diagnostic("TEI607", Severity.ERROR, message, hint)) from error
    return weasyprint


def _tell_zwnj(_document: object, pdf: Any) -> None:
    """Say in the tables of characters what the stand-in stands for (ISO 32000-1 §9.10.3)."""
    wrong, right = (f"<{ord(char):04x}>".encode() for char in (STAND_IN, ZWNJ))
    for item in pdf.objects:
        lines = getattr(item, "stream", None)
        if isinstance(lines, list) and b"begincmap" in lines:
            item.stream = [line.replace(wrong, right) for line in lines]


@cache
def _faces() -> str:
    return "".join(
        f"@font-face {{ font-family: Vazirmatn; font-weight: {weight};"
        f' src: url("data:font/ttf;base64,{_base64(stylesheets() / name)}") }}\n'
        for weight, name in _FACES.items()
    )


def _base64(font: Path) -> str:
    return b64encode(adapted(font)).decode("ascii")
