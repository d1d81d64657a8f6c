"""Where a mapping finds one field, and the kinds of value that a mapping is made of."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Combine = Literal["first", "last", "earliest", "latest", "smallest", "largest", "sum"]
"""Which of the values in the rows of a contract counts."""


class Part(BaseModel):
    """A part of a mapping; a word that is not documented is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _word(value: object) -> object:
    """YAML reads 22, true and 2019-01-30 as a number, a truth value and a date; cells are text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float | date) else value


def listed(value: object) -> object:
    """One thing where several may stand is a list of one."""
    return [value] if isinstance(value, str | dict) else value


def _regex(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        msg = f"not a regular expression: {error}"
        raise ValueError(msg) from error
    return value


Word = Annotated[str, BeforeValidator(_word)]
Words = Annotated[tuple[Word, ...], BeforeValidator(listed)]
Regex = Annotated[str, AfterValidator(_regex)]
OneCharacter = Annotated[str, Field(min_length=1, max_length=1)]


class Source(Part):
    """Where a field comes from, columns (the first that speaks, or all joined) or a constant, and how to read it.

    A file may lack the columns of one that is `optional`.
    """

    columns: Words = ()
    optional: bool = False
    join: str | None = None
    value: Word | None = None
    default: Word | None = None
    pattern: Regex | None = None
    map: dict[Word, Word | None] = Field(default_factory=dict)
    otherwise: Word | None = None
    combine: Combine = "first"
    version: Literal["latest", "first"] = "latest"
    scale: Decimal = Decimal(1)
    decimal: OneCharacter | None = None
    thousands: str | None = None
    dates: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        """`field: Column` and `column: Column` are short for `columns: [Column]`."""
        if isinstance(data, str):
            return {"columns": [data]}
        if isinstance(data, dict) and "column" in data:
            rest = {key: value for key, value in data.items() if key != "column"}
            return {"columns": [data["column"]], **rest}
        return data

    @model_validator(mode="after")
    def _says_where(self) -> "Source":
        if not self.columns and self.value is None:
            msg = "say where it comes from: column, columns or value"
            raise ValueError(msg)
        return self
