"""What is known of single words and of places, compiled by `training.names`.

A line of `LANGUAGE.lexicon.tsv` is a folded word, and its flags and two clusters; a line of
`LANGUAGE.places.tsv` a place as it is looked up, and its name, kind, country, population and
GeoNames id.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import tei.languages
from tei.names.phrases import Gazetteer
from tei.names.tables import Table, read

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


class Place(NamedTuple):
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
def lexicon(code: str) -> Table:
    """Return each known word's flags and clusters: "fs|12|345"."""
    return read(FOLDER / f"{code}.lexicon.tsv")


@lru_cache(1 << 16)
def flags(code: str, form: str) -> str:
    """Return the flags of a folded word, none for one that is not known."""
    return lexicon(code).get(form, "|").partition("|")[0]


@cache
def gazetteer(code: str) -> Gazetteer:
    """Return the places of a language."""
    return Gazetteer(read(FOLDER / f"{code}.places.tsv"))


def place(line: str) -> Place:
    """Return the place of one line of a gazetteer."""
    name, kind, country, population, geonames = line.split("|")
    return Place(name, kind, country, int(population), geonames)
