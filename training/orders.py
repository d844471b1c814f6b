"""Fits the weights of `tei.structure.evidence` and the priors of `tei.structure.orders`.

    python -m training.orders PAGES INTERVIEWS

PAGES holds pages with their reading order (`*.gold.json`, as `benchmarks/quality.py` reads them),
INTERVIEWS a folder for each interview (`raw.txt`, `gold.json`); from these `training/pages.py`
makes more pages. Needs numpy and scipy. A conditional logit: of all orders that are weighed, the
right one. Prints the weights that ship, and how many orders are right, and how well they agree
(Kendall tau), on PAGES whose sources were left out.
"""

from __future__ import annotations

import json
import random
import sys
from bisect import bisect_right
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

from tei.config import Config
from tei.model import Document, Span, Witness
from tei.recognisers import recognisers
from tei.recognisers.order import proven
from tei.structure import orders
from tei.structure.evidence import PROVEN, WEIGHTS, Evidence
from tei.structure.passages import lengths, passages
from tei.structure.stacks import stacks
from training.pages import Page, Paragraph, pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDS, EACH, REGULAR = 6, 12, 0.3
NAMES = [*WEIGHTS, *orders.PRIOR]
Array = Any


class Case:
    """The orders of one page: what each shows, which is right, and how well each agrees with it."""

    def __init__(self, page: Page) -> None:
        self.source = page.source
        document = _recognised(page.text)
        parts = passages(document.text, stacks(document), orders.PAGE)
        evidence = Evidence(document, parts, proven(document, parts), {})
        columns = [part.column for part in parts]
        found = list(orders.candidates(evidence, lengths(document, parts), columns))
        self.enough = orders.enough(found)
        order = [candidate.segments(len(parts)) for candidate in found]
        proofs = [_proven(evidence, segments) for segments in order]
        self.fixed = np.array([c.shape + proof for c, proof in zip(found, proofs, strict=True)])
        self.shown = np.array(
            [_row(evidence, c.kind, segments) for c, segments in zip(found, order, strict=True)]
        )
        starts = sorted(page.starts)
        rank = {start: n for n, start in enumerate(page.starts)}
        middle = [(p.blocks[0].start + p.blocks[0].end) // 2 for p in parts]
        units = [rank[starts[max(0, bisect_right(starts, m) - 1)]] for m in middle]
        right = tuple(sorted(range(len(parts)), key=lambda n: units[n]))
        paths = [tuple(n for a, b in segments for n in range(a, b)) for segments in order]
        self.right = paths.index(right) if right in paths else None
        self.tau = np.array([_tau(path, right) for path in paths])


def main(folder: Path, interviews: Path) -> None:
    """Fit and print."""
    real = [Case(page) for page in _gold(folder)]
    made = [Case(page) for page in _made(interviews)]
    sources = sorted({case.source for case in real})
    held: list[tuple[bool, float]] = []
    for fold in range(FOLDS):
        out = set(sources[fold::FOLDS])
        weights = _fit([case for case in (*real, *made) if case.source not in out])
        held += [_result(case, weights) for case in real if case.source in out]
    weights = _fit([*real, *made])
    print(f"{'':22}right   tau")
    for name, found in (
        ("sources left out", held),
        ("fitted", [_result(case, weights) for case in real]),
        ("as the file has it", [_result(case, None) for case in real]),
    ):
        print(f"{name:22}{np.mean([r for r, _ in found]):.3f} {np.mean([t for _, t in found]):.3f}")
    for name, weight in zip(NAMES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')


def _recognised(text: str) -> Document:
    document = Document(Witness("x", "x.txt", text, "UTF-8", ""), blocks=(Span(0, len(text)),))
    for name, recogniser in recognisers().items():
        if name == "order":
            break
        document = recogniser.recognise(document, Config())
    return document


def _row(evidence: Evidence, kind: str, segments: orders.Segments) -> Array:
    row = defaultdict[str, float](float, {kind: 1.0})
    for name, value in evidence.shown_at_ends(segments[0][0], segments[-1][1] - 1):
        row[name] += value
    for (a, b), sign in _links(segments):
        for name, value in evidence.shown(a, b):
            row[name] += sign * value
    return [row[name] for name in NAMES]


def _proven(evidence: Evidence, segments: orders.Segments) -> float:
    return PROVEN * sum(sign for link, sign in _links(segments) if link in evidence.proven)


def _links(segments: orders.Segments) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the links that an order makes (1) and those it cuts (-1)."""
    yield from (((a[1] - 1, b[0]), 1) for a, b in pairwise(segments))
    yield from (((start - 1, start), -1) for start, _ in segments if start)


def _gold(folder: Path) -> Iterator[Page]:
    for file in sorted(folder.glob("*.gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        text = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes().decode()
        start = {unit["i"]: unit["text_start"] for unit in gold["units"]}
        yield Page(text, tuple(start[n] for n in gold["order"]), gold["source"])


def _made(folder: Path) -> Iterator[Page]:
    rng = random.Random(1)
    for file in sorted(folder.glob("*/gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        text = file.with_name("raw.txt").read_bytes().decode()
        name, _, kind = gold["id"].rpartition("-")
        if kind != "nomark":
            found = [
                Paragraph(" ".join(text[a:b].split()), turn["who"] == "#interviewer")
                for turn in gold["turns"]
                for a, b in turn["spans"]
            ]
            yield from pages([p for p in found if p.text], name, EACH, rng)


def _tau(path: Sequence[int], right: Sequence[int]) -> float:
    """Return Kendall's tau of two orders."""
    place = {n: at for at, n in enumerate(path)}
    pairs = [place[a] < place[b] for a, b in combinations(right, 2)]
    return 2 * sum(pairs) / len(pairs) - 1 if pairs else 1.0


def _fit(cases: Sequence[Case]) -> Array:
    start = np.array([*WEIGHTS.values(), *orders.PRIOR.values()])
    return minimize(_loss, start, (cases,), jac=True, method="L-BFGS-B").x


def _loss(weights: Array, cases: Sequence[Case]) -> tuple[float, Array]:
    """Return what is lost with some weights, and its slope."""
    total, slope = REGULAR * (weights @ weights) / 2, REGULAR * weights
    for case in cases:
        if case.right is None:
            continue
        scores = case.fixed + case.shown @ weights
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        total -= np.log(chances[case.right] + 1e-300)
        slope = slope - (case.shown[case.right] - chances @ case.shown)
    return float(total), slope


def _result(case: Case, weights: Array | None) -> tuple[bool, float]:
    """Return whether the order that is chosen is right, and its tau; without weights the file's."""
    scores = case.fixed + case.shown @ weights if weights is not None else np.zeros(1)
    best = int(np.argmax(scores))
    chosen = best if scores[best] > scores[0] + case.enough else 0
    return chosen == case.right, float(case.tau[chosen])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
