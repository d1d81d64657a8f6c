"""The bodies of supply potential."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, Field

from contracts.reference.potential import potential
from contracts.vocabulary import Cpv, Text
from services.suppliers.api.match_schemas import GivenBand
from services.suppliers.api.schemas import GivenPlace
from services.suppliers.application.sounding import Sounding
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.potential.supply import Advice


class GivenMarket(BaseModel, extra="forbid"):
    """A need whose supply is asked for; without codes its words give them."""

    text: Text
    codes: Annotated[tuple[Cpv, ...], Field(max_length=20)] = ()
    place: GivenPlace | None = None
    value: GivenBand | None = None


class AdviceResource(BaseModel):
    """What is advised, and why."""

    code: str
    fr: str
    en: str
    because_fr: str
    because_en: str

    @classmethod
    def of(cls, advice: Advice) -> Self:
        """The document of an advice."""
        return cls(**{name: getattr(advice, name) for name in cls.model_fields})


class SupplyResource(BaseModel):
    """Counts of suppliers of the field; None where the need says no place or no value.

    `local` are in the département, `experienced` held a contract of the field, `able` can carry the value,
    `dependent` have one buyer that weighs more than 30 % of the value of their known contracts.
    """

    codes: tuple[Cpv, ...]
    suppliers: int
    local: int | None
    experienced: int
    never_awarded: int
    able: int | None
    dependent: int
    inclusive: int
    labelled: int
    by_size: dict[str, int]
    complete: bool
    advice: list[AdviceResource]
    version: str

    @classmethod
    def of(cls, sounding: Sounding) -> Self:
        """The document of a supply."""
        supply = sounding.supply
        counts = {name: supply.figures.get(name) for name in cls.model_fields if name in _COUNTS}
        return cls.model_validate(
            {
                **counts,
                "codes": sounding.need.codes,
                "by_size": supply.by_size,
                "complete": supply.complete,
                "advice": [AdviceResource.of(one) for one in supply.advice],
                "version": potential().version,
            }
        )


_COUNTS = frozenset(
    {"suppliers", "local", "experienced", "never_awarded", "able", "dependent", "inclusive", "labelled"}
)


class PlannedSupply(SupplyResource):
    """The supply of one purchase of a plan, by the number of its row in the file."""

    row: int
    title: str

    @classmethod
    def at(cls, row: int, sounding: Sounding) -> Self:
        """The line of a purchase."""
        return cls(row=row, title=sounding.need.text, **dict(SupplyResource.of(sounding)))


class RowInError(BaseModel):
    """A row that could not be read, as it came, and why."""

    row: int
    column: str
    reason: str
    cells: dict[str, str]


class PlanSupply(BaseModel):
    """One line a purchase, and the rows that could not be read."""

    lines: list[PlannedSupply]
    errors: list[RowInError]


def need_of(given: GivenMarket, on: date) -> Need:
    """The need as matching reads it."""
    return Need(
        text=given.text,
        on=on,
        codes=given.codes,
        place=given.place,
        value=given.value.band() if given.value else None,
    )
