"""Why the converter decided so, from the TEI alone."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.diagnostics import TeiError
from tei.explanation import least_certain, reasons
from tests.transcripts import tei

BODY = (
    '<u xml:id="u1" who="#a" resp="#turns.address" cert="0.7">'
    '<seg xml:id="u1.1">شما <choice><orig>میروید</orig><reg resp="#spelling.verb-prefix" '
    'cert="0.99">می‌روید</reg></choice>؟</seg></u>'
)
RULES = (
    '<encodingDesc><appInfo><application xml:id="turns.address" ident="tei" version="1">'
    "<label>who addresses asks</label></application></appInfo></encodingDesc>"
)
TOLD = (
    '<certainty target="#u1" locus="value" match="@who" degree="0.7" resp="#turns.address">'
    "<desc>it addresses the other person</desc></certainty>"
)


def document() -> etree._ElementTree:
    return etree.ElementTree(tei(BODY, header=RULES, stand_off=TOLD))


def test_a_decision_is_told_with_its_rule_its_certainty_and_its_evidence() -> None:
    (reason,) = reasons(document(), "//t:u")
    assert reason.rule == "turns.address"
    assert reason.label == "who addresses asks"
    assert reason.certainty == pytest.approx(0.7)
    assert reason.evidence == "it addresses the other person"
    assert reason.what == "u «شما میروید؟»"


def test_what_bears_no_decision_has_that_of_what_is_around_it() -> None:
    assert reasons(document(), "//t:seg") == reasons(document(), "//t:u")


def test_the_least_certain_comes_first() -> None:
    assert [r.rule for r in least_certain(document())] == ["turns.address", "spelling.verb-prefix"]


def test_decisions_that_agree_are_listed_once() -> None:
    tree = etree.ElementTree(tei(BODY + BODY.replace("u1", "u2"), header=RULES))
    assert [(r.rule, r.times) for r in least_certain(tree)] == [
        ("turns.address", 2),
        ("spelling.verb-prefix", 2),
    ]


def test_what_is_no_xpath_is_told() -> None:
    with pytest.raises(TeiError, match="TEI006"):
        reasons(document(), "//t:u[")
