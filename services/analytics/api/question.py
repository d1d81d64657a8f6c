"""What a caller may ask of the observatory; a parameter that is not known here is refused, never ignored."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WrapValidator

from chassis.paging import DEFAULT_LIMIT, MAX_LIMIT
from contracts.vocabulary import Code, CommuneCode, DepartmentCode, Nature, Procedure, Siret, SizeClass, Technique
from services.analytics.domain.past import Past
from services.analytics.domain.period import ALL, Period, readable
from services.analytics.domain.slice import (
    FILTERS,
    UNTOLD,
    WINDOW_MONTHS,
    Basis,
    Dimension,
    Reading,
    Scope,
    Slice,
    Variant,
)

PeriodName = Annotated[str, Field(max_length=30), AfterValidator(readable)]
CpvPrefix = Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]
Territory = Literal["region", "france", "union", "elsewhere"]
Window = Annotated[str, Field(pattern=r"^(all|[1-9][0-9]{0,2})$")]
Position = Annotated[str, Field(pattern=r"^(procedures|suppliers|sourcing|offers):[0-9]{1,18}$")]
Told = TypeVar("Told")
OrUntold = Annotated[Told, WrapValidator(lambda value, read: value if value == UNTOLD else read(value))]
"""What a dimension is, or that it is not told."""
Several: Any = Field(default=(), max_length=50)
_DEEPEST = 3


class Question(BaseModel):
    """Which rows to count: each filter takes any of the values given; `none` takes what does not tell the dimension."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    period: PeriodName = Field(
        ALL,
        description="2019, 2019-Q1, 2019-03, 2019-03-01..2019-04-15, rolling-12, undated, or all (undated ones too)",
    )
    buyer: tuple[OrUntold[Siret], ...] = Several
    department: tuple[Code, ...] = Several
    area: tuple[Code, ...] = Several
    procedure: tuple[OrUntold[Procedure], ...] = Several
    nature: tuple[OrUntold[Nature], ...] = Several
    technique: tuple[OrUntold[Technique], ...] = Several
    cpv: tuple[OrUntold[CpvPrefix], ...] = Several
    place: tuple[OrUntold[DepartmentCode], ...] = Several
    commune: tuple[OrUntold[CommuneCode], ...] = Several
    size: tuple[OrUntold[SizeClass], ...] = Several
    territory: tuple[OrUntold[Territory], ...] = Several
    scope: Scope = Field(Scope.WITH_MANDATARIES, description="whose contracts are a buyer's")
    value: Basis = Field(Basis.INITIAL, description="which value of a contract is summed")
    subsequent: bool = Field(default=False, description="count subsequent contracts too")
    window: Window = Field(str(WINDOW_MONTHS), description="months that a first-time award looks back, or all")
    variant: Variant = Field(Variant.ANY, description="whose history makes a first-time award")
    reading: Reading = Field(Reading.ESTABLISHMENT, description="where a holder is")
    as_of: date | None = Field(None, description="what was true on this day, by what is known today")
    as_known_on: date | None = Field(None, description="what the observatory knew at the end of this day")
    definition_version: int | None = Field(None, ge=1, description="of the indicator; the present one if not given")
    min_position: tuple[Position, ...] = Field(
        default=(), max_length=4, description="such as procedures:120: wait until so many facts of the feed are in"
    )

    def slice(self, today: date) -> Slice:
        """The rows asked for, as of a day."""
        said: dict[str, Any] = {name: _each(getattr(self, name)) for name in FILTERS}
        said |= {name: getattr(self, name) for name in ("scope", "value", "subsequent", "variant", "reading")}
        window = None if self.window == "all" else int(self.window)
        return Slice(period=Period.named(self.period, today), window=window, **said)

    def day(self, today: date) -> date:
        """The day from which one looks: as of which one asks, else today."""
        return self.as_of or today

    @property
    def past(self) -> Past:
        """The world asked about."""
        return Past(self.as_of, self.as_known_on)

    @property
    def given(self) -> dict[str, Any]:
        """What the rows depend on, as it was asked; for links to them."""
        asked = set(Question.model_fields)
        # `none` is no word of the vocabularies, and pydantic warns of it
        said = self.model_dump(mode="json", exclude_defaults=True, include=asked, warnings=False)
        return {name: value for name, value in said.items() if name not in ("min_position", "definition_version")}


class GroupedQuestion(Question):
    """The same, with the figure of each group beside the whole."""

    group_by: tuple[Dimension, ...] = Field(
        default=(), max_length=_DEEPEST, description="a figure for each value of these dimensions, too"
    )


class FiguresQuestion(GroupedQuestion):
    """The same, for several indicators at once."""

    indicator: Annotated[tuple[Annotated[str, Field(max_length=10)], ...], Field(min_length=1, max_length=80)]


class PagedQuestion(Question):
    """The same, for a page of the rows themselves."""

    part: Code | None = Field(None, description="of the indicator, beside its main figure")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(None, max_length=400, description="opaque, from `next` or `prev`")


_SEVERAL = frozenset({*FILTERS, "group_by", "indicator", "min_position"})
SINGLE = tuple({**FiguresQuestion.model_fields, **PagedQuestion.model_fields}.keys() - _SEVERAL)
"""Parameters that take one value."""


def _each(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once and in order: what asks the same is the same question."""
    return tuple(sorted(set(map(str, values))))
