"""What callers ask what if of, and how contracts to come and what they would change are shown."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from contracts.indicators import Words
from contracts.observatory import IndicatorId
from contracts.vocabulary import Share
from services.analytics.api.foresight import ForesightSlice, text_of
from services.analytics.api.question import PeriodName
from services.analytics.application.foreseeing import Assumed
from services.analytics.domain.what_if import Beneficiary, Candidate, CandidateKind, Count, Wish

LONGEST_MONTHS = 36
ASSUMPTIONS = (
    "Every contract considered is notified, as one contract, and comes on top of those of the period.",
    "Those that do not go to the beneficiary go to others who are known: they enter the denominator alone.",
    "A planned purchase is worth the middle of its band, a renewal what the contract that ends is worth now.",
    "A contract without a known value is left out of figures by value.",
    "A contract whose agreed last day comes within the months is renewed, even where the plan announces it already.",
    "A newcomer that gets several of these contracts is assumed to be a different one each time.",
)


class CandidatesQuestion(ForesightSlice):
    """Which contracts to come, and how far ahead."""

    months: int = Field(12, ge=1, le=LONGEST_MONTHS, description="how far ahead")
    limit: int = Field(100, ge=1, le=1000)
    cursor: str | None = Field(None, max_length=400, description="opaque, from `next` or `prev`")


class GivenAssumption(ForesightSlice):
    """What if: contracts to come of a slice, a part of which, or some of which, go where the target wants them."""

    indicators: Annotated[tuple[IndicatorId, ...], Field(min_length=1, max_length=7)]
    period: PeriodName | None = Field(None, description="whose figure is moved; the present year where it is not said")
    months: int = Field(12, ge=1, le=LONGEST_MONTHS, description="how far ahead contracts are looked for")
    share: Share | None = Field(None, description="the part of the contracts, or of their value, that goes there")
    chosen: tuple[UUID, ...] = Field(default=(), max_length=1000, description="the contracts that go there")

    def wish(self) -> Wish:
        """What goes there."""
        return Wish(self.share, frozenset(self.chosen))


class CandidateResource(BaseModel):
    """A contract that is expected; `value` in EUR excluding VAT."""

    id: UUID
    kind: CandidateKind
    title: str
    buyer: str
    department: str | None
    area: str | None
    due: date
    value: str | None

    @classmethod
    def of(cls, one: Candidate) -> "CandidateResource":
        """The document of a candidate."""
        known = {name: getattr(one, name) for name in ("kind", "title", "buyer", "department", "area", "due")}
        return cls(id=one.candidate_id, value=text_of(one.value), **known)


class CandidatePage(BaseModel):
    """Contracts to come, in the order of their days."""

    items: list[CandidateResource]
    next: str | None
    prev: str | None


class CountResource(BaseModel):
    """A share and its parts."""

    value: str | None
    numerator: str
    denominator: str

    @classmethod
    def of(cls, count: Count) -> "CountResource":
        """The document of a share."""
        return cls(value=text_of(count.value), numerator=f"{count.numerator:f}", denominator=f"{count.denominator:f}")


class OutlookResource(BaseModel):
    """How one figure would move; `fewest` contracts reach the target, null where not even all of them do."""

    indicator: str
    name: Words
    beneficiary: Beneficiary
    by_value: bool
    target: str | None
    before: CountResource
    after: CountResource
    considered: int
    without_value: int
    given: str = Field(description="contracts, or EUR excluding VAT, that go to the beneficiary")
    missing: str | None
    fewest: int | None

    @classmethod
    def of(cls, one: Assumed) -> "OutlookResource":
        """The document of what one figure would do."""
        found = one.outlook
        return cls(
            indicator=one.indicator.id,
            name=one.indicator.name,
            beneficiary=one.how.beneficiary,
            by_value=one.how.by_value,
            target=text_of(one.aim.value if one.aim else None),
            before=CountResource.of(found.before),
            after=CountResource.of(found.after),
            considered=found.considered,
            without_value=found.without_value,
            given=f"{found.given:f}",
            missing=text_of(found.missing),
            fewest=found.fewest,
        )


class AssumptionResource(BaseModel):
    """What would happen, to which contracts, and what was assumed."""

    period: str
    months: int
    outlooks: list[OutlookResource]
    candidates: list[CandidateResource]
    assumptions: tuple[str, ...] = ASSUMPTIONS
