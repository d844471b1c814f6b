"""What authority files of many names cost: to compile, to load from the cache, to use.

python benchmarks/authorities.py [TRANSCRIPT]
"""

from __future__ import annotations

import os
import sys
import tempfile
from functools import partial
from itertools import islice, product
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tei import authorities
from tei.config import Config
from tei.names.lexicon import FOLDER
from tei.pipeline import recognise
from tei.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.model import Witness

SEED = Path(__file__).parents[1] / "seeds" / "000_64378674147a36bf.txt"
SIZES = (20_000, 200_000)


def main(transcript: Path) -> None:
    """Print a row for each size of file; seconds, the best of three."""
    witness = read(transcript)
    alone = best(lambda: recognise(witness))
    print(f"{'names':>8}{'compile':>9}{'cached':>8}{'run':>8}   without: {alone:.3f}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        for size in SIZES:
            path = Path(folder) / f"{size}.csv"
            path.write_text(table(size), encoding="utf-8")
            config = Config(authority=(str(path),))
            first = timed(partial(authorities.load, path))
            again = best(partial(fresh, path))
            run = best(partial(fresh_run, witness, config))
            print(f"{size:8}{first:9.3f}{again:8.3f}{run:8.3f}")


def table(size: int) -> str:
    """Return a CSV of so many persons, each forename with each surname."""
    lines = (FOLDER / "fa.lexicon.tsv").read_text(encoding="utf-8").splitlines()
    flags = [line.partition("|")[0].split("\t") for line in lines]
    forenames = [word for word, given in flags if "f" in given]
    surnames = [word for word, given in flags if "s" in given]
    names = islice(product(forenames, surnames), size)
    rows = (f"x{n},person,{forename} {surname}" for n, (forename, surname) in enumerate(names))
    return "id,kind,name\n" + "\n".join(rows) + "\n"


def fresh(path: Path) -> object:
    """Load a file as a new process does."""
    authorities.load.cache_clear()
    return authorities.load(path)


def fresh_run(witness: Witness, config: Config) -> object:
    """Recognise a transcript with a file that is not in memory."""
    authorities.load.cache_clear()
    return recognise(witness, config)


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def best(work: Callable[[], object]) -> float:
    """Return the shortest of three runs, in seconds."""
    return min(timed(work) for _ in range(3))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SEED)
