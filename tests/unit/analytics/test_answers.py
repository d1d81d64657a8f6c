from services.analytics.application.answers import Answers


def test_answers_are_let_go_of_when_they_are_too_many_the_oldest_first() -> None:
    answers = Answers(most_bytes=10)
    answers.keep("one", b"12345")
    answers.keep("two", b"12345")
    assert answers.get("one") == b"12345"
    answers.keep("three", b"12345")
    assert (answers.get("one"), answers.get("two"), answers.get("three")) == (b"12345", None, b"12345")
