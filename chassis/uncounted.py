"""Operations that are not measured: to count them would tell what is to stay unknown, such as how many bids came."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.types import Scope

MARK = "x-uncounted"
"""Member of an OpenAPI operation whose calls are not measured."""
UNCOUNTED: dict[str, Any] = {MARK: True}
"""The `openapi_extra` of a route whose calls are not measured."""


def uncounted_of(router: APIRouter) -> set[str]:
    """The paths of the routes that are not measured."""
    routes: Iterable[APIRoute] = (route for route in router.routes if isinstance(route, APIRoute))
    return {route.path for route in routes if (route.openapi_extra or {}).get(MARK)}


def is_counted(scope: Scope, path: str) -> bool:
    """Whether a call of this path may be measured."""
    uncounted: set[str] = scope["app"].state.uncounted
    return path not in uncounted
