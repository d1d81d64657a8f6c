"""Letters are ended by whoever presses the button below their link, and by nothing that merely opens it."""

import pytest

from tests.unit.gateway.web.stub import Stub
from tests.unit.gateway.web.test_desk import ONE

ENDINGS = (
    f"/saved-searches/{ONE}/email/abc", f"/plan-entries/{ONE}/followers/abc", f"/mailboxes/{ONE}/abc",
    f"/alerts/{ONE}/abc",
)  # fmt: skip


@pytest.mark.parametrize("path", ENDINGS)
async def test_opening_the_link_ends_nothing_and_the_button_does(path: str) -> None:
    api = Stub({f"DELETE {path}": {}})
    opened = await api.get(f"/fr/unsubscribe{path}")
    assert (opened.status_code, api.asked) == (200, [])
    assert '<form method="post">' in opened.text
    pressed = await api.post(f"/fr/unsubscribe{path}", **{"List-Unsubscribe": "One-Click"})
    assert (pressed.status_code, [(one.method, one.path) for one in api.asked]) == (200, [("DELETE", path)])
    assert "C’est fait." in pressed.text


@pytest.mark.parametrize("path", [f"/tenders/{ONE}", f"/alerts/{ONE}", f"/saved-searches/{ONE}"])
async def test_a_link_that_ends_no_letters_is_no_page(path: str) -> None:
    api = Stub({f"DELETE {path}": {}})
    answer = await api.post(f"/fr/unsubscribe{path}")
    assert (answer.status_code, api.asked) == (404, [])
