"""A stream chooses facts exactly as a page does."""

import signal
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from chassis.auth import Principal, sign
from gateway.api.feeds import holds
from gateway.ending import told_of_the_end
from gateway.news.item import Item, Wanted
from gateway.news.recent import FellBehind, News
from gateway.streams.hub import Hub, TooManyStreams
from tests.waiting import until

SECRET = "a secret of at least thirty-two bytes"
SCHOOLS, ROADS, BOTH, NOTHING = (
    [{"department": ["schools"], "cpv": ["30197630"]}],
    [{"department": ["roads"], "cpv": ["45233140"], "buyer": ["00000001800010"]}],
    [{"department": ["roads"], "cpv": ["45233140"]}, {"department": ["schools"]}],
    [],
)
ITEMS = [
    Item(position, f"bzh.prenan.{kind}.v1", about, b"whole", b"bare")
    for position, (kind, about) in enumerate(
        [("Bought", SCHOOLS), ("Bought", ROADS), ("Paid", BOTH), ("Paid", NOTHING)], start=1
    )
]


@pytest.mark.parametrize(
    ("query", "positions"),
    [
        ({}, [1, 2, 3, 4]),
        ({"type": ["Paid"]}, [3, 4]),
        ({"type": ["bzh.prenan.Bought.v1", "Paid"]}, [1, 2, 3, 4]),
        ({"department": ["schools"]}, [1, 3]),
        ({"department": ["schools", "roads"], "type": ["Paid"]}, [3]),
        ({"cpv": ["45"]}, [2, 3]),
        ({"cpv": ["30190000"]}, [1]),
        ({"cpv": ["30190001"]}, []),
        ({"buyer": ["00000001800010"]}, [2]),
    ],
)
def test_filters_choose_by_type_and_by_what_the_key_is_about(query: dict[str, list[str]], positions: list[int]) -> None:
    wanted = Wanted.of(query)
    assert [item.position for item in ITEMS if wanted.frame(item) == b"bare"] == positions
    assert {wanted.frame(item) for item in ITEMS if item.position not in positions} <= {b""}


def test_news_that_are_no_longer_kept_are_left_to_pages() -> None:
    news = News(most_bytes=10)
    with pytest.raises(FellBehind):
        news.after(0, Wanted())
    news.begin_at(0)
    news.add(ITEMS)
    assert news.after(2, Wanted()) == (b"barebare", 4)
    assert news.after(4, Wanted(bodies=True)) == (b"", 4)
    for lost in (1, 5):
        with pytest.raises(FellBehind):
            news.after(lost, Wanted())


def test_a_right_holds_as_long_as_its_proof() -> None:
    reader = Principal("a reader", frozenset())
    assert holds(sign(reader, SECRET), SECRET)
    assert not holds(sign(reader, SECRET, lifetime=-1), SECRET)


def test_there_are_only_so_many_streams() -> None:
    with pytest.raises(TooManyStreams), Hub({}, {}, SECRET, most=0).reader("offers"):
        pass


@pytest.fixture
def listener() -> Iterator[list[int]]:
    """The signals that the server hears."""
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    yield heard
    signal.signal(signal.SIGTERM, before)


async def test_the_end_is_heard_before_the_server_waits(listener: list[int]) -> None:
    ended: list[bool] = []
    server: Callable[[int, FrameType | None], object] | int | None = signal.getsignal(signal.SIGTERM)
    with told_of_the_end(lambda: ended.append(True)):
        signal.raise_signal(signal.SIGTERM)
        await until(lambda: ended)
    assert (listener, ended) == ([signal.SIGTERM], [True])
    assert signal.getsignal(signal.SIGTERM) is server
