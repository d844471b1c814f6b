"""A text read word by word: every word looked up once, its neighbours asked where they decide."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from tei.spelling import blanks, divisions, extraction, joiners, placing, usage
from tei.spelling.edits import Edit
from tei.spelling.known import SPOKEN
from tei.spelling.orthography import orthography
from tei.spelling.placing import BLANKS, Placed, Word, after, around, before
from tei.spelling.words import WORD, ZWNJ, Form, form, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.spelling.orthography import Orthography

_APART = re.compile(f"({WORD.pattern})")
_MEANT, _CAREFUL = 0.5, 0.9
"""How sure a ZWNJ is where others were not lost, since its author may want the word joined; and
how sure it would have to be anywhere else."""
_REMEMBERED = 200_000
"""Words; then the memory is emptied, so that a long text needs no more of it."""


class Speller:
    """One language's speller, which remembers the words it has met."""

    def __init__(
        self, language: Orthography, words: tuple[str, ...] = (), *, unswaps: bool = False
    ) -> None:
        self._language = language
        self._words = words
        self._said = {said.letters: said.places for said in (form(w, language) for w in words)}
        self._unswaps = unswaps
        """Whether its texts have the letters of لا swapped."""
        self._memory: dict[str, Word] = {}

    def edits(self, text: str, threshold: float) -> Iterator[Edit]:
        """Yield the changes inside words, and blanks that are at least so surely a ZWNJ."""
        placed = self._placed(text, threshold)
        if self._language.compiled:
            if not self._unswaps and self._swapped(text, placed):
                yield from speller(self._language.code, self._words, unswaps=True).edits(
                    text, threshold
                )
                return
            placed = self._whole(text, placed, threshold)
        kept = usage.kept([here.word.witnessed for here in placed])
        register = usage.register(here.word.spoken for here in placed)
        for at, here in enumerate(placed):
            if here.word.regular and not here.blanks:
                continue
            yield from here.blanks
            way = register(at)
            for edit in self._word_edits(text, placed, at, way):
                if sure := self._sure(edit, way, kept=at in kept):
                    yield edit.moved(here.start, sure)

    def _sure(self, edit: Edit, register: str, *, kept: bool) -> float:
        """Return how sure a change is, by what stands around its word as well."""
        sure = edit.probability
        if edit.start < edit.end or edit.rule == "word-list":
            return sure
        if kept:
            return _MEANT if sure >= _CAREFUL else 0.0
        usual = self._language.usual.get(register, {})
        surest = self._language.surest.get(register, {})
        return usual.get(edit.rule, min(sure, surest.get(edit.rule, 1.0)))

    def _placed(self, text: str, threshold: float) -> list[Placed]:
        """Return the words of a text; where blanks were lost, the words that are there."""
        pieces = _APART.split(text)
        ends = list(accumulate(map(len, pieces)))
        known = self._known(pieces[1::2])
        words = map(known.__getitem__, pieces[1::2])
        placed = list(map(Placed, ends[::2], ends[1::2], words))
        if any(word.division for word in known.values()):
            return list(self._divided(text, placed, threshold))
        return placed

    def _divided(self, text: str, placed: list[Placed], threshold: float) -> Iterator[Placed]:
        for here in placed:
            if here.word.division:
                yield from self._pieces(text, here, threshold)
            else:
                yield here

    def _known(self, printed: Iterable[str]) -> dict[str, Word]:
        """Return what is known of each of these words."""
        memory = self._memory
        if len(memory) >= _REMEMBERED:
            memory.clear()
        return {word: memory.get(word) or self._word(word) for word in set(printed)}

    def _word(self, printed: str) -> Word:
        word = self._memory[printed] = self._looked_up(form(printed, self._language))
        return word

    def _pieces(self, text: str, here: Placed, threshold: float) -> Iterator[Placed]:
        """Yield a word, or the words that it is when blanks were lost."""
        blank = here.word.division
        if blank and blank.probability >= threshold:
            at = here.start + blank.start
            first, second = text[here.start : at], text[at : here.end]
            known = self._known((first, second))
            yield Placed(here.start, at, known[first], (blank.moved(here.start),))
            rest = Placed(at, here.end, known[second])
            yield from self._pieces(text, rest, threshold)
        else:
            yield here

    def _swapped(self, text: str, placed: list[Placed]) -> bool:
        return extraction.swaps(text, (here.word.form for here in placed), self._language)

    def _looked_up(self, form: Form) -> Word:
        language, letters = self._language, form.letters
        if self._unswaps and (at := extraction.swapped(letters, language)) is not None:
            form = extraction.unswapped(form, at)
            letters = form.letters
        if letters in self._said:
            return self._as_said(form, self._said[letters])
        entry = language.lexicon.get(letters) if language.compiled else None
        affix = letters in language.affixes
        spoken = entry is not None and SPOKEN in entry.classes
        if entry is not None and not entry.places and divisions.whole(letters, entry):
            told = usage.witnessed(form, ()) if form.places else None
            return Word(form, (), None, form.edits, not form.edits, affix, None, told, spoken)
        places = joiners.likely(letters, language)
        rival = joiners.rival(letters, places, language) if places else None
        edits = (*form.edits, *joiners.restored(form, places, language)) if places else form.edits
        return Word(
            form,
            places,
            rival,
            edits,
            not edits and rival is None,
            affix,
            self._division(form) if not places else None,
            usage.witnessed(form, edits),
            spoken,
        )

    def _as_said(self, form: Form, said: tuple[int, ...]) -> Word:
        """Return a word that the user's list has."""
        lost = (form.offsets[at] for at in said if at not in form.places)
        edits = (*form.edits, *(Edit(at, at, ZWNJ, "word-list", 1.0) for at in lost))
        return Word(form, tuple((at, 1.0) for at in said), None, edits, not edits)

    def _division(self, form: Form) -> Edit | None:
        language = self._language
        if not language.compiled or form.places:
            return None
        found = divisions.division(form.letters, language)
        if not found or blanks.candidate(
            form.letters[: found[0]], form.letters[found[0] :], "1", language
        ):
            return None
        at = form.offsets[found[0]]
        return Edit(at, at, " ", "lost-blank", found[1])

    def _whole(self, text: str, placed: list[Placed], threshold: float) -> list[Placed]:
        """Join words that a blank for a ZWNJ parts, until there is none.

        A blank that does not break a line stands for one by itself, whatever the text's habit.
        """
        if unbroken := list(placing.unbroken(text, placed)):
            placed, _ = self._merged(text, placed, unbroken, "1", threshold)
        affixes = [here.word.form.letters for here in placed if here.word.affix]
        written, lost = usage.told(here.word.witnessed for here in placed)
        habit = blanks.habit(affixes, len(placed), self._language, written=written, lost=lost)
        seams: Iterable[int] = placing.seams(placed, compounds=habit != "2")
        while seams:
            placed, whole = self._merged(text, placed, seams, habit, threshold)
            # What was joined is asked again, and so is what it stands beside.
            near = {at for word in whole for at in range(word - 1, word + 3)}
            seams = sorted(at for at in near if 0 < at < len(placed))
        return placed

    def _merged(
        self, text: str, placed: list[Placed], seams: Iterable[int], habit: str, threshold: float
    ) -> tuple[list[Placed], list[int]]:
        """Return the words, those before these seams joined that are one, and which these are."""
        merged: list[Placed] = []
        whole: list[int] = []
        done = 0
        for at in seams:
            merged += placed[done:at]
            done, last, here = at, merged[-1], placed[at]
            if text[last.end : here.start] in BLANKS and self._compound(last, here, habit):
                beside = (
                    next(before(text, merged, len(merged) - 1), ""),
                    next(after(text, placed, at), ""),
                )
                if blank := self._blank(last, here, beside, habit, threshold):
                    merged[-1] = self._one(text, last, here, blank)
                    whole.append(len(merged) - 1)
                    done = at + 1
        return merged + placed[done:], whole

    def _compound(self, last: Placed, here: Placed, habit: str) -> bool:
        if habit == "2" and not (last.word.affix or here.word.affix):
            return False
        left, right = last.word.form.letters, here.word.form.letters
        return blanks.candidate(left, right, habit, self._language)

    def _blank(
        self, last: Placed, here: Placed, beside: tuple[str, str], habit: str, threshold: float
    ) -> Edit | None:
        """Return the ZWNJ for the blank between two words that are one."""
        left, right, language = last.word.form.letters, here.word.form.letters, self._language
        probability = blanks.probability(left, right, beside, habit, threshold, language)
        if not probability:
            return None
        rule, _ = joiners.signed(left + right, len(left), probability, [], language)
        return Edit(last.end, here.start, ZWNJ, rule, probability)

    def _one(self, text: str, last: Placed, here: Placed, blank: Edit) -> Placed:
        form = joined(last.word.form, here.word.form, here.start - last.start)
        blanks = (*last.blanks, *self._stranded(text, last, blank), blank, *here.blanks)
        return Placed(last.start, here.end, self._looked_up(form), blanks)

    def _stranded(self, text: str, last: Placed, blank: Edit) -> Iterator[Edit]:
        """Yield what takes away the signs before a ZWNJ that was restored: «ه¬ ی»."""
        behind = last.start + last.word.form.offsets[-1] + 1
        for at in range(behind, last.end):
            if text[at] in self._language.signs:
                yield Edit(at, at + 1, "", "zwnj-sign", blank.probability)

    def _word_edits(
        self, text: str, placed: list[Placed], at: int, register: str
    ) -> tuple[Edit, ...]:
        word, language = placed[at].word, self._language
        if word.rival is None:
            return word.edits
        if word.form.letters.endswith(language.said):
            places = joiners.by_register(word.places, word.rival, register)
        else:
            beside = around(text, placed, at)
            places = joiners.by_neighbours(word.places, word.rival, beside, language)
        return (*word.form.edits, *joiners.restored(word.form, places, self._language))


@cache
def speller(language: str, words: tuple[str, ...] = (), *, unswaps: bool = False) -> Speller:
    """Return the speller of a language and a user's words, the same one each time."""
    return Speller(orthography(language), words, unswaps=unswaps)
