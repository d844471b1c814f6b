"""A typeface for PDF, in which every character of the text has a glyph of its own.

A PDF keeps text as a table from glyphs to characters. So that what is copied from it is the text:

- the stand-in for U+200C gets a glyph without ink or width (WeasyPrint draws none for U+200C);
- a ligature of letters (لا, الله) becomes as many glyphs that share its width, the first with the
  ink of all: of the characters that one glyph stands for, readers disagree on the order.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

STAND_IN = "\u08ad"
"""ARABIC LETTER LOW ALEF: right-to-left, joining to neither side, in no text of ours."""

type _Ligature = tuple[tuple[str, ...], str]
"""The glyphs that it joins and its own."""


def adapted(path: Path) -> bytes:
    """Return the TrueType font made of a font file (OpenType 1.9)."""
    from fontTools.ttLib import TTFont

    font: Any = TTFont(path)
    _add_blank(font, "zwnj.blank", 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(STAND_IN)] = "zwnj.blank"
    letters = _letters(font)
    for number, lookup in enumerate(list(font["GSUB"].table.LookupList.Lookup)):
        ligatures = list(_taken(lookup, letters))
        if ligatures:
            _add_rules(font, number, ligatures)
    font.flavor = None
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _add_blank(font: Any, name: str, width: int) -> None:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    font["glyf"][name] = Glyph()
    font["hmtx"][name] = (width, 0)


def _letters(font: Any) -> frozenset[str]:
    """Return the glyphs that are Arabic letters, or the forms that letters take in a word."""
    letters = {name for code, name in font.getBestCmap().items() if chr(code).isalpha()}
    letters = {name for name in letters if not name.isascii() or len(name) > 1}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            for base, form in getattr(subtable, "mapping", {}).items():
                if base in letters:
                    letters.add(form)
    return frozenset(letters)


def _taken(lookup: Any, letters: frozenset[str]) -> Iterator[_Ligature]:
    """Take the ligatures of letters out of a lookup."""
    for subtable in lookup.SubTable:
        for first, ligatures in getattr(subtable, "ligatures", {}).items():
            for ligature in list(ligatures):
                parts = (first, *ligature.Component)
                if letters.issuperset(parts):
                    ligatures.remove(ligature)
                    yield parts, ligature.LigGlyph


def _add_rules(font: Any, number: int, ligatures: list[_Ligature]) -> None:
    """Let the features that had the ligatures of a lookup change each of their glyphs instead."""
    rules = []
    for parts, ligature in ligatures:
        share = font["hmtx"][ligature][0] // len(parts)
        blanks = {glyph: f"{ligature}.{glyph}" for glyph in parts[1:]}
        for name in blanks.values():
            _add_blank(font, name, share)
        _add_ink(font, ligature, share * (len(parts) - 1))
        ink = _add_lookup(font, _single({parts[0]: f"{ligature}.ink"}))
        blank = _add_lookup(font, _single(blanks))
        rules.append(_rule(font, parts, [ink, *[blank] * (len(parts) - 1)]))
    added = _add_lookup(font, *rules)
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if number in record.Feature.LookupListIndex:
            record.Feature.LookupListIndex.append(added)
            record.Feature.LookupCount += 1


def _add_ink(font: Any, ligature: str, left: int) -> None:
    """Add the glyph that a ligature's first letter gets: all its ink, which begins left of it."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    part: Any = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = ligature, -left, 0, 0x4
    glyph: Any = Glyph()
    glyph.numberOfContours, glyph.components = -1, [part]
    width, bearing = font["hmtx"][ligature]
    font["glyf"][f"{ligature}.ink"] = glyph
    font["hmtx"][f"{ligature}.ink"] = (width - left, bearing - left)


def _add_lookup(font: Any, *subtables: Any) -> int:
    """Add a lookup and return its number."""
    from fontTools.otlLib.builder import buildLookup

    lookups = font["GSUB"].table.LookupList
    lookups.Lookup.append(buildLookup(list(subtables)))
    lookups.LookupCount = len(lookups.Lookup)
    return len(lookups.Lookup) - 1


def _single(mapping: dict[str, str]) -> Any:
    from fontTools.otlLib.builder import buildSingleSubstSubtable

    return buildSingleSubstSubtable(mapping)


def _rule(font: Any, parts: Sequence[str], lookups: Sequence[int]) -> Any:
    """Return the rule that these glyphs in a row take these lookups (GSUB 6.3)."""
    from fontTools.otlLib.builder import buildCoverage
    from fontTools.ttLib.tables import otTables

    rule: Any = otTables.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackGlyphCount = rule.LookAheadGlyphCount = 0
    rule.BacktrackCoverage, rule.LookAheadCoverage = [], []
    order = font.getReverseGlyphMap(rebuild=True)
    rule.InputCoverage = [buildCoverage([glyph], order) for glyph in parts]
    rule.InputGlyphCount = rule.SubstCount = len(parts)
    rule.SubstLookupRecord = []
    for index, number in enumerate(lookups):
        record: Any = otTables.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = index, number
        rule.SubstLookupRecord.append(record)
    return rule
