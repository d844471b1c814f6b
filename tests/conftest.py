from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree

from tei.resources import schemas

settings.register_profile(
    "ci",
    deadline=None,
    max_examples=300,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", parent=settings.get_profile("ci"), max_examples=20_000)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def interview() -> etree.RelaxNG:
    """Our schema, by a validator that is not ours."""
    return etree.RelaxNG(etree.parse(schemas() / "interview.rng"))
