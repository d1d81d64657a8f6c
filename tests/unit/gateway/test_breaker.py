"""When an upstream is left alone."""

from gateway.breaker import FAILURES, REST_SECONDS, Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def an_open_breaker(clock: Clock) -> Breaker:
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        breaker.failed()
    return breaker


def test_calls_pass_until_enough_of_them_failed_in_a_row() -> None:
    breaker = Breaker(Clock())
    for _ in range(FAILURES - 1):
        breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.lets_pass()
    assert not breaker.is_open


def test_an_upstream_that_fails_every_time_is_left_alone() -> None:
    assert not an_open_breaker(Clock()).lets_pass()


def test_after_a_rest_one_call_tries() -> None:
    clock = Clock()
    breaker = an_open_breaker(clock)
    clock.now = REST_SECONDS
    assert [breaker.lets_pass() for _ in range(3)] == [True, False, False]


def test_a_trial_that_fails_begins_another_rest_and_one_that_succeeds_ends_it() -> None:
    clock = Clock()
    breaker = an_open_breaker(clock)
    clock.now = REST_SECONDS
    assert breaker.lets_pass()
    breaker.failed()
    assert not breaker.lets_pass()
    clock.now = 2 * REST_SECONDS
    assert breaker.lets_pass()
    breaker.succeeded()
    assert breaker.lets_pass()
    assert breaker.lets_pass()
