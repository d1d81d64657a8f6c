"""The route of dimensions: by what figures can be broken down, and the values that are there."""

from hashlib import sha256

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from chassis.auth import PUBLIC
from chassis.caching import ready
from chassis.companion import NotReady
from chassis.problems import problems
from contracts.indicators import Words
from services.analytics.api.dependencies import Copied
from services.analytics.domain.slice import Dimension
from services.analytics.persistence.querying.values import Known, known_values

router = APIRouter(tags=["indicators"], dependencies=PUBLIC)


class ValueResource(BaseModel):
    """A value of a dimension, and how many contracts bear it; null gathers those that do not tell it."""

    value: str | None
    label: Words | None
    contracts: int


class DimensionResource(BaseModel):
    """A dimension, and its values: those of most contracts first."""

    name: Dimension
    values: list[ValueResource]


class DimensionsResource(BaseModel):
    """Every dimension that a question may filter or group by."""

    items: list[DimensionResource] = Field(description="years, and what is said of contracts")


@router.get("/dimensions", response_model=DimensionsResource, responses=problems(NotReady))
async def list_dimensions(request: Request, columns: Copied) -> Response:
    """List by what figures can be broken down, with the values that contracts bear."""
    standing = columns.standing
    tag = sha256(f"dimensions {standing.number} {standing.settled_at} {standing.schema}".encode()).hexdigest()[:24]
    answers = request.app.state.answers
    if (body := answers.get(tag)) is None:
        async with columns.look() as look:
            items = [_dimension(name, found) for name, found in (await known_values(look)).items()]
        body = DimensionsResource(items=items).model_dump_json().encode()
        answers.keep(tag, body)
    return ready(request, body, tag)


def _dimension(name: Dimension, found: list[Known]) -> DimensionResource:
    return DimensionResource(
        name=name,
        values=[ValueResource(value=one.value, label=one.label, contracts=one.contracts) for one in found],
    )
