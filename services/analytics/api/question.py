"""What a caller may ask of an indicator; a parameter that is not known here is refused, never ignored."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chassis.paging import DEFAULT_LIMIT, MAX_LIMIT
from contracts.vocabulary import Code, Nature, Procedure, Siret, Technique
from services.analytics.domain.period import ALL, Period, readable
from services.analytics.domain.slice import Basis, Dimension, Slice

PeriodName = Annotated[str, Field(max_length=20), AfterValidator(readable)]
CpvPrefix = Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]
Several: Any = Field(default=(), max_length=50)


_SEVERAL = frozenset({"buyer", "department", "area", "procedure", "nature", "technique", "cpv"})


class Question(BaseModel):
    """Which contracts to count: each filter may be given several times, and then takes any of its values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    period: PeriodName = Field(ALL, description="2019, 2019-Q1, 2019-03, rolling-12, or all (undated contracts too)")
    buyer: tuple[Siret, ...] = Several
    department: tuple[Code, ...] = Several
    area: tuple[Code, ...] = Several
    procedure: tuple[Procedure, ...] = Several
    nature: tuple[Nature, ...] = Several
    technique: tuple[Technique, ...] = Several
    cpv: tuple[CpvPrefix, ...] = Several
    value: Basis = Field(Basis.INITIAL, description="which value of a contract is summed")
    subsequent: bool = Field(default=False, description="count subsequent contracts too")

    def slice(self, today: date) -> Slice:
        """The contracts asked for, as of a day."""
        return Slice(
            period=Period.named(self.period, today),
            buyer=_each(self.buyer),
            department=_each(self.department),
            area=_each(self.area),
            procedure=_each(self.procedure),
            nature=_each(self.nature),
            technique=_each(self.technique),
            cpv=_each(self.cpv),
            value=self.value,
            subsequent=self.subsequent,
        )


class GroupedQuestion(Question):
    """The same, with the figure of each group beside the whole."""

    group_by: Dimension | None = Field(None, description="a figure for each value of this dimension, too")


class PagedQuestion(Question):
    """The same, for a page of the contracts themselves."""

    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(None, max_length=400, description="opaque, from `next` or `prev`")


SINGLE = tuple({**GroupedQuestion.model_fields, **PagedQuestion.model_fields}.keys() - _SEVERAL)
"""Parameters that take one value."""


def _each(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once and in order: what asks the same is the same question."""
    return tuple(sorted(set(map(str, values))))
