"""Is a schema correct: all of it is read, and every restriction is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.validation.relaxng.restrictions import Restrictions
from tei.validation.relaxng.schema import reachable

if TYPE_CHECKING:
    from tei.validation.relaxng.schema import Schema


def check(schema: Schema) -> None:
    """Raise `TeiError` TEI511 to TEI515 for a schema that is not correct.

    What no document can reach must be well written too, but is free of restrictions (§4.19).
    """
    elements = reachable(schema.start)
    schema.compiler.finish()
    restrictions = Restrictions()
    restrictions.check_start(schema.start, schema.root)
    for element in elements:
        restrictions.check_content(element.read(), element.node)
