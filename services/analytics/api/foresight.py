"""Whose contracts trajectories and assumptions are about."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from contracts.vocabulary import Code, Nature, Procedure, Siret
from services.analytics.api.question import CpvPrefix
from services.analytics.domain.period import ALL, Period
from services.analytics.domain.slice import Slice

Several: Any = Field(default=(), max_length=50)


class ForesightSlice(BaseModel):
    """Whose contracts; each filter may be given several times."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    buyer: tuple[Siret, ...] = Several
    department: tuple[Code, ...] = Several
    area: tuple[Code, ...] = Several
    cpv: tuple[CpvPrefix, ...] = Several
    nature: tuple[Nature, ...] = Several
    procedure: tuple[Procedure, ...] = Several

    def slice(self, period: Period) -> Slice:
        """The contracts of a period."""
        return Slice(
            period=period,
            buyer=_each(self.buyer),
            department=_each(self.department),
            area=_each(self.area),
            cpv=_each(self.cpv),
            nature=_each(self.nature),
            procedure=_each(self.procedure),
        )

    def of_all_time(self) -> Slice:
        """The contracts of all time."""
        return self.slice(Period(ALL))


def text_of(number: Decimal | None) -> str | None:
    """A number as its document says it."""
    return None if number is None else f"{number:f}"


def _each(values: Sequence[Any]) -> tuple[str, ...]:
    return tuple(sorted(set(map(str, values))))
