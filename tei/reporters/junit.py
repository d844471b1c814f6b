"""For reports of tests, as JUnit writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tei.diagnostics import Severity
from tei.reporters.report import by_file, sentences, where, xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.diagnostics import Diagnostic
    from tei.reporters.report import Report


def report(told: Report) -> str:
    """Return a suite with a case for each file, or for each error in it."""
    cases: list[etree._Element] = []
    for file, diagnostics in by_file(told).items():
        errors = [d for d in diagnostics if d.severity is Severity.ERROR]
        cases += [_failed(file, error) for error in errors] or [_case(file, "valid")]
        _note(cases[-1], [d for d in diagnostics if d.severity is not Severity.ERROR])
    failures = sum(len(case.findall("failure")) for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    root = etree.Element("testsuites", counts)
    etree.SubElement(root, "testsuite", counts, name="tei validate", time="0").extend(cases)
    return serialized(root)


def serialized(root: etree._Element) -> str:
    """Return a document that people can read as well."""
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _case(file: str, name: str) -> etree._Element:
    return etree.Element("testcase", classname=xml(file), name=name, time="0")


def _failed(file: str, error: Diagnostic) -> etree._Element:
    case = _case(file, f"{error.code} {where(error)}")
    failure = etree.SubElement(case, "failure", type=error.code, message=xml(error.message))
    failure.text = xml(f"{file}:{where(error)}: {sentences(error)}")
    return case


def _note(case: etree._Element, diagnostics: Sequence[Diagnostic]) -> None:
    """Put what is no failure into a case's output."""
    if diagnostics:
        lines = (f"{d.severity} {d.code} {where(d)}: {sentences(d)}" for d in diagnostics)
        etree.SubElement(case, "system-out").text = xml("\n".join(lines))
