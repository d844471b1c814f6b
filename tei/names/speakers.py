"""The names of those who speak are names in the text too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.names.phrases import Phrases
from tei.names.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.model import Participant

_TITLE = "roleName"


def speakers(participants: Iterable[Participant]) -> Phrases[Record]:
    """Return the named participants, to be looked up by full name and by surname."""
    records = [_record(participant) for participant in participants if participant.name]
    return Phrases((form, record) for record in records for form in record.forms)


def _record(participant: Participant) -> Record:
    named = tuple((part, text) for part, text in participant.name if part != _TITLE)
    full = " ".join(text for _, text in named)
    forms = dict.fromkeys((*_printed(full), *_printed(dict(named).get("surname", ""))))
    return Record(participant.id, "person", tuple(forms), named)


def _printed(name: str) -> Iterator[str]:
    """Yield a name as it may be printed; of «BURDETT» in a label the text makes «Burdett»."""
    if name:
        yield name
        if name.isupper():
            yield name.title()
