import socket
from collections.abc import Iterator

import pytest

from deploy.embedded.ports import assigned, free_port, is_free, require_free
from deploy.embedded.refusal import CannotStart


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_refused_in_one_line_with_the_cure(taken: int) -> None:
    with pytest.raises(CannotStart, match=rf"^Port {taken} is taken .*make run PORT={taken + 1}.*$"):
        require_free(taken)


def test_a_process_keeps_its_port_from_one_start_to_the_next() -> None:
    first = assigned(["tenders", "suppliers"], {})
    assert assigned(["suppliers", "tenders"], first) == first


def test_a_process_whose_port_was_taken_meanwhile_gets_another(taken: int) -> None:
    ports = assigned(["tenders"], {"tenders": taken})
    assert ports["tenders"] != taken
    assert is_free(ports["tenders"])


def test_no_two_processes_share_a_port() -> None:
    names = [f"process-{number}" for number in range(50)]
    assert len(set(assigned(names, {}).values())) == len(names)


def test_a_promised_port_is_not_promised_again() -> None:
    promised = free_port()
    assert free_port(frozenset({promised})) != promised
