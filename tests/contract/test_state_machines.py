"""The drawn state machines are those of the code."""

from tests.contract.state_machines import PAGE, page, tables


def test_the_drawn_state_machines_are_those_of_the_code() -> None:
    assert PAGE.read_text() == page(), "draw them anew: python -m tests.contract.state_machines"


def test_every_state_of_a_machine_says_where_it_leads() -> None:
    for module, moves in tables():
        states = set(type(next(iter(moves))))
        assert set(moves) == states, module
        assert {state for after in moves.values() for state in after} <= states, module
