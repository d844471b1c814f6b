"""XPath that means the same in 1.0 and in 3.1, so that libxml2 may try what Saxon would.

libxml2 takes microseconds for a test, and Saxon alone longer to start than most documents take.
What is not plainly the same in both languages is left to Saxon (XPath 2.0 appendix I).
"""

from __future__ import annotations

import re

_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_SAME = frozenset({"and", "or", "not", "count", "true", "false", "boolean", "node", "text"})
_OF_ONE = frozenset(
    {"contains", "normalize-space", "number", "starts-with", "string", "string-length", "translate"}
)
"""Functions that want one node or string, of which XPath 1.0 takes the first of many."""
_ONE = re.compile(r"\(\s*(?:\)|(?:\.|@[\w:.-]+)\s*[,)]|(?:normalize-space|string|translate)\()")
_CALL = re.compile(r"(?<![\w:.-])([\w:.-]+)\s*(?=\()")
_VALUE = re.compile(r"(?<=[\w)\]§*.])\s+(eq|ne|lt|le|gt|ge)\s+(?=[\w(@§.])")
_SIGNS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_COMPARISON = re.compile(r"(!=|<=|>=|=|<|>)\s*(§|\d|.)?")
_NUMBER = re.compile(r"(?:count|number|string-length)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*$")


def in_both(expression: str) -> str | None:
    """Return an expression of XPath 1.0 that is true where this one is; None if that is not sure.

    It may still be no XPath 1.0 at all, for which its compiler is to be asked.
    """
    literals = _LITERAL.findall(expression)
    bare = _LITERAL.sub("§", expression)
    bare = _VALUE.sub(lambda word: _SIGNS[word[1]], bare)
    if not (_has_same_functions(bare) and _has_same_comparisons(bare)):
        return None
    return re.sub("§", lambda _: literals.pop(0), bare)


def parts(expression: str, joint: str) -> list[str]:
    """Return what a joint (`and`, `or`, `|`) joins in an expression, its brackets apart."""
    bare = _LITERAL.sub(lambda literal: "§" * len(literal[0]), expression)
    word = rf"(?<![\w:./@-]){joint}(?![\w:.-])" if joint.isalpha() else re.escape(joint)
    ends, depth = [], 0
    for found in re.finditer(rf"[()\[\]]|{word}", bare):
        depth += (found[0] in "([") - (found[0] in ")]")
        if found[0] == joint and not depth:
            ends.append(found)
    starts = [0, *(found.end() for found in ends)]
    stops = [*(found.start() for found in ends), len(expression)]
    return [expression[start:stop] for start, stop in zip(starts, stops, strict=True)]


def _has_same_functions(bare: str) -> bool:
    if re.search(r"[$#{}?;]|!(?!=)", bare):
        return False
    calls = ((call[1], bare[call.end() :]) for call in _CALL.finditer(bare))
    return all(name in _SAME or (name in _OF_ONE and _ONE.match(rest)) for name, rest in calls)


def _has_same_comparisons(bare: str) -> bool:
    """Say whether strings are compared with literals only, and numbers with numbers."""
    for found in _COMPARISON.finditer(bare):
        before = bare[: found.start()].rstrip()
        is_equality = found[1] in ("=", "!=")
        if is_equality and (before.endswith("§") or found[2] == "§"):
            continue
        if not (found[2] and found[2].isdigit() and _NUMBER.search(before)):
            return False
    return True
