"""Bulk upserts: many records in one call, each judged by itself, so that a bad row does not stop the others."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chassis.errors import Refusal
from chassis.problems import Flaw, flaw

MAX_RECORDS = 500


class RecordBatch(BaseModel):
    """Records to take over; each is validated by itself."""

    model_config = ConfigDict(extra="forbid")

    records: list[dict[str, Any]] = Field(min_length=1, max_length=MAX_RECORDS)


class RecordStatus(StrEnum):
    """What became of a record."""

    CREATED = "created"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class RecordResult(BaseModel):
    """What became of the record at the same place of the request; `errors` say why one was refused."""

    status: RecordStatus
    id: str | None = None
    version: int | None = None
    errors: list[Flaw] = []


class RecordResults(BaseModel):
    """One result per record, in the order of the request."""

    results: list[RecordResult]


Record = TypeVar("Record", bound=BaseModel)
Given = ParamSpec("Given")


def refused(refusal: Refusal) -> RecordResult:
    """What became of a record that a rule refuses."""
    pointer = f"/{refusal.facts['field']}" if "field" in refusal.facts else ""
    error = Flaw(pointer=pointer, code=refusal.code(), detail=refusal.detail)
    return RecordResult(status=RecordStatus.REFUSED, errors=[error])


def judged(record: Callable[Given, RecordResult], *given: Given.args, **named: Given.kwargs) -> RecordResult:
    """What became of a record; a rule that refuses it, before anything changed, is its error and nobody else's."""
    try:
        return record(*given, **named)
    except Refusal as refusal:
        return refused(refusal)


def sort_out(
    records: Sequence[dict[str, Any]], model: type[Record]
) -> tuple[dict[int, Record], dict[int, RecordResult]]:
    """The records that have the documented form, and the refusals of the others, by place."""
    good: dict[int, Record] = {}
    wrong: dict[int, RecordResult] = {}
    for place, raw in enumerate(records):
        try:
            good[place] = model.model_validate(raw, extra="forbid")
        except ValidationError as error:
            flaws = [Flaw(**flaw(detail)) for detail in error.errors(include_url=False)]
            wrong[place] = RecordResult(status=RecordStatus.REFUSED, errors=flaws)
    return good, wrong
