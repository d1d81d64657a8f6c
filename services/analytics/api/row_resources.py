"""The rows behind a figure, as the observatory lists them."""

from datetime import date

from pydantic import BaseModel, Field


class CountedRow(BaseModel):
    """A row behind a figure, and in which parts of it it is counted; rows of other grains have their own members."""

    contract_id: str | None = None
    version: int | None = None
    buyer: str | None = None
    reference: str | None = None
    title: str | None = None
    notified_on: date | None = None
    value: str | None = None
    in_numerator: bool
    in_denominator: bool
    adds_to_numerator: str | None = Field(None, description="1, or the value that is summed, averaged, told apart")
    adds_to_denominator: str | None = None


class CountedRowPage(BaseModel):
    """Rows of a slice, in a stable order."""

    items: list[CountedRow]
    next: str | None
    prev: str | None
