from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree

from tei.resources import schemas
from tests.blessing import Compare, comparing

settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=300,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "deep", parent=settings.get_profile("ci"), derandomize=False, max_examples=20_000
)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def interview() -> etree.RelaxNG:
    """Our schema, by a validator that is not ours."""
    return etree.RelaxNG(etree.parse(schemas() / "interview.rng"))


@pytest.fixture(autouse=True, scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is kept from one run of the tests to the next, nor in the user's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the expected outputs anew")


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """What compares an output with the file that holds the expected one, or writes it."""
    return comparing(bless=request.config.getoption("--bless"))


@pytest.fixture
def printing() -> None:
    """Skip the test where nothing can be printed: without the package or the system's Pango."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint cannot be loaded: {error}")
