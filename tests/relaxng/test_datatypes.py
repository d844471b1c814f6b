from __future__ import annotations

import pytest

from tei.validation.relaxng.datatypes import BUILT_IN, XSD, find
from tei.validation.relaxng.datatypes.regex import matcher


def allows(name: str, text: str, *parameters: tuple[str, str]) -> bool:
    return find(XSD, name, parameters, dict).allows(text, lambda: {None: "urn:d", "p": "urn:p"})


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("string", ["", " a "], []),
        ("normalizedString", ["a\nb"], []),
        ("token", ["", " a  b "], []),
        ("language", ["fa", "fa-IR", "x-klingon", " en "], ["", "not a lang!", "farsi_IR"]),
        ("Name", ["a", "a:b", "_"], ["1a", "", "a b"]),
        ("NCName", ["a", "سعدی", "a.b-c"], ["a:b", "1a", "-a", "می\u200cخواهم"]),
        ("ID", ["a"], ["1"]),
        ("IDREF", ["a"], ["#a"]),
        ("IDREFS", ["a b"], ["", "a 1"]),
        ("ENTITY", ["a"], ["&a"]),
        ("ENTITIES", ["a  b"], [""]),
        ("NMTOKEN", ["1a", "-"], ["a b", ""]),
        ("NMTOKENS", ["1 a"], [""]),
        ("boolean", ["true", "0", " 1 "], ["TRUE", "yes", ""]),
        ("decimal", ["1", "-1.50", ".5", "5."], ["1e3", ".", "", "۱"]),
        ("integer", ["-1", "+01"], ["1.0", "", "1 2"]),
        ("nonNegativeInteger", ["0", "-0"], ["-1"]),
        ("positiveInteger", ["1"], ["0"]),
        ("nonPositiveInteger", ["0"], ["1"]),
        ("negativeInteger", ["-1"], ["0"]),
        ("byte", ["127", "-128"], ["128"]),
        ("short", ["32767"], ["32768"]),
        ("int", ["2147483647"], ["2147483648"]),
        ("long", ["9223372036854775807"], ["9223372036854775808"]),
        ("unsignedByte", ["255"], ["256", "-1"]),
        ("unsignedShort", ["65535"], ["65536"]),
        ("unsignedInt", ["4294967295"], ["4294967296"]),
        ("unsignedLong", ["18446744073709551615"], ["18446744073709551616"]),
        ("double", ["1e3", "-INF", "NaN", "1"], ["inf", "1e", "+INF", "0x1"]),
        ("float", ["1E-3", "INF", "3e99"], ["nan"]),
        ("date", ["1999-12-31", "2000-02-29", "-0044-03-15", "12000-01-01", "1999-12-31+03:30"],
         ["1999-02-29", "1900-02-29", "0000-01-01", "99-12-31", "31/12/1999", "1999-13-01",
          "1999-12-31+14:01", "01999-12-31"]),
        ("time", ["23:59:59.999", "24:00:00", "00:00:00Z"], ["24:00:01", "12:60:00", "12:00"]),
        ("dateTime", ["1999-12-31T23:59:59Z", "1999-12-31T24:00:00"], ["1999-12-31", ""]),
        ("gYear", ["1378", "-0500"], ["78", "0000"]),
        ("gYearMonth", ["1999-12"], ["1999-13", "1999"]),
        ("gMonth", ["--12"], ["12", "--13", "--12--"]),
        ("gMonthDay", ["--02-29"], ["--02-30", "--04-31"]),
        ("gDay", ["---31"], ["---32"]),
        ("duration", ["P1Y2M3DT4H5M6.7S", "-P1D", "PT1S"], ["P", "P1DT", "1D", "P1S"]),
        ("hexBinary", ["", "0aFF"], ["0", "xx"]),
        ("base64Binary", ["", "YQ==", "Y W I="], ["YQ=", "YR==", "Y"]),
        ("anyURI", ["", "#a", "http://a/b?c#d", "یک.xml", "a b", "urn:x", "http://[::1]/"],
         ["#a#b", "%zz", ":a", "a b:c", "http://", "a:", "http://a/[b]"]),
        ("QName", ["a", "p:a"], ["q:a", "1", "p:"]),
        ("NOTATION", ["p:a"], [":a"]),
    ],
)  # fmt: skip
def test_a_datatype_has_the_texts_that_xsd_gives_it(
    name: str, right: list[str], wrong: list[str]
) -> None:
    for text in right:
        assert allows(name, text), text
    for text in wrong:
        assert not allows(name, text), text


@pytest.mark.parametrize(
    ("name", "parameter", "right", "wrong"),
    [
        ("token", ("length", "2"), ["ab", " ab "], ["a"]),
        ("string", ("length", "2"), ["ab", "  "], [" ab "]),
        ("token", ("minLength", "2"), ["ab", "abc"], ["a"]),
        ("token", ("maxLength", "2"), ["ab", ""], ["abc"]),
        ("NMTOKENS", ("length", "2"), ["ab cd"], ["ab"]),
        ("hexBinary", ("length", "1"), ["ff"], ["ffff"]),
        ("decimal", ("minInclusive", "1.5"), ["1.5", "2"], ["1.49"]),
        ("decimal", ("maxInclusive", "1.5"), ["1.50"], ["1.51"]),
        ("integer", ("minExclusive", "1"), ["2"], ["1"]),
        ("double", ("maxExclusive", "1"), ["0.9"], ["1", "NaN"]),
        ("date", ("minInclusive", "1979-02-11"), ["1979-02-11", "2000-01-01"], ["1979-02-10"]),
        ("date", ("maxExclusive", "2000-01-01Z"), ["1999-12-30"], ["2000-01-01", "2000-01-01Z"]),
        ("time", ("minInclusive", "12:00:00Z"), ["15:30:00+03:30"], ["13:00:00+02:00"]),
        ("duration", ("minInclusive", "P1M"), ["P32D", "P1M"], ["P31D", "P27D"]),
        ("decimal", ("totalDigits", "3"), ["123", "0.12", "1.230"], ["1234", "12.34"]),
        ("decimal", ("fractionDigits", "1"), ["1.5", "1.50", "100"], ["1.55"]),
        ("token", ("pattern", r"[^\p{C}\p{Z}]+"), ["ab", "کتاب"], ["a b", "می\u200cخواهم", ""]),
    ],
)  # fmt: skip
def test_a_parameter_narrows_a_datatype(
    name: str, parameter: tuple[str, str], right: list[str], wrong: list[str]
) -> None:
    for text in right:
        assert allows(name, text, parameter), text
    for text in wrong:
        assert not allows(name, text, parameter), text


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("a.c", ["abc", "a\u2028c"], ["a\nc", "a\rc"]),
        ("a|bc", ["a", "bc"], ["ac"]),
        ("(ab){2,3}", ["abab"], ["ab", "abababab"]),
        ("^$", ["^$"], [""]),
        (r"\d{2}", ["12", "۱۲"], ["1"]),
        (r"\s\S", [" a"], ["\u00a0a", "a "]),
        (r"\w+", ["aé1"], ["a-b", "a b"]),
        (r"\W", ["-"], ["a"]),
        (r"\i\c*", ["a1", "_", "سعدی۱"], ["1a"]),
        (r"\I\C", ["1 "], ["a ", "1a"]),
        (r"\D", ["a"], ["1"]),
        (r"[a-c-[b]]", ["a", "c"], ["b", "d"]),
        (r"[^a-c-[x]]", ["d"], ["a", "x"]),
        (r"[-a]", ["-", "a"], ["b"]),
        (r"[a\-z]", ["-", "z"], ["b"]),
        (r"[\p{Lu}\d]", ["A", "1", "Ç"], ["a"]),
        (r"\p{L}+", ["aش"], ["1", "a1"]),
        (r"\P{L}", ["1", "۱"], ["a", "ش"]),
        (r"\p{IsArabic}", ["ش"], ["a"]),
        (r"\p{Cn}", ["\U000e2000"], ["a", "\ue000"]),
        (r"\p{Co}", ["\ue000", "\U0010fffd"], ["a"]),
        (r"\.\\\n", [".\\\n"], ["a\\\n"]),
    ],
)
def test_a_regular_expression_means_what_it_means_in_xsd(
    pattern: str, right: list[str], wrong: list[str]
) -> None:
    matches = matcher(pattern)
    for text in right:
        assert matches(text), text
    for text in wrong:
        assert not matches(text), text


@pytest.mark.parametrize(
    "pattern",
    ["(", "a)", "*", "a**", "[", "[]", "[b-a]", r"\q", r"\p", r"\p{Xx}", r"\p{IsNowhere}", "a{",
     "[a[b]]", r"[a-\d]", "[a-c-[b]d]", "]", "\\"],
)  # fmt: skip
def test_a_wrong_regular_expression_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="is not a regular expression"):
        matcher(pattern)


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("integer", "1", "01", True),
        ("decimal", "1.0", "1", True),
        ("double", "1e1", "10", True),
        ("double", "NaN", "NaN", True),
        ("float", "0.1", "0.10000000001", True),
        ("boolean", "true", "1", True),
        ("token", "a  b", "a b", True),
        ("string", "a  b", "a b", False),
        ("dateTime", "2000-01-01T00:00:00+03:30", "1999-12-31T20:30:00Z", True),
        ("dateTime", "2000-01-01T00:00:00", "2000-01-01T00:00:00Z", False),
        ("duration", "P1Y", "P12M", True),
        ("duration", "P1M", "P30D", False),
        ("hexBinary", "ff", "FF", True),
        ("base64Binary", "Y Q==", "YQ==", True),
        ("QName", "p:a", "q:a", True),
    ],
)
def test_two_texts_are_the_same_if_they_mean_the_same(
    name: str, one: str, other: str, same: bool
) -> None:
    datatype = find(XSD, name, (), dict)
    meaning = datatype.meaning(one, lambda: {"p": "urn:p"})
    assert datatype.same(other, lambda: {"q": "urn:p"}, meaning) is same


def test_relax_ng_has_two_datatypes_of_its_own() -> None:
    assert find(BUILT_IN, "token", (), dict).meaning(" a  b ", dict) == "a b"
    assert find(BUILT_IN, "string", (), dict).meaning(" a ", dict) == " a "
    with pytest.raises(ValueError, match="has no parameters"):
        find(BUILT_IN, "token", (("length", "1"),), dict)
