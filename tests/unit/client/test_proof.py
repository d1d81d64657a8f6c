"""A key is shown as it is; a token is kept until it ends, and renewed."""

import httpx
import pytest

from prenan_client import Unauthenticated
from prenan_client.proof import ClientCredentials
from tests.unit.client.scripted import Scripted, ok, refused

CLIENT = ("an id", "a secret")


def a_token(name: str) -> httpx.Response:
    return ok({"access_token": name, "expires_in": 600, "token_type": "Bearer"})


def test_a_key_is_shown() -> None:
    platform = Scripted([ok()])
    platform.client(key="prn_live_x\n").get("/tenders")
    assert platform.said("authorization") == ["Bearer prn_live_x"]


def test_a_token_is_asked_for_once_and_kept() -> None:
    platform = Scripted([a_token("T"), ok(), ok()])
    prenan = platform.client(client=CLIENT)
    prenan.get("/tenders")
    prenan.get("/tenders")
    assert [request.url.path for request in platform.asked] == ["/oauth/token", "/tenders", "/tenders"]
    assert platform.said("authorization") == ["Basic YW4raWQ6YStzZWNyZXQ=", "Bearer T", "Bearer T"]


def test_a_token_that_ends_soon_is_renewed() -> None:
    platform = Scripted([a_token("first"), ok(), a_token("second"), ok()])
    auth = ClientCredentials("https://prenan.test", *CLIENT, clock=lambda: platform.now)
    with httpx.Client(transport=httpx.MockTransport(platform), auth=auth, base_url="https://prenan.test") as http:
        http.get("/tenders")
        platform.pause(545)
        http.get("/tenders")
    assert platform.said("authorization")[3] == "Bearer second"


def test_a_token_that_is_refused_is_renewed_once() -> None:
    platform = Scripted([a_token("first"), refused(401, "token-expired"), a_token("second"), ok({"id": 1})])
    assert platform.client(client=CLIENT).get("/tenders")["id"] == 1


def test_a_client_that_is_no_more_is_told() -> None:
    gone = httpx.Response(401, json={"error": "invalid_client", "error_description": "There is no such client"})
    with pytest.raises(Unauthenticated, match="no such client") as wrong:
        Scripted([gone]).client(client=CLIENT).get("/tenders")
    assert wrong.value.code == "invalid_client"
