"""Packages that add a recogniser: a small one is installed here and really runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import tei

PACKAGE = '''
from tei.model import Annotation, Rule, Span

AFTER = ("blocks", "turns")
RULE = Rule("shrines.word", "a word that ends like the name of a shrine")


def recognise(document, config):
    """Return the document with its shrines claimed."""
    start = document.text.index("امامزاده")
    claim = Annotation("placeName", (Span(start, start + 8),), RULE, 0.7)
    return document.with_claims([claim])
'''


def test_a_package_that_registers_a_recogniser_is_asked(tmp_path: Path) -> None:
    site = tmp_path / "site"
    metadata = site / "shrines-1.0.dist-info"
    metadata.mkdir(parents=True)
    (site / "shrines.py").write_text(PACKAGE, encoding="utf-8")
    (metadata / "METADATA").write_text("Name: shrines\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(
        "[tei.recognisers]\nshrines = shrines\n", encoding="utf-8"
    )
    source = tmp_path / "page.txt"
    source.write_text("به زیارت امامزاده رفتیم و شب برگشتیم.\n", encoding="utf-8")
    folders = [str(site), str(Path(tei.__file__).parents[1])]
    done = subprocess.run(
        [sys.executable, "-m", "tei", "encode", "--language", "fa", str(source)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        capture_output=True,
        check=True,
    )
    encoded = done.stdout.decode()
    assert 'xml:id="shrines.word"' in encoded
    assert '<placeName resp="#shrines.word" cert="0.7">امامزاده</placeName>' in encoded
