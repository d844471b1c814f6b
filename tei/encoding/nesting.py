"""Claims become a tree: each finds its place inside the others, or is split, or refused aloud.

A claim of a lower rank (`vocabulary.rank`) is placed first, so what comes later goes inside it.
Among equals a human's claim goes before a rule's, the surer before the less sure, the longer
before the shorter. One that crosses what is already there is cut at its edges.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tei.diagnostics import Diagnostic, Severity
from tei.encoding.claims import is_point, problem
from tei.encoding.leftovers import LEFT_OVER, fill
from tei.encoding.nodes import Node
from tei.encoding.reading import BLANKS
from tei.encoding.regularization import divide
from tei.encoding.vocabulary import PARAGRAPHS, SOLID, WHOLE, accepts, rank
from tei.encoding.xmlchars import is_legal
from tei.model import Annotation, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tei.encoding.reading import Reading
    from tei.model import Document

    type Report = Callable[[Diagnostic], None]

DEEPEST = 24
"""Elements inside one another in a body; a claim that would go deeper is refused."""


def nest(document: Document, text: Reading, report: Report) -> Node:
    """Return the tree of a document's claims: a `div` over the whole reading.

    Whatever cannot be placed as claimed is reported: TEI301 split, TEI302 refused.
    """
    return _Nest(document, text, report).tree()


class _Nest(Struct):
    document: Document
    text: Reading
    report: Report
    said: set[tuple[object, ...]] = field(default_factory=set)

    def tree(self) -> Node:
        ranked: dict[int, list[Annotation]] = {}
        points = []
        for annotation in self._acceptable():
            if is_point(annotation):
                points.append(annotation)
            else:
                ranked.setdefault(rank(annotation), []).append(annotation)
        root = Node("div", 0, len(self.text.text), Annotation("div", (), LEFT_OVER))
        self._place(root, [*ranked.pop(0, ()), *ranked.pop(1, ())])
        ranked[2] = self._place_between(root, ranked.get(2, ()))
        fill(root, self.text)
        for level in sorted(ranked):
            self._place(root, ranked[level])
        for annotation in points:
            self._place_point(root, annotation)
        return root

    # -- which claims can be placed at all

    def _acceptable(self) -> Iterator[Annotation]:
        end = len(self.document.witness.text)
        for annotation in self.document.annotations:
            if why := problem(annotation, end):
                self._refuse(annotation, why)
            else:
                yield annotation

    # -- placing

    def _place(self, root: Node, annotations: Iterable[Annotation]) -> None:
        for annotation in sorted(annotations, key=_precedence):
            pieces = self._pieces(annotation)
            if annotation.regular is not None and not self._is_whole(annotation, pieces):
                self._refuse(
                    annotation, "its text has blanks at an edge or does not stand together"
                )
            elif not pieces:
                self._refuse(annotation, "it holds nothing but white space")
            elif annotation.element in SOLID and not all(map(self._is_solid, pieces)):
                self._refuse(annotation, "it holds more than plain characters of one block")
            else:
                for piece in pieces:
                    self._insert(root, piece, annotation)

    def _place_between(self, root: Node, annotations: Iterable[Annotation]) -> list[Annotation]:
        """Place notes and stage business that stand between the turns; return the others."""
        inside = []
        for annotation in annotations:
            pieces = self._pieces(annotation)
            if any(a < b for a, b in (root.overlapping(p.start, p.end) for p in pieces)):
                inside.append(annotation)
            else:
                self._place(root, [annotation])
        return inside

    def _pieces(self, annotation: Annotation) -> list[Span]:
        return self.text.pieces(annotation.spans)

    def _is_whole(self, annotation: Annotation, pieces: list[Span]) -> bool:
        text = self.document.witness.text
        edges = annotation.spans[0].of(text)[:1] + annotation.spans[-1].of(text)[-1:]
        return len(pieces) == 1 and not any(c in BLANKS for c in edges)

    def _is_solid(self, piece: Span) -> bool:
        within_block = not self.text.starts_between(piece.start + 1, piece.end)
        text = piece.of(self.text.text)
        return within_block and is_legal(text) and not any(c in BLANKS for c in text)

    def _insert(self, parent: Node, piece: Span, annotation: Annotation, depth: int = 1) -> None:
        """Put a piece of a claim below `parent`, cutting it where it crosses what is there."""
        first, last = parent.overlapping(piece.start, piece.end)
        inside = parent.children[first:last]
        element = annotation.element
        if not inside and depth <= DEEPEST and accepts(parent.element, element):
            parent.children.insert(first, Node(element, piece.start, piece.end, annotation))
        elif _is_same(inside, piece, element):
            self._insert_again(inside[0], annotation)
        elif depth > DEEPEST:
            self._refuse(annotation, "too many elements stand inside one another")
        elif len(inside) == 1 and _is_held(piece, element, inside[0]):
            self._insert(inside[0], piece, annotation, depth + 1)
        elif crossed := [child for child in inside if not _holds(piece, element, child)]:
            self._split(parent, piece, annotation, crossed, depth)
        elif not accepts(parent.element, element):
            self._refuse(annotation, f"it may not stand inside {parent.element}")
        else:
            parent.children[first:last] = [
                Node(element, piece.start, piece.end, annotation, inside)
            ]

    def _insert_again(self, node: Node, annotation: Annotation) -> None:
        if annotation.id:
            node.aliases.append(annotation.id)  # two pull quotes may repeat one passage
        else:
            self._refuse(annotation, "the same is already claimed")

    def _split(
        self, parent: Node, piece: Span, annotation: Annotation, crossed: list[Node], depth: int
    ) -> None:
        edges = {edge for child in crossed for edge in (child.start, child.end)}
        inner = sorted(edge for edge in edges if piece.start < edge < piece.end)
        cuts = [piece.start, *inner, piece.end]
        parts = [self.text.trim(Span(a, b)) for a, b in pairwise(cuts)]
        if not inner or annotation.element in WHOLE:
            self._refuse(annotation, f"it crosses {crossed[0].element}")
            return
        self._tell("TEI301", annotation, f"is split where it crosses {crossed[0].element}")
        for part, share in self._shares(annotation, piece, [p for p in parts if len(p)]):
            self._insert(parent, part, share, depth)

    def _shares(
        self, annotation: Annotation, piece: Span, parts: list[Span]
    ) -> list[tuple[Span, Annotation]]:
        """Return each part with its share of the claim: a spelling is divided with its text."""
        if annotation.regular is None:
            return [(part, annotation) for part in parts]
        shares = divide(annotation, piece.start, piece.of(self.text.text), parts)
        if not shares:
            self._refuse(annotation, "its spelling cannot be divided")
        return [(p, share) for p, share in shares if share.regular != p.of(self.text.text)]

    # -- points

    def _place_point(self, root: Node, annotation: Annotation) -> None:
        at = self.text.locate(annotation.spans[0])[0].start
        parent = root
        while child := _around(parent, at, annotation):
            parent = child
        inside = next((c for c in parent.children if c.start < at < c.end), None)
        if inside is not None:
            at = inside.end  # a point inside a word stands after it
        if at and self.text.text[at - 1] in BLANKS:
            at = self.text.skip_blanks(at)
        parent.points.append(Node(annotation.element, at, at, annotation))

    # -- saying so

    def _refuse(self, annotation: Annotation, why: str) -> None:
        self._tell("TEI302", annotation, f"is left out: {why}")

    def _tell(self, code: str, annotation: Annotation, what: str) -> None:
        severity = Severity.INFO if code == "TEI301" else Severity.WARNING  # nothing is lost by it
        where = annotation.spans[0] if annotation.spans else None
        key = (code, annotation.element, annotation.rule.id, where)
        if key not in self.said:
            self.said.add(key)
            message = f"the {annotation.element} claimed by {annotation.rule.id} {what}"
            file = self.document.witness.file
            self.report(Diagnostic(code, severity, message, None, file, where))


def _precedence(annotation: Annotation) -> tuple[int, bool, float, int]:
    length = sum([span.end - span.start for span in annotation.spans])
    return rank(annotation), not annotation.rule.human, -annotation.certainty, -length


def _is_same(inside: list[Node], piece: Span, element: str) -> bool:
    if len(inside) != 1:
        return False
    (node,) = inside
    return node.element == element and (node.start, node.end) == (piece.start, piece.end)


def _is_held(piece: Span, element: str, child: Node) -> bool:
    """Say whether a piece belongs inside a child that is there already."""
    if (child.start, child.end) == (piece.start, piece.end):
        within = (_is_held(piece, element, inner) for inner in child.children)
        return accepts(child.element, element) or any(within)
    return child.start <= piece.start and piece.end <= child.end


def _holds(piece: Span, element: str, child: Node) -> bool:
    """Say whether a child that is there already belongs inside a piece."""
    within = piece.start <= child.start and child.end <= piece.end
    return within and accepts(element, child.element)


def _around(parent: Node, at: int, annotation: Annotation) -> Node | None:
    """Return the child that a point belongs in: one it is inside of, ends, or begins."""
    first = bisect_left(parent.children, at, key=lambda c: c.end)
    best = None
    for child in parent.children[first : first + 2]:
        if rank(child.annotation) < rank(annotation) and accepts(child.element, annotation.element):
            if child.start < at <= child.end:
                return child
            if child.start == at and child.element in PARAGRAPHS:
                best = child
    return best
