"""What a reader asks of a feed: from where, in which order, which facts."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from contracts.filtering import prefix_of

MAX_WAIT_SECONDS = 30
MOST_VALUES = 20

Position = Annotated[int, Field(ge=0, le=2**62)]
_Type = Annotated[str, Field(pattern=r"^[A-Za-z0-9.]{1,100}$")]
_Cpv = Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]
_Code = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
_Buyer = Annotated[str, Field(pattern=r"^[0-9]{14}$")]


class Choice(BaseModel):
    """Which facts are wanted: those that fit each filter that is given, by any of its values."""

    model_config = ConfigDict(frozen=True)

    type: list[_Type] | None = Field(
        default=None,
        max_length=MOST_VALUES,
        description="types of facts: `ContractSigned` or `bzh.prenan.ContractSigned.v1`",
    )
    cpv: list[_Cpv] | None = Field(
        default=None,
        max_length=MOST_VALUES,
        description="beginnings of CPV codes; a whole code stands for all under it",
    )
    department: list[_Code] | None = Field(
        default=None,
        max_length=MOST_VALUES,
        description="departments of the buyer; of suppliers, the département of the establishment",
    )
    buyer: list[_Buyer] | None = Field(default=None, max_length=MOST_VALUES, description="SIRET numbers of buyers")

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered out."""
        return not (self.type or self.cpv or self.department or self.buyer)

    @property
    def cpv_prefixes(self) -> list[str] | None:
        """What the codes begin with."""
        return [prefix_of(code) for code in self.cpv] if self.cpv else None


class Asked(Choice):
    """Which page of a feed a reader asks for, and of which facts."""

    after: Position | Literal["latest"] = Field(
        default=0, description="position after which to read; `latest`: only what is yet to come"
    )
    limit: int = Field(default=100, ge=1, le=1000)
    wait: float = Field(default=0, ge=0, le=MAX_WAIT_SECONDS, description="seconds to wait for a first fact")
    order: Literal["oldest", "newest"] = Field(
        default="oldest", description="`newest`: from the last fact down, page by page by `before`"
    )
    before: Position | None = Field(default=None, description="with `order=newest`: position before which to read")
    include: Literal["body", "about", "body,about"] | None = Field(
        default=None, description="`body`: the whole event; `about`: what its key is about, as filters see it"
    )

    @property
    def is_newest_first(self) -> bool:
        """Whether pages go down from the newest fact."""
        return self.order == "newest"


Page = Annotated[Asked, Query()]
