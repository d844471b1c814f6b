"""Questions and answers: the chain that tells them, and what printed marks are taken for."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.structure import chain
from tei.structure.roles import Role, learnt, roles

nats = st.floats(-5, 5)
rows = st.lists(nats, min_size=3, max_size=3)
QUESTIONS = (
    "شما از چه سالی نقاشی را آغاز کردید؟",
    "استاد شما در آن سال‌ها چه کسی بود؟",
    "چرا پس از آن به تهران آمدید؟",
    "نظر شما درباره نقاشی امروز چیست؟",
)
ANSWERS = (
    "من از کودکی نقاشی می‌کردم و پدرم هم نقاش بود و کارگاهی در خانه داشت که همه ما در آن بودیم.",
    "استاد من در هنرستان مردی بود که هنوز هم او را می‌بینم و از او بسیار آموختم و می‌آموزم.",
    "برای این‌که در آن شهر کاری نبود و من می‌خواستم درس بخوانم و نقاشی کنم و با دیگران باشم.",
    "من با نقاشی امروز آشنا هستم و آن را دوست دارم، هر چند خودم جور دیگری کار می‌کنم.",
)


def told(paragraphs: list[str], given: dict[str, bool] | None = None) -> list[Role]:
    return roles(paragraphs, "fa", given=given)


def asks(paragraphs: list[str]) -> list[bool]:
    return [role.question for role in told(paragraphs)]


def exchange(ask: str = "", reply: str = "", *, lost: int | None = None) -> list[str]:
    """Return questions and answers with these marks, one question without."""
    found = []
    for n, (question, answer) in enumerate(zip(QUESTIONS, ANSWERS, strict=True)):
        found += [question if n == lost else ask + question, reply + answer]
    return found


@given(st.lists(rows, min_size=1, max_size=5), st.lists(rows, min_size=3, max_size=3))
def test_the_chain_finds_what_trying_everything_finds(
    places: list[list[float]], step: list[list[float]]
) -> None:
    steps = [step] * (len(places) - 1)
    scored = {}
    for run in product(range(3), repeat=len(places)):
        inside = sum(place[state] for place, state in zip(places, run, strict=True))
        scored[run] = inside + sum(step[a][b] for a, b in pairwise(run))
    best, found = chain.likeliest(places, steps)
    assert best == pytest.approx(max(scored.values()))
    assert scored[tuple(found)] == pytest.approx(best)
    total = log(sum(map(exp, scored.values())))
    for n, shares in enumerate(chain.probabilities(places, steps)):
        for state, share in enumerate(shares):
            inside = sum(exp(s - total) for run, s in scored.items() if run[n] == state)
            assert share == pytest.approx(inside)


@pytest.mark.parametrize(
    ("ask", "reply"), [("", ""), ("◀ ", ""), ("* ", "- "), ("", "- "), ("- ", "* "), ("■", "")]
)
def test_marks_are_read_by_what_they_open(ask: str, reply: str) -> None:
    assert asks(exchange(ask, reply)) == [True, False] * 4


@pytest.mark.parametrize("lost", range(4))
def test_a_mark_that_is_lost_hides_no_question(lost: int) -> None:
    assert asks(exchange("◀ ", lost=lost)) == [True, False] * 4


def test_a_statement_with_a_mark_is_a_question() -> None:
    paragraphs = exchange("◀ ")
    paragraphs[4] = "◀ پس از آن به تهران آمدید."
    assert asks(paragraphs) == [True, False] * 4


def test_marks_of_a_list_inside_an_answer_open_nothing() -> None:
    listed = ["• رنگ و قلم و کاغذ", "• چند کتاب درباره نقاشی", "• نور خوب و جای آرام"]
    paragraphs = [*exchange()[:7], "من در کارگاهم این چیزها را دارم:", *listed]
    found = told(paragraphs)
    assert not any(role.question or role.opens for role in found[8:])


def test_what_the_user_says_of_a_mark_is_not_weighed() -> None:
    paragraphs = exchange("◀ ")
    said = told(paragraphs, given={"◀": False})
    assert not any(role.question for role in said[::2])


def test_certainties_rise_with_probabilities() -> None:
    held, right = zip(*learnt().right, strict=True)
    assert list(held) == sorted(held)
    assert max(right) < 1
