"""Routes beside the list of suppliers: suggestions as somebody types, and exports of what was found."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import AfterValidator, BaseModel

from chassis.auth import PUBLIC
from chassis.downloads import disposition
from chassis.problems import problems
from chassis.uploads import giving
from services.suppliers.api.dependencies import Reads, Sourcing
from services.suppliers.api.exporting import DEFAULT, MEDIA_TYPES, chosen, exported
from services.suppliers.api.grammar import Inquired, Name
from services.suppliers.application.searching import OnlyActiveSearched, every
from services.suppliers.application.suggesting import Suggestion, suggest
from services.suppliers.persistence.index_follower import IndexNotBuilt

router = APIRouter(tags=["suppliers"])


class SuggestionResource(BaseModel):
    """What a text may stand for: a supplier by its `id`, or a division of the CPV by its code."""

    kind: Literal["supplier", "code"]
    value: str
    text: str

    @classmethod
    def of(cls, suggestion: Suggestion) -> "SuggestionResource":
        """The document of a suggestion."""
        return cls(kind=suggestion.kind, value=suggestion.value, text=suggestion.text)


class SuggestionList(BaseModel):
    """At most ten suggestions."""

    items: list[SuggestionResource]


@router.get("/suggestions", dependencies=PUBLIC, response_model=SuggestionList, responses=problems(IndexNotBuilt))
async def list_suggestions(
    sourcing: Sourcing, q: Annotated[Name, Query(description="how a name or a label of the CPV begins")]
) -> SuggestionList:
    """Suggest suppliers and codes, as somebody types."""
    return SuggestionList(items=[SuggestionResource.of(one) for one in await suggest(sourcing, q)])


FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media_type.partition(";")[0]: {} for media_type in MEDIA_TYPES.values()}, "description": "A file"}
}


@router.get(
    "/supplier-exports.{form}",
    dependencies=PUBLIC,
    response_class=StreamingResponse,
    responses=problems(OnlyActiveSearched, IndexNotBuilt) | FILES,
    openapi_extra=giving(),
)
async def export(
    form: Literal["csv", "ndjson", "xlsx"],
    reads: Reads,
    sourcing: Sourcing,
    inquiry: Inquired,
    columns: Annotated[
        str, AfterValidator(chosen), Query(max_length=400, description="names of columns, parted by commas")
    ] = ",".join(DEFAULT),
) -> StreamingResponse:
    """Export the suppliers that the list or the search finds, at most fifty thousand, with chosen columns."""
    documents = await every(reads, sourcing, inquiry)
    headers = {"Content-Disposition": disposition(f"suppliers.{form}"), "X-Content-Type-Options": "nosniff"}
    stream = exported(form, documents, tuple(columns.split(",")))
    return StreamingResponse(stream, headers=headers, media_type=MEDIA_TYPES[form])
