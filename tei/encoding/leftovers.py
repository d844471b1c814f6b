"""Text that no turn or paragraph claims still stands in one: nothing is lost, nothing outside."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from tei.encoding.nodes import Node
from tei.encoding.vocabulary import PARAGRAPHS
from tei.model import Annotation, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.encoding.reading import Reading

LEFT_OVER = Rule("text.unclaimed", "text that no rule has recognised")
_GUESS = 0.5
"""How sure it is that such a text is a paragraph."""


def fill(root: Node, text: Reading) -> None:
    """Put what is left over into paragraphs: of its turn, or of its own, one for each block."""
    for turn in root.children:
        if turn.element == "u":
            _cover(turn, "seg", text, [Span(turn.start, turn.end)])
    blocks = (Span(b.start, b.start + len(b.source)) for b in text.blocks)
    _cover(root, "p", text, blocks)


def _cover(parent: Node, element: str, text: Reading, stretches: Iterable[Span]) -> None:
    claim = parent.annotation if element == "seg" else Annotation(element, (), LEFT_OVER, _GUESS)
    found = []
    for span in map(text.trim, _uncovered(parent, stretches)):
        if len(span) and not _absorb(parent, span, text):
            own = Annotation(element, (), claim.rule, claim.certainty)
            found.append(Node(element, span.start, span.end, own))
    parent.children = sorted([*parent.children, *found], key=lambda c: c.start)


def _uncovered(parent: Node, stretches: Iterable[Span]) -> Iterator[Span]:
    for stretch in stretches:
        at = stretch.start
        first, last = parent.overlapping(stretch.start, stretch.end)
        for child in parent.children[first:last]:
            yield Span(at, max(at, child.start))
            at = child.end
        yield Span(at, max(at, stretch.end))


def _absorb(parent: Node, span: Span, text: Reading) -> bool:
    """Give marks of direction to the text that they touch; say whether there is any."""
    if any(category(char) != "Cf" for char in span.of(text.text)):
        return False
    first, last = parent.overlapping(span.start - 1, span.end + 1)
    for child in parent.children[first:last]:
        if child.end == span.start or child.start == span.end:
            _grow(child, min(child.start, span.start), max(child.end, span.end))
            return True
    return False


def _grow(node: Node, start: int, end: int) -> None:
    """Move the ends of an element, and of the paragraphs that begin or end with it."""
    for child in node.children:
        if child.element in PARAGRAPHS and (child.start == node.start or child.end == node.end):
            inner_start = start if child.start == node.start else child.start
            inner_end = end if child.end == node.end else child.end
            _grow(child, inner_start, inner_end)
    node.start, node.end = start, end
