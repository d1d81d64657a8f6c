"""Health: alive, ready, and what is degraded behind the gateway."""

import orjson
from fastapi import APIRouter, Request, Response

from chassis.auth import PUBLIC
from chassis.service import livez, metrics

router = APIRouter(dependencies=PUBLIC, include_in_schema=False)
router.add_api_route("/livez", livez)
router.add_api_route("/metrics", metrics)


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """Say whether the own database answers; services that do not are named, and make nobody wait."""
    await request.app.state.database.reads.fetchval("SELECT 1")
    degraded = request.app.state.platform.degraded()
    return Response(orjson.dumps({"status": "ready", "degraded": degraded}), media_type="application/json")
