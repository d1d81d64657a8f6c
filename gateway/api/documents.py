"""The gateway's front page, its OpenAPI document and the documentation made from it."""

import hashlib
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import ready
from chassis.problems import problems
from gateway import pages
from gateway.api.negotiation import HTML_OR_JSON, prefers_html
from gateway.web.routes import welcome

router = APIRouter(tags=["documents"], dependencies=PUBLIC)
LINKS = {
    "/docs": "Documentation of the API",
    "/openapi.json": "OpenAPI document",
    "/tenders": "Tenders",
    "/suppliers": "Suppliers",
    "/contracts": "Contracts",
    "/indicators": "Indicators of the observatory",
    "/feed/procedures": "Feed of procedures",
    "/feed/suppliers": "Feed of suppliers",
    "/problems": "Problems and what to do about them",
}
_JSON: dict[str, Any] = {"content": {"application/json": {}}}


@router.get("/", responses={200: {**HTML_OR_JSON, "description": "Links"}, **problems()})
async def index(request: Request) -> Response:
    """Say where to go from here."""
    if prefers_html(request):
        return await welcome(request)
    return Response(orjson.dumps({"title": "Prenañ", "links": LINKS}), media_type="application/json")


@router.get("/openapi.json", responses={200: _JSON, 304: {"description": "Not modified"}, **problems()})
async def openapi(request: Request) -> Response:
    """Read the description of every operation (OpenAPI 3.1)."""
    body = orjson.dumps(request.app.openapi())
    return ready(request, body, hashlib.blake2b(body, digest_size=8).hexdigest())


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> Response:
    """Read the documentation."""
    return Response(pages.documentation(request.app.openapi()), media_type="text/html")
