"""What passes through the gateway: operations that say who may use them, no others."""

import copy
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import SecretStr
from starlette.routing import BaseRoute, Route

from chassis.service import ACCESS, AccessNotDeclared
from gateway.api.feeds import FeedPassage
from gateway.api.journals import JournalPassage
from gateway.api.passing import Passage
from gateway.crossroads import Crossroads
from gateway.main import create_app
from gateway.operations import operations, read_documents
from gateway.settings import GatewaySettings
from gateway.web.routes import routes as pages

PAGES = {page.path for page in pages("a secret of at least thirty-two bytes")}
"""What people see, made from what the API shows whoever looks."""
PASSAGES = (Passage, FeedPassage, JournalPassage)
SETTINGS = GatewaySettings(database_url="postgresql://", platform_secret=SecretStr("x" * 32), key_pepper=SecretStr("x"))


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    return dict(read_documents(SETTINGS.documents, SETTINGS.upstreams))


def test_every_described_operation_says_who_may_use_it(documents: dict[str, dict[str, Any]]) -> None:
    assert len(operations(documents)) > 150


def test_one_that_does_not_is_not_served(documents: dict[str, dict[str, Any]]) -> None:
    forgotten = copy.deepcopy(documents)
    del forgotten["tenders"]["paths"]["/tenders"]["post"][ACCESS]
    with pytest.raises(AccessNotDeclared, match="post /tenders of tenders"):
        operations(forgotten)


def test_the_gateway_has_no_route_beside_its_own_declared_ones_and_those_described() -> None:
    def says_whose(route: BaseRoute) -> bool:
        if isinstance(route, APIRoute):
            return ACCESS in (route.openapi_extra or {})
        if isinstance(route, Crossroads):
            return all(isinstance(endpoint, PASSAGES) for endpoint in route.endpoints)
        return isinstance(route, Route) and (isinstance(route.endpoint, PASSAGES) or route.path in PAGES)

    def inside(route: BaseRoute) -> list[BaseRoute]:
        included = getattr(route, "original_router", None)
        return [one for inner in included.routes for one in inside(inner)] if included else [route]

    routes = [one for route in create_app(SETTINGS).routes for one in inside(route)]
    assert len(routes) > 150
    assert [route for route in routes if not says_whose(route)] == []
