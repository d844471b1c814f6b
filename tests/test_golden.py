"""Whole transcripts: the TEI, the plain text and the diagnostics that come of them.

A case is a folder of `golden/` with `source.txt`; `seed` takes its source from `seeds/`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.pipeline import located, transform
from tei.readers import read
from tei.restoration import restore
from tests.blessing import Compare

HERE = Path(__file__).parent
SEED = next((HERE.parent / "seeds").glob("*.txt"))
CASES = sorted(p for p in (HERE / "golden").iterdir() if p.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_transcript(case: Path, compare: Compare) -> None:
    source = SEED if case.name == "seed" else case / "source.txt"
    witness = read(source)
    conversion = transform(witness)
    compare(case / "expected.xml", conversion.files[f"{witness.siglum}.xml"].decode())
    compare(case / "expected.txt", conversion.files[f"{witness.siglum}.txt"].decode())
    found = (located(d, witness.text, source.name) for d in conversion.diagnostics)
    compare(case / "expected.diagnostics", "".join(f"{d}\n" for d in found))
    assert restore(conversion.tree) == source.read_bytes()
