"""Requests find their way by the segments of their path; what is not led from there is left to the other routes."""

import pytest
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from gateway.crossroads import Crossroads


async def nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    """Where paths lead that are only looked at."""


PATHS = ("/tenders", "/tenders/{tender_id}", "/tenders/{tender_id}/lots/{number}/award", "/alerts/{alert_id}/{token}")


@pytest.fixture
def crossroads() -> Crossroads:
    made = Crossroads()
    for path in PATHS:
        made.add(path, nowhere, {"GET"})
    made.add("/alerts/notices", nowhere, {"GET"})
    made.add("/exports/{register}.{form}", nowhere, {"GET"})
    return made


def led(crossroads: Crossroads, path: str, method: str = "GET", **more: str) -> dict[str, str] | None:
    """The names in a path that leads somewhere."""
    match, found = crossroads.matches({"type": "http", "method": method, "path": path, **more})
    return found["path_params"] if match is Match.FULL else None


def test_a_path_leads_to_where_its_words_and_parameters_say(crossroads: Crossroads) -> None:
    assert led(crossroads, "/tenders") == {}
    assert led(crossroads, "/tenders/a b") == {"tender_id": "a b"}
    assert led(crossroads, "/tenders/x/lots/2/award") == {"tender_id": "x", "number": "2"}
    assert led(crossroads, "/alerts/notices") == {}
    assert led(crossroads, "/alerts/1/abc") == {"alert_id": "1", "token": "abc"}


@pytest.mark.parametrize(
    "path", ["/", "", "/tenders/", "//tenders", "/tenders//lots/2/award", "/tenders/x/lots", "/bids", "/exports/a.csv"]
)
def test_what_leads_nowhere_is_left_to_the_other_routes(crossroads: Crossroads, path: str) -> None:
    assert led(crossroads, path) is None


def test_a_path_that_a_word_hides_is_left_to_the_other_routes(crossroads: Crossroads) -> None:
    assert led(crossroads, "/alerts/notices/abc") is None


def test_another_method_and_another_root_are_left_to_the_other_routes(crossroads: Crossroads) -> None:
    assert led(crossroads, "/tenders", "POST") is None
    assert led(crossroads, "/tenders", root_path="/api") is None
    assert crossroads.matches({"type": "websocket", "path": "/tenders"})[0] is Match.NONE
