"""The route of how contracts spread."""

from hashlib import sha256

from fastapi import APIRouter, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import ready
from chassis.problems import problems
from services.analytics.api.dependencies import Today
from services.analytics.api.distribution_resources import DistributionsResource
from services.analytics.api.exploring import LOOKING, Asked, Looking
from services.analytics.application.exploring import looked_for
from services.analytics.persistence.exploring.distributions import concentration, spreads
from services.analytics.persistence.exploring.wanted import Search

router = APIRouter(prefix="/observatory/distributions", tags=["comparisons"], dependencies=PUBLIC)


@router.get(
    "", response_model=DistributionsResource, responses=problems(*LOOKING) | {304: {"description": "Not modified"}}
)
async def read_distributions(question: Asked, request: Request, today: Today, opening: Looking) -> Response:
    """Read how contracts spread: over values, bids and distances, and over the companies that hold them."""
    wanted, look = looked_for(question.slice(today), Search()), await opening.look(question)
    said = DistributionsResource.of(
        await spreads(look, wanted, question.value),
        await concentration(look, wanted, question.value),
        dict(look.standing.positions),
    )
    body = said.model_dump_json().encode()
    return ready(request, body, sha256(body).hexdigest()[:24])
