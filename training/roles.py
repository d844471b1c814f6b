"""Makes `tei/structure/roles.toml`: how questions, answers and introductions are told apart.

    python -m training.roles FOLDER...

Each FOLDER holds transcripts with gold: `*.gold.json` beside pages, or a folder with `raw.txt` and
`gold.json` for each. What is learnt are the weights of some thirty cues and of the steps between
five states, no word of any text. Prints how well it does on sources that it did not learn from, by
which the certainties are counted too.
"""

from __future__ import annotations

import json
import sys
import tempfile
from bisect import bisect
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pycrfsuite
from msgspec import Struct

from tei.config import Config
from tei.model import Document, Span
from tei.readers import read
from tei.recognisers import recognisers
from tei.recognisers.turns import headed
from tei.structure.exchange import shown
from tei.structure.roles import STATES, WEIGHTS, Weights, mark_of, roles, unmarked
from tei.structure.stacks import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEEDED = (
    "language",
    "blocks",
    "furniture",
    "pullquotes",
    "labels",
    "headings",
    "business",
    "order",
)
QUESTIONS = ("q", "#interviewer")
PARAMETERS = {"c1": 0, "c2": 1, "max_iterations": 300, "feature.possible_transitions": True}
FOLDS = 8
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.0)
NEVER_SEEN = -9.0
"""Nats of a step that the model says nothing of."""
MOST = 0.99


class Exchange(Struct, frozen=True):
    """A transcript as paragraphs in the order they are read, and what each is."""

    source: str
    language: str
    paragraphs: tuple[str, ...]
    headed: tuple[bool, ...]
    states: tuple[str, ...]
    """One of `STATES`; nothing where the gold has none or several."""


def main(folders: Sequence[Path]) -> None:
    """Learn, count and write."""
    found = [e for folder in folders for e in exchanges(folder)]
    right = certainties(found)
    weights = learn(found)
    WEIGHTS.write_text("\n".join(_lines(weights, right)) + "\n", encoding="utf-8")


def _lines(weights: Weights, right: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Yield the lines of the table, as TOML."""
    yield "# Made by training/roles.py: for each cue its weight in nats for each of the states"
    yield "[cues]"
    yield from (f"{cue} = {_row(row)}" for cue, row in sorted(weights.cues.items()))
    yield "\n# from each state to each\n[steps]"
    yield from (f"{state} = {_row(row)}" for state, row in zip(STATES, weights.steps, strict=True))
    yield "\n# how often a probability was right on sources not learnt from\n[certainty]"
    yield f"right = [{', '.join(map(_row, right))}]"


def _row(values: Sequence[float]) -> str:
    return f"[{', '.join(f'{value:.3f}' for value in values)}]"


def exchanges(folder: Path) -> Iterator[Exchange]:
    """Yield the transcripts of a folder that have no labels."""
    for file in sorted((*folder.glob("*.gold.json"), *folder.glob("*/gold.json"))):
        gold = json.loads(file.read_text("utf-8"))
        page = file.name != "gold.json"
        text = file.with_name(file.name.replace(".gold.json", ".txt") if page else "raw.txt")
        source = gold.get("source") or file.parent.name.rpartition("-")[0]
        document = _recognised(text)
        if not any(a.get("type") == "speaker" for a in document.select("note")):
            yield _exchange(document, source, gold["turns"])


def _recognised(path: Path) -> Document:
    witness = read(path)
    document = Document(witness, blocks=(Span(0, len(witness.text)),))
    for name, recogniser in recognisers().items():
        if name in NEEDED:
            document = recogniser.recognise(document, Config())
    return document


def _exchange(document: Document, source: str, turns: Sequence[dict[str, Any]]) -> Exchange:
    paragraphs = flow(document)
    below = headed(document, paragraphs)
    spans = [(Span(*s), n) for n, turn in enumerate(turns) for s in turn["spans"]]
    asks = [(turn.get("role") or turn.get("who")) in QUESTIONS for turn in turns]
    states: list[str] = []
    last = None
    for n, paragraph in enumerate(paragraphs):
        inside = {turn for span, turn in spans if any(map(span.overlaps, paragraph.pieces))}
        states.append(_state(inside, last, asks, told=below[n] or states[-1:] == ["told"]))
        last = inside
    texts = tuple(paragraph.text for paragraph in paragraphs)
    return Exchange(source, document.language, texts, tuple(below), tuple(states))


def _state(inside: set[int], last: set[int] | None, asks: Sequence[bool], *, told: bool) -> str:
    if not inside:
        return "told" if told else ""
    if len(inside) > 1:
        return ""
    (turn,) = inside
    what = "question" if asks[turn] else "answer"
    return what if inside != last else f"{what}_on"


def learn(found: Sequence[Exchange]) -> Weights:
    """Return the weights of a conditional random field (Lafferty, McCallum, Pereira 2001)."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for exchange in found:
        for shows, states in _runs(exchange):
            trainer.append(shows, states)
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as made:
        trainer.train(f"{made}/roles.crf")
        tagger.open(f"{made}/roles.crf")
        known = tagger.info()
    cues: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(STATES))
    for (cue, state), weight in known.state_features.items():
        cues[cue][STATES.index(state)] = weight
    steps = [[known.transitions.get((a, b), NEVER_SEEN) for b in STATES] for a in STATES]
    return Weights({c: tuple(row) for c, row in cues.items()}, tuple(map(tuple, steps)), ())


def _runs(exchange: Exchange) -> Iterator[tuple[list[dict[str, float]], list[str]]]:
    """Yield the stretches in which every state is known; marks are left out."""
    plain = [unmarked(text, mark_of(text, {})) for text in exchange.paragraphs]
    every = shown(plain, exchange.language, exchange.headed)
    pairs = zip(every, exchange.states, strict=True)
    for known, run in groupby(pairs, key=lambda pair: pair[1] != ""):
        if known:
            cues, states = zip(*run, strict=True)
            yield list(cues), list(states)


def certainties(found: Sequence[Exchange]) -> list[tuple[float, float]]:
    """Return how often a probability was right on sources not learnt from; print it too."""
    sources = sorted({exchange.source for exchange in found})
    counts: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for fold in range(FOLDS):
        kept = set(sources[fold::FOLDS])
        weights = learn([e for e in found if e.source not in kept])
        raw = Weights(weights.cues, weights.steps, ((0.0, 0.0), (1.0, 1.0)))
        for exchange in found:
            if exchange.source in kept:
                _count(exchange, raw, counts)
    right: list[tuple[float, float]] = [(0.0, 0.0)]
    for _, (total, hits, count) in sorted(counts.items()):
        share = max(right[-1][1], min(MOST, (hits + 1) / (count + 2)))
        right.append((total / count, share))
        print(f"{total / count:.3f} held, {hits / count:.3f} right of {count:.0f}")
    return [*right[1:], (1.0, right[-1][1])]


def _count(exchange: Exchange, weights: Weights, counts: dict[int, list[float]]) -> None:
    found = roles(exchange.paragraphs, exchange.language, headed=exchange.headed, weights=weights)
    for role, state in zip(found, exchange.states, strict=True):
        said = "told" if role.told else "question" if role.question else "answer"
        if state:
            row = counts[bisect(EDGES, role.certainty)]
            row[0] += role.certainty
            row[1] += state.removesuffix("_on") == said
            row[2] += 1


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
