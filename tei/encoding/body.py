"""The body: the tree of claims and the text in it become elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from msgspec import Struct, field

from tei.encoding.elements import XML_ID, Element, add, signature, sub
from tei.encoding.reading import BLANKS
from tei.encoding.tokens import newline_name, tokens
from tei.encoding.vocabulary import BREAKS, PRINTED_APART, STRUCTURAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.encoding.ids import Ids
    from tei.encoding.nodes import Node
    from tei.encoding.reading import Reading
    from tei.encoding.tokens import Token
    from tei.model import Annotation

APART = PRINTED_APART | {"note"}
_OWN_LINE = APART - {"seg"}
"""Inside a paragraph, a seg is part of its line."""
_DIV_TOP = ("head", "byline")
_CONTENT = ("u", "p", "ab", "q", "stage")
_NEAR = 8
"""Elements."""


class Written(NamedTuple):
    """A claim, the element that it became, and the one around it."""

    annotation: Annotation
    element: Element
    parent: Element


class Body(Struct):
    """Writes the nodes of one document, in order, below a `body`."""

    reading: Reading
    file: str
    newline: str
    kind: str
    """The `@type` of the division."""
    ids: Ids
    tokens: list[Token] = field(default_factory=list)
    at: int = 0
    """The next token."""
    numbers: dict[str, int] = field(default_factory=dict)
    """How many turns and pull quotes there are so far."""
    pieces: dict[int, Element] = field(default_factory=dict)
    """The last element written for a claim that was split, by the claim's identity."""
    written: list[Written] = field(default_factory=list)
    """Every claim's element, in the order of the text."""

    def write(self, parent: Element, tree: Node) -> None:
        """Write the whole tree; heads after the first paragraph open divisions of their own."""
        self.tokens = tokens(self.reading, _edges(tree))
        outer = current = sub(parent, "div", type=self.kind)
        at, has_content = 0, False
        for node in tree.contents():
            self._text(current, at, node.start, last=False)
            if node.element in _DIV_TOP and has_content:
                current, has_content = sub(outer, "div", type="section"), False
            has_content = has_content or node.element in _CONTENT
            self._node(current, node, None)
            at = node.end
        self._text(current, at, len(self.reading.text), last=False)

    # -- nodes

    def _node(self, parent: Element, node: Node, around: int | None) -> None:
        """Write a node; `around` is the number of the claim whose element the parent is."""
        element = add(parent, node.element, self._attributes(parent, node, around))
        self._link(node.annotation, element)
        own = len(self.written)
        self.written.append(Written(node.annotation, element, parent))
        if node.start == node.end:
            _comment(element, node.annotation)
        elif node.element == "choice":
            self._contents(sub(element, "orig"), node, None)
            _regular(element, node.annotation)
        else:
            self._contents(element, node, own)

    def _contents(self, element: Element, node: Node, own: int | None) -> None:
        at = node.start
        for child in node.contents():
            self._text(element, at, child.start, last=False)
            if self.reading.text[child.start : child.start + 1] not in BLANKS:
                _keep_apart(element)
            self._node(element, child, own)
            at = child.end
        self._text(element, at, node.end, last=True)

    def _attributes(self, parent: Element, node: Node, around: int | None) -> dict[str, str]:
        annotation, found = node.annotation, {}
        asked = [annotation.id, *node.aliases] if annotation.id else node.aliases
        if asked:
            found[XML_ID] = self.ids.give(*asked)
        elif name := self._name(parent, annotation):
            found[XML_ID] = self.ids.fresh(name)
        found.update(annotation.attributes)
        if node.element != "choice" and not self._inherits(annotation, around):
            found |= signature(annotation.rule, annotation.certainty)
        return found

    def _inherits(self, annotation: Annotation, around: int | None) -> bool:
        """Say whether the element around says already who decided, in the same words.

        One whose beginning is many elements back is too far away for a reader to look there.
        """
        if around is None or around < len(self.written) - _NEAR:
            return False
        said = self.written[around].annotation
        return (said.rule, said.certainty) == (annotation.rule, annotation.certainty)

    def _name(self, parent: Element, annotation: Annotation) -> str | None:
        """Return the id that turns, paragraphs, pull quotes and what has a reason get."""
        kind = annotation.element
        if kind == "u":
            return f"u{self._next('u')}"
        if kind == "seg" and parent.name == "u":
            return f"{parent.id}.{self._next(parent.id)}"
        if annotation.get("type") == "pullquote":
            return f"pq{self._next('pq')}"
        return f"{kind}{self._next(kind)}" if annotation.evidence else None

    def _next(self, kind: str) -> int:
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return self.numbers[kind]

    def _link(self, annotation: Annotation, later: Element) -> None:
        """Point the pieces of a claim that was split to one another."""
        earlier = self.pieces.get(id(annotation))
        self.pieces[id(annotation)] = later
        if earlier is None:
            return
        for element in (earlier, later):
            if not element.id:
                name = f"{element.name}{self._next(element.name)}"
                element.attributes[XML_ID] = self.ids.fresh(name)
        earlier.attributes["next"] = f"#{later.id}"
        later.attributes["prev"] = f"#{earlier.id}"

    # -- text

    def _text(self, parent: Element, start: int, end: int, *, last: bool) -> None:
        """Write the text of a stretch; a block that begins at its end waits for what follows."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.start > end or (token.start == end and (last or token.kind != "block")):
                break
            self._plain(parent, start, token.start)
            self._token(parent, token)
            start = token.end
            self.at += 1
        self._plain(parent, start, end)

    def _plain(self, parent: Element, start: int, end: int) -> None:
        if start == end:
            return
        text = self.reading.text[start:end]
        if parent.children:
            parent.children[-1].tail += text
        else:
            parent.text += text

    def _token(self, parent: Element, token: Token) -> None:
        match token.kind:
            case "block" if token.block is not None:
                source = token.block.source
                place = f"{self.file}#char={source.start},{source.end}"
                name = self.ids.fresh(f"block{token.block.number}")
                number = str(token.block.number)
                sub(parent, "milestone", unit="block", n=number, source=place, xml_id=name)
            case "lb":
                kind = newline_name(token.text)
                add(parent, "lb", {} if kind == self.newline else {"type": kind})
            case "pb":
                sub(parent, "pb", rend="formfeed")
            case "g":
                _keep_apart(parent)
                sub(parent, "g", ref=f"#{char_id(token.text)}")
            case unit:
                sub(parent, "space", quantity=str(len(token.text)), unit=unit)


def _edges(tree: Node) -> Iterator[int]:
    """Yield where something begins or ends beside which a literal blank would mean nothing."""
    structural = tree.element in STRUCTURAL
    for node in tree.children:
        if structural or node.element in _OWN_LINE:
            yield node.start
            yield node.end
        if node.children:
            yield from _edges(node)


def char_id(char: str) -> str:
    """Return the `xml:id` of the `char` that stands for a character XML cannot hold."""
    return f"x{ord(char):04X}"


def file_uri(file: str) -> str:
    """Return a file's name as a URI needs it (RFC 3986 §2.1)."""
    return quote(file, safe="")


def _keep_apart(parent: Element) -> None:
    """Part two elements that touch, so that an editor's indenting adds no blank between them.

    What is editorial does not count: a blank may stand before it, and then nothing is to be done.
    """
    if parent.name in STRUCTURAL:
        return
    last = len(parent.children) - 1
    at = last
    while at >= 0 and not parent.children[at].tail and _is_editorial(parent.children[at]):
        at -= 1
    before = parent.text if at < 0 else parent.children[at].tail
    if before:
        touches = at < last and not before.endswith(" ")
    else:
        touches = at >= 0 and parent.children[at].name not in BREAKS
    if touches:
        sub(parent, "space", quantity="0", unit="chars")


def _is_editorial(element: Element) -> bool:
    return element.name == "gap" or element.attributes.get("type") == "editorial"


def _regular(choice: Element, annotation: Annotation) -> None:
    """Write a regular form; at its edge a literal blank means nothing, so it is a `space`."""
    regular = add(choice, "reg", signature(annotation.rule, annotation.certainty))
    text = annotation.regular or ""
    inner = text.strip(" ")
    if text.startswith(" "):
        sub(regular, "space", quantity="1", unit="chars").tail = inner
    else:
        regular.text = inner
    if inner and text.endswith(" "):
        sub(regular, "space", quantity="1", unit="chars")


def _comment(element: Element, annotation: Annotation) -> None:
    if annotation.comment and annotation.element == "gap":
        sub(element, "desc", annotation.comment)
    elif annotation.comment:
        element.text = annotation.comment
