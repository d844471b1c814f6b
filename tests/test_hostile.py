"""What would bring a program down, or out of the file, ends in a diagnostic instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.diagnostics import TeiError
from tei.validation import validate

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>نامه</title>'
    "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
    "{}</teiHeader><text><body>"
)
TAIL = "</body></text></TEI>"
BOMB = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


def _tei(body: str, *, before: str = "", header: str = "") -> bytes:
    return f"{before}{HEAD.format(header)}{body}{TAIL}".encode()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (_tei("<p>&a9;</p>", before=f"<!DOCTYPE TEI [{BOMB}]>"), "TEI112"),
        (_tei('<p n="&a9;"/>', before=f"<!DOCTYPE TEI [{BOMB}]>"), "TEI112"),
        (
            _tei("<p>&x;</p>", before='<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "TEI112",
        ),
        (_tei("<p>&x;</p>", before='<!DOCTYPE TEI SYSTEM "http://127.0.0.1/x.dtd">'), "TEI111"),
        (_tei("<p " + " ".join(f'a{n}="1"' for n in range(1001)) + "/>"), "TEI116"),
        (_tei("<ab>" + "<seg>" * 100_000), "TEI116"),
        (_tei("<p>سلام" * 100).decode()[:500].encode(), "TEI115"),
        (_tei('<p n="' + "ا" * 1000)[: -len(TAIL)], "TEI115"),
        (_tei("<p>سلام</p>", before='<?xml version="1.0" encoding="UTF-16"?>'), "TEI113"),
        (_tei("<p>سلام</p>", before='<?xml version="1.0" encoding="utf-7"?>'), "TEI113"),
        (_tei("<p>سلام</p>").decode().encode("cp1256"), "TEI113"),
        (_tei("<p>\0</p>"), "TEI111"),
        (bytes(range(256)), "TEI119"),
    ],
)
def test_it_is_refused_with_a_reason(document: bytes, code: str) -> None:
    with pytest.raises(TeiError) as caught:
        validate(document)
    assert caught.value.diagnostic.code == code


MANY = 10_000_000


@pytest.mark.parametrize(
    "body",
    [
        f'<p n="{"ا" * (MANY // 2)}"/>',
        f"<p>{'سلام ' * (MANY // 9)}</p>",
        f"<p/><!--{'x' * MANY}-->",
        f"<p><![CDATA[{'<' * MANY}]]></p>",
        "<ab>" + "<seg>" * 9_900 + "</seg>" * 9_900 + "</ab>",
        "<p>" + "<date/>" * 100_000 + "</p>",
    ],
    ids=["attribute", "text", "comment", "cdata", "deep", "wide"],
)
def test_what_is_large_and_right_is_valid(body: str) -> None:
    assert validate(_tei(body), "tei_all") == []


def test_an_attribute_too_many_is_told_in_short() -> None:
    [found] = validate(_tei(f'<p whoo="{"x" * MANY}"/>'), "tei_all")
    assert (found.code, len(found.message) < 100) == ("TEI525", True)


def test_a_value_that_is_no_date_is_told_in_short() -> None:
    [found] = validate(_tei(f'<p><date when="{"1" * MANY}"/></p>'), "tei_all")
    assert (found.code, len(found.message) < 100) == ("TEI528", True)


def test_of_a_list_of_pointers_the_first_that_miss_are_told() -> None:
    pointers = " ".join(f"#p{n}" for n in range(10_000))
    found = validate(_tei(f'<u who="{pointers}"/>'), "tei_all")
    assert [d.code for d in found] == ["TEI552"] * 26
    assert found[-1].message == "`who` of <u> has more pointers that miss: 25 of them were told"


def test_a_name_of_a_million_letters_is_not_compared() -> None:
    found = validate(_tei(f"<p/><{'p' * 1_000_000}/>"), "tei_all")
    assert [d.code for d in found] == ["TEI520"]


@pytest.mark.parametrize("pattern", ["(a|a)*b", "((a)(a?)){1,40}b", "(a+)+b"])
def test_an_expression_that_could_run_for_ever_is_not_tried(pattern: str) -> None:
    prefix = f'<prefixDef ident="x" matchPattern="{pattern}" replacementPattern="$1"/>'
    header = f"<encodingDesc><listPrefixDef>{prefix}</listPrefixDef></encodingDesc>"
    document = _tei(f'<p><ptr target="x:{"a" * 60}"/></p>', header=header)
    assert validate(document, "tei_all") == []


def test_thousands_of_findings_on_one_line_are_all_told(tmp_path: Path) -> None:
    from tei import reporters

    file = tmp_path / "a.xml"
    file.write_bytes(_tei("".join(f'<p corresp="#p{n}"/>' for n in range(5000))))
    told = reporters.report("text", reporters.Report(validate(file, "tei_all")))
    assert told.count("TEI552") == 5000
