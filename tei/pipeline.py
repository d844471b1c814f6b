"""The stages in order, from a file to its views. What happens to a transcript reads here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tei.config import Config
from tei.diagnostics import Diagnostic, Severity, position
from tei.encoding import encode, serialize
from tei.model import Document, Span
from tei.readers import read
from tei.recognisers import recognisers
from tei.writing import write

if TYPE_CHECKING:
    from lxml import etree

    from tei.model import Witness

VIEWS = {".html": ("html", "reading"), ".txt": ("text", "reading")}
"""What `convert` writes beside the TEI: a file's suffix -> format and view."""


class Conversion(Struct, frozen=True):
    """What became of one transcript."""

    document: Document
    tree: etree._ElementTree
    files: dict[str, bytes]
    """A file's name -> its bytes."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Say whether there is an error among the diagnostics."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def recognise(witness: Witness, config: Config | None = None) -> Document:
    """Return the witness with everything the recognisers claim about it."""
    config = config or Config()
    whole = Span(0, len(witness.text))
    document = Document(witness, language=config.language or "und", blocks=(whole,))
    if not witness.text:
        message, hint = "the file is empty", "its TEI holds no text"
        empty = Diagnostic("TEI102", Severity.WARNING, message, hint, witness.file, whole)
        return document.with_claims(diagnostics=[empty])
    for name, recogniser in recognisers().items():
        if name not in config.skip:
            document = recogniser.recognise(document, config)
    return document


def transform(witness: Witness, config: Config | None = None, *, views: bool = True) -> Conversion:
    """Return everything that `convert` writes of one witness, validated; nothing is written.

    Without `views` that is the TEI alone.
    """
    from tei.validation import validate

    document = recognise(witness, config)
    found = list(document.diagnostics)
    tree = encode(document, found.append)
    files = {f"{witness.siglum}.xml": serialize(tree)}
    found += validate(tree, file=f"{witness.siglum}.xml")
    if views:
        files |= _views(tree, witness.siglum)
    return Conversion(document, tree, files, tuple(found))


def _views(tree: etree._ElementTree, siglum: str) -> dict[str, bytes]:
    from tei.rendering import render

    return {
        siglum + suffix: render(tree, to, view=view).encode()
        for suffix, (to, view) in VIEWS.items()
    }


def convert(source: Path | str, folder: Path | str, config: Config | None = None) -> Conversion:
    """Read a transcript and write `NAME.xml`, `.html` and `.txt` into a folder.

    Every file is written whole or not at all. Raises `TeiError` for a source that cannot be read
    and a folder that cannot be written (TEI701).
    """
    config = config or Config()
    conversion = transform(read(source, encoding=config.encoding), config)
    for name, data in conversion.files.items():
        write(Path(folder) / name, data)
    return conversion


def located(diagnostic: Diagnostic, text: str, file: str) -> Diagnostic:
    """Return a diagnostic about a source with its line and column and the path it has."""
    if not isinstance(diagnostic.where, Span):
        return diagnostic
    return replace(diagnostic, where=position(text, diagnostic.where.start), file=file)
