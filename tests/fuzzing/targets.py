"""What must hold for any bytes at all: each target reads some, and raises where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.diagnostics import TeiError
from tei.encoding import encode, serialize
from tei.model import Document, Span
from tei.pipeline import recognise, transform
from tei.readers import witness
from tei.rendering import render
from tei.restoration import restore
from tei.validation import validate
from tei.xmlsource import parse

if TYPE_CHECKING:
    from collections.abc import Callable


def reader(data: bytes) -> None:
    """Whatever is read gives back its bytes."""
    try:
        read = witness(data, "a.txt")
    except TeiError:
        return
    mark = "\ufeff" if read.bom else ""
    assert (mark + read.text).encode(read.encoding) == data


def encoder(data: bytes) -> None:
    """Text in any blocks, without a claim, comes back from its TEI byte for byte."""
    try:
        read = witness(data[1:], "a.txt")
    except TeiError:
        return
    cut = sum(data[:1]) * len(read.text) // 256
    blocks = (Span(cut, len(read.text)), Span(0, cut)) if cut else (Span(0, len(read.text)),)
    tree = parse(serialize(encode(Document(read, "fa", blocks))))
    assert restore(tree) == data[1:]


def converter(data: bytes) -> None:
    """A transcript becomes valid TEI, from which it comes back."""
    try:
        read = witness(data, "a.txt")
    except TeiError:
        return
    made = transform(read, views=False)
    assert not made.failed, [d for d in made.diagnostics if d.severity == "error"]
    assert restore(parse(made.files["a.xml"])) == data


def recogniser(data: bytes) -> None:
    """Claims are about the text there is."""
    try:
        document = recognise(witness(data, "a.txt"))
    except TeiError:
        return
    ends = [span.end for claim in document.annotations for span in claim.spans]
    assert max(ends, default=0) <= len(document.text)


def restorer(data: bytes) -> None:
    """Any file gives back a source, or a diagnostic says why not."""
    try:
        restore(parse(data))
    except TeiError:
        return


def validator(data: bytes) -> None:
    """Any file is judged, or a diagnostic says why it cannot be read."""
    try:
        validate(data, thorough=False)
    except TeiError:
        return


def renderer(data: bytes) -> None:
    """Any document that can be read can be shown."""
    try:
        tree = parse(data)
    except TeiError:
        return
    render(tree, "text")
    render(tree, "html")


TARGETS: dict[str, Callable[[bytes], None]] = {
    function.__name__: function
    for function in (reader, encoder, recogniser, converter, restorer, validator, renderer)
}
