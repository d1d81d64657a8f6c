"""How the client of the benchmarks reads answers."""

from benchmarks.trials.load import Caller, Tally, rendered


class Wire:
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def close(self) -> None:
        self.is_closed = True


def a_caller(*requests: bytes, expected: int = 200, least: int = 0) -> tuple[Caller, Tally, Wire]:
    tally, wire = Tally(expected, least, until=float("inf")), Wire()
    caller = Caller(iter(requests), tally)
    caller.connection_made(wire)  # type: ignore[arg-type]
    return caller, tally, wire


async def test_the_next_request_follows_the_whole_answer() -> None:
    caller, tally, wire = a_caller(b"first", b"second")
    for piece in (b"HTTP/1.1 200 OK\r\nContent-Le", b"ngth: 5\r\n\r\nab", b"cd"):
        caller.data_received(piece)
    assert (len(tally.seconds), wire.written) == (0, [b"first"])
    caller.data_received(b"e")
    assert (len(tally.seconds), wire.written, tally.failed) == (1, [b"first", b"second"], 0)


async def test_an_answer_without_a_body_is_whole_at_once() -> None:
    caller, tally, wire = a_caller(b"first", expected=304)
    caller.data_received(b"HTTP/1.1 304 Not Modified\r\netag: x\r\n\r\n")
    assert (len(tally.seconds), tally.failed, wire.is_closed) == (1, 0, True)


async def test_another_status_or_a_short_answer_has_failed() -> None:
    caller, tally, _ = a_caller(b"first", b"second", least=3)
    caller.data_received(b"HTTP/1.1 503 Away\r\ncontent-length: 4\r\n\r\naway")
    caller.data_received(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
    assert tally.failed == 2


def test_a_body_is_announced_with_its_length() -> None:
    sent = rendered({"method": "POST", "path": "/tenders", "body": "é"}, "host:1")
    assert sent.startswith(b"POST /tenders HTTP/1.1\r\n")
    assert b"content-length: 2\r\n" in sent
    assert sent.endswith("\r\n\r\né".encode())
