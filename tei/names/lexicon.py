"""What is known of single words and of places, compiled by `training/names_lexicon.py`.

A line of `LANGUAGE.lexicon.tsv` is a folded word, and its flags and two clusters; a line of
`LANGUAGE.places.tsv` a place as it is looked up, and its name, kind, country, population and
GeoNames id. Tables of text load in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tei.languages
from tei.names.phrases import Gazetteer

FOLDER = Path(tei.languages.__file__).parent

FORENAME = "f"
"""Given to people far more often than said of anything else."""
GIVEN = "g"
"""A forename that every list of forenames has."""
PERHAPS_FORENAME = "F"
SURNAME = "s"
ADJECTIVE = "a"
"""A name that is an adjective, an adverb or a verb too."""
COMMON = "c"
"""A word of the language that is hardly ever part of a name."""
FREQUENT = "C"
"""Common, and among the few thousand that a text is made of."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer."""

    name: str
    kind: str
    """country, region or settlement."""
    country: str
    """ISO 3166-1 alpha-2."""
    population: int
    geonames: str
    """Empty where it has no id of GeoNames."""


@cache
def lexicon(code: str) -> dict[str, str]:
    """Return each known word's flags and clusters: "fs|12|345"."""
    return table(f"{code}.lexicon.tsv")


def flags(code: str, form: str) -> str:
    """Return the flags of a folded word, none for one that is not known."""
    return lexicon(code).get(form, "|").partition("|")[0]


@cache
def gazetteer(code: str) -> Gazetteer:
    """Return the places of a language."""
    return Gazetteer(table(f"{code}.places.tsv"))


def place(line: str) -> Place:
    """Return the place of one line of a gazetteer."""
    name, kind, country, population, geonames = line.split("|")
    return Place(name, kind, country, int(population), geonames)


def table(name: str) -> dict[str, str]:
    """Return a table of two columns; to slice one list of cells is several times the faster way."""
    path = FOLDER / name
    if not path.is_file():
        return {}
    cells = path.read_text(encoding="utf-8").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))
