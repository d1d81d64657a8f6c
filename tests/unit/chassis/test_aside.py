"""Pauses of what failed."""

from uuid import UUID

from chassis.aside import LONGEST_PAUSE_SECONDS, Aside

ONE = UUID(int=1)


def test_the_pause_doubles_up_to_a_limit() -> None:
    now = [0.0]
    aside = Aside(lambda: now[0])
    pauses = []
    for _ in range(12):
        began = now[0]
        aside.put(ONE)
        while not aside.again():
            now[0] += 1
        pauses.append(now[0] - began)
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, *[LONGEST_PAUSE_SECONDS] * 3]


def test_what_recovered_begins_anew() -> None:
    aside = Aside(lambda: 0.0)
    assert [aside.put(ONE), aside.put(ONE)] == [1, 2]
    aside.forget(ONE)
    assert (ONE in aside, len(aside), aside.put(ONE)) == (False, 0, 1)
