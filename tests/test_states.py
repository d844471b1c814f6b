"""What a paragraph is by itself, of question and answer, and what goes on from it."""

from __future__ import annotations

from tei.structure.states import asked_for, follows, states

QUESTION = "شما از چه سالی نقاشی را آغاز کردید؟"
ANSWER = "من از کودکی نقاشی می‌کردم و پدرم هم نقاش بود و کارگاهی در خانه داشت."
PLAIN = "کارگاه در خانه"


def test_an_answer_follows_a_question_rather_than_another_question() -> None:
    asks, answers = states([QUESTION, ANSWER], "fa", {})
    assert follows(asked_for(asks), answers) > follows(asked_for(asks), asks)


def test_a_question_follows_an_answer_rather_than_it_follows_a_question() -> None:
    asks, answers = states([QUESTION, ANSWER], "fa", {})
    assert follows(asked_for(answers), asks) > follows(asked_for(asks), asks)


def test_a_mark_that_the_user_knows_says_what_a_paragraph_opens() -> None:
    (asks,) = states([f"§ {PLAIN}"], "fa", {"§": True})
    (answers,) = states([f"§ {PLAIN}"], "fa", {"§": False})
    assert asks[0] > 0.9
    assert answers[2] > 0.9


def test_a_mark_is_read_by_what_it_stands_before() -> None:
    texts = [f"- {ANSWER}", QUESTION, f"- {ANSWER} {PLAIN}", QUESTION, f"- {PLAIN}"]
    *_, last = states(texts, "fa", {})
    assert last[2] > last[0]
