"""What finds Persian names without a network, to stand beside our own in one table.

hazm, shekar and parsivar install no model that knows names: hazm's and shekar's are fetched from a
network, parsivar's tagger and spaCy's pipelines have no tag for one. What is left is to look
names up, and to train what hazm and spaCy bring along on the sentences that ours was trained on.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tei.config import Config, Names
from tei.model import Document, Span, Witness
from tei.names import lexicon, taggers
from tei.names.phrases import Phrases
from tei.names.vocabulary import vocabulary
from tei.names.words import words
from tei.recognisers import names
from training.names.model import KINDS as LABELS
from training.names.model import labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tei.names.words import Word

    type Name = tuple[int, int, str]
    """Start, end, TEI element; code points, half-open."""
    type Finder = Callable[[str], dict[Name, float]]
    """From a text to its names, and how sure each is."""
    type Training = list[list[tuple[str, str]]]
    """Sentences of tokens with their labels: B-PER, I-PER, O."""

KINDS = {"PER": "persName", "LOC": "placeName", "ORG": "orgName"}
# What corpora have inside the name of a person.
INNER_TITLES = ("سید", "سیده", "میرزا")
_EPOCHS = 5
_ITERATIONS = 120


def finders(training: Training | None) -> Iterator[tuple[str, Finder]]:
    """Yield each way of finding names with what it is called; some need sentences to learn from."""
    yield "lists of names", by_lists
    if training:
        yield "names seen in training", by_memory(training)
        yield "hazm's tagger, trained on the same", by_hazm(training)
        yield "spaCy, trained on the same", by_spacy(training)
    yield "tei, titles and lists alone", by_tei(Config(names=Names(trained=False)))
    yield "tei", by_tei(Config())


def by_tei(config: Config) -> Finder:
    """Return our own recogniser; titles are left out."""

    def find(text: str) -> dict[Name, float]:
        witness = Witness("benchmark", "benchmark.txt", text, "UTF-8", "")
        result = names.recognise(Document(witness, "fa", (Span(0, len(text)),)), config)
        titles = [a.hull for a in result.select("roleName") if a.hull.of(text) not in INNER_TITLES]
        claims = result.select(*KINDS.values())
        return {(*_core(a.hull, titles, text), a.element): a.certainty for a in claims}

    return find


def by_lists(text: str) -> dict[Name, float]:
    """Return what the gazetteer, the lists of organisations, and forenames with surnames match."""
    passage, known, found, i = list(words(text)), vocabulary("fa"), {}, 0
    while i < len(passage):
        place = lexicon.gazetteer("fa").match(passage, i) or known.places.match(passage, i)
        organisation = known.organisations.match(passage, i)
        person = _listed_person(passage, i)
        ends = {
            "orgName": organisation[0] if organisation else i,
            "placeName": place[0] if place else i,
            "persName": person,
        }
        element, end = max(ends.items(), key=lambda item: item[1])
        if end > i:
            found[passage[i].start, passage[end - 1].end, element] = 1.0
        i = max(end, i + 1)
    return found


def by_memory(training: Training) -> Finder:
    """Return what finds again, longest first, the names that training sentences have."""
    seen: dict[str, Counter[str]] = {}
    for sentence in training:
        passage, labels = labelled(sentence)
        for start, end, kind in _runs(labels):
            name = " ".join(word.form for word in passage[start:end])
            seen.setdefault(name, Counter())[kind] += 1
    phrases = Phrases((name, counts.most_common(1)[0][0]) for name, counts in seen.items())

    def find(text: str) -> dict[Name, float]:
        passage, found, i = list(words(text)), {}, 0
        while i < len(passage):
            end, kind = phrases.match(passage, i) or (i, "")
            if kind in KINDS:
                found[passage[i].start, passage[end - 1].end, KINDS[kind]] = 1.0
            i = max(end, i + 1)
        return found

    return find


def by_hazm(training: Training) -> Finder:
    """Return hazm's SequenceTagger with its own features, trained here."""
    from hazm.sequence_tagger import SequenceTagger

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/names.crf"
        rows = [[(token, _kept(label)) for token, label in sentence] for sentence in training]
        SequenceTagger().train(rows, max_iteration=_ITERATIONS, verbose=False, file_name=path)
        return _by_tagger(Path(path))


def by_spacy(training: Training) -> Finder:
    """Return spaCy's named entity recogniser without vectors, trained here."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example, biluo_tags_to_spans, iob_to_biluo

    nlp = spacy.blank("fa")
    nlp.add_pipe("ner")
    examples = []
    for sentence in training:
        tokens = [token for token, _ in sentence]
        gold = Doc(nlp.vocab, words=tokens)
        tags = iob_to_biluo([_kept(label) for _, label in sentence])
        gold.ents = biluo_tags_to_spans(gold, tags)
        examples.append(Example(Doc(nlp.vocab, words=tokens), gold))
    optimizer = nlp.initialize(lambda: examples)
    for epoch in range(_EPOCHS):
        random.Random(epoch).shuffle(examples)
        for start in range(0, len(examples), 64):
            nlp.update(examples[start : start + 64], sgd=optimizer, drop=0.2)
    with tempfile.TemporaryDirectory() as folder:
        nlp.to_disk(folder)
        return _by_tagger(Path(folder))


def _by_tagger(path: Path) -> Finder:
    tagger = taggers.load(str(path))

    def find(text: str) -> dict[Name, float]:
        passage = list(words(text))
        mentions = taggers.names(tagger, passage, 0, text)
        elements = {"person": "persName", "place": "placeName", "org": "orgName"}
        return {
            (passage[m.start].start, passage[m.end - 1].end, elements[m.kind]): m.certainty
            for m in mentions
            if m.kind in elements
        }

    return find


def _listed_person(passage: list[Word], i: int) -> int:
    """Return where forenames end that begin with word `i` and a surname follows, or `i`."""
    end = i
    while end < len(passage) and "f" in lexicon.flags("fa", passage[end].form):
        end += 1
    last = end < len(passage) and "s" in lexicon.flags("fa", passage[end].form)
    return end + 1 if end > i and last else i


def _runs(labels: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield start, i, kind
            kind = ""
        if label.startswith("B-"):
            start, kind = i, label[2:]


def _kept(label: str) -> str:
    return label if label[2:] in LABELS else "O"


def _core(hull: Span, titles: list[Span], text: str) -> tuple[int, int]:
    start, end = hull.start, hull.end
    for title in sorted(titles):
        if start == title.start and title.end <= end:
            start = title.end + len(text[title.end :]) - len(text[title.end :].lstrip())
    return min(start, end), end
