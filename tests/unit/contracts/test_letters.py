from datetime import UTC, datetime, timedelta

from contracts.letters import LONGEST_PAUSE, next_attempt

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


def test_a_letter_that_the_mail_does_not_take_is_tried_again_after_pauses_that_double_up_to_six_hours() -> None:
    pauses = [next_attempt(failures, NOW) - NOW for failures in range(1, 12)]
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert pauses[8:] == [timedelta(minutes=256), LONGEST_PAUSE, LONGEST_PAUSE]


def test_years_of_failures_do_not_overflow_the_pause() -> None:
    assert next_attempt(100_000, NOW) - NOW == LONGEST_PAUSE
