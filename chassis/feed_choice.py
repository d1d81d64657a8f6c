"""What a reader asks of a feed: from where, in which order, which facts."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import Field

MAX_WAIT_SECONDS = 30
MOST_VALUES = 20
_CODE_DIGITS, _DIVISION_DIGITS = 8, 2

Position = Annotated[int, Field(ge=0, le=2**62)]
_Type = Annotated[str, Field(pattern=r"^[A-Za-z0-9.]{1,100}$")]
_Cpv = Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]
_Code = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
_Buyer = Annotated[str, Field(pattern=r"^[0-9]{14}$")]


def _many(description: str) -> object:
    return Query(max_length=MOST_VALUES, description=description)


@dataclass(frozen=True)
class Choice:
    """Which facts are wanted: those that fit each filter that is given, by any of its values."""

    type: Annotated[list[_Type] | None, _many("types of facts: `ContractSigned` or `bzh.prenan.ContractSigned.v1`")] = (
        None
    )
    cpv: Annotated[list[_Cpv] | None, _many("beginnings of CPV codes; a whole code stands for all under it")] = None
    department: Annotated[
        list[_Code] | None, _many("departments of the buyer; of suppliers, the département of the establishment")
    ] = None
    buyer: Annotated[list[_Buyer] | None, _many("SIRET numbers of buyers")] = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered out."""
        return not (self.type or self.cpv or self.department or self.buyer)

    @property
    def cpv_prefixes(self) -> list[str] | None:
        """What the codes begin with."""
        return [prefix_of(code) for code in self.cpv] if self.cpv else None


def prefix_of(cpv: str) -> str:
    """What all codes under a CPV code begin with: `30190000` gives `3019`, `30` stays `30`."""
    if len(cpv) < _CODE_DIGITS:
        return cpv
    return cpv[:_DIVISION_DIGITS] + cpv[_DIVISION_DIGITS:].rstrip("0")


@dataclass(frozen=True)
class Asked:
    """Which page of a feed a reader asks for."""

    choice: Annotated[Choice, Depends()]
    after: Annotated[
        Position | Literal["latest"],
        Query(description="position after which to read; `latest`: only what is yet to come"),
    ] = 0
    limit: Annotated[int, Query(ge=1, le=1000)] = 100
    wait: Annotated[float, Query(ge=0, le=MAX_WAIT_SECONDS, description="seconds to wait for a first fact")] = 0
    order: Annotated[
        Literal["oldest", "newest"], Query(description="`newest`: from the last fact down, page by page by `before`")
    ] = "oldest"
    before: Annotated[Position | None, Query(description="with `order=newest`: position before which to read")] = None
    include: Annotated[
        Literal["body", "about", "body,about"] | None,
        Query(description="`body`: the whole event; `about`: what its key is about, as filters see it"),
    ] = None

    @property
    def is_newest_first(self) -> bool:
        """Whether pages go down from the newest fact."""
        return self.order == "newest"


Page = Annotated[Asked, Depends()]
