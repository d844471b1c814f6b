"""W3C Web Annotations of the source, with text position selectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tei.rendering.records import dumps, record, records, source

if TYPE_CHECKING:
    from tei.rendering.offsets import Located
    from tei.rendering.stylesheets import Tree

_MOTIVATIONS = {"names": "identifying", "dates": "identifying", "changes": "editing"}


def write(tree: Tree, _view: str = "reading") -> str:
    """Return an annotation page about the source (Web Annotation Data Model §4.2.5, §5.1)."""
    about = source(tree)
    target = quote(about.file) or "source"
    items = [_annotation(kind, found, target) for kind, found in records(tree)]
    page = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"tei": "http://www.tei-c.org/ns/1.0#"}],
        "id": f"{target}.annotations",
        "type": "AnnotationPage",
        "items": [{"id": f"{target}.annotations#{n}", **item} for n, item in enumerate(items, 1)],
    }
    return dumps(page)


def _annotation(kind: str, found: Located, file: str) -> dict[str, Any]:
    return {
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(kind, "classifying"),
        "body": _body(kind, found),
        "target": [
            {
                "source": file,
                "selector": {
                    "type": "TextPositionSelector",
                    "start": span.start,
                    "end": span.end,
                },
            }
            for span in found.spans
        ],
    }


def _body(kind: str, found: Located) -> dict[str, Any]:
    data = record(found)
    decision = {f"tei:{name}": data[name] for name in ("rule", "certainty") if name in data}
    if kind == "changes":
        return {"type": "TextualBody", "value": data["regular"], "format": "text/plain", **decision}
    described = {
        f"tei:{name}": data[name]
        for name in ("who", "ref", "when", "notBefore", "notAfter", "corresp")
        if name in data
    }
    value = data.get("type", found.element)
    return {"type": "TextualBody", "value": value, "purpose": "tagging", **described, **decision}
