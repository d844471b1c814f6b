from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree

from tei.resources import schemas
from tests.blessing import Compare, comparing

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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the expected outputs anew")


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """What compares an output with the file that holds the expected one, or writes it."""
    return comparing(bless=request.config.getoption("--bless"))
