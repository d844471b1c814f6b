"""TEI corpora as large as is asked for: `python -m tests.corpora FILE MEGABYTES`.

A `teiCorpus` of parliamentary sittings, each a TEI of its own with numbered utterances, segments
and notes, who points to the persons of the corpus's header, and what points from one to another.
"""

from __future__ import annotations

import sys
from pathlib import Path

_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>Made "
    "up.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>{profile}</teiHeader>"
)
_PERSONS = 200
_UTTERANCES = 300
_SAID = "آقای رئیس، از جنابعالی سپاسگزارم که وقت دادید؛ پیشنهاد من این است که ماده‌ی سوم برگردد."


def write(path: Path, megabytes: float) -> None:
    """Write a corpus of at least so many megabytes."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="fa">')
        file.write(_HEADER.format(title="Sittings", profile=_profile()))
        number = 0
        while file.tell() < megabytes * 1_000_000:
            file.write(sitting(number))
            number += 1
        file.write("</teiCorpus>\n")


def _profile() -> str:
    persons = "".join(
        f'<person xml:id="p{n}"><persName>عضو {n}</persName></person>' for n in range(_PERSONS)
    )
    listed = f"<particDesc><listPerson>{persons}</listPerson></particDesc>"
    return f"<profileDesc>{listed}</profileDesc>"


def sitting(number: int) -> str:
    """Return one TEI of a corpus."""
    said = "".join(_utterance(number, n) for n in range(_UTTERANCES))
    header = _HEADER.format(title=f"Sitting {number}", profile="")
    return (
        f'<TEI xml:id="s{number}">{header}<text><body><div type="debate">'
        f"<head>جلسه‌ی {number}</head>{said}</div></body></text></TEI>\n"
    )


def _utterance(sitting: int, number: int) -> str:
    place = f"s{sitting}.u{number}"
    before = f' prev="#s{sitting}.u{number - 1}"' if number else ""
    return (
        f'<u xml:id="{place}" who="#p{(sitting + number) % _PERSONS}"{before}>'
        f'<seg xml:id="{place}.1">{_SAID}</seg> <seg xml:id="{place}.2">{_SAID} {number}</seg>'
        f'<note type="time">{number // 60:02}:{number % 60:02}</note></u>\n'
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), float(sys.argv[2]))
