"""What a buyer asks advice about: a need that is not a tender yet."""

from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.procedures import Clauses, Criterion, Framework, LotNumber, Months
from contracts.reference.social_services import is_social_service
from contracts.vocabulary import Code, Cpv, Day, Money, Nature, Procedure, Share, Siret, Technique, Text, Word
from services.tenders.domain.rules.needs import Category, category_of

FIRST_LAUNCH = date(2024, 1, 1)
"""The first day for which every legal figure is known."""


class PlannedLot(Word):
    """A lot as far as it is known; no `criteria` means that they will stand in the dossier."""

    number: LotNumber
    value: Money | None = None
    months: Months | None = None
    criteria: Annotated[tuple[Criterion, ...], Field(max_length=20)] = ()
    clauses: Clauses = Clauses()
    advance: Share | None = None


class Enquiry(Word):
    """A need, the day on which its notice would go out, and what may change its rules; values exclude VAT.

    `social` is taken from the CPV code where it is not said. With `buyer` and `area`, earlier purchases are added up.
    """

    estimated_value: Money
    nature: Nature
    launch: Annotated[Day, Field(ge=FIRST_LAUNCH)] | None = None
    cpv: Cpv | None = None
    lots: Annotated[tuple[PlannedLot, ...], Field(max_length=1000)] = ()
    technique: Technique = Technique.SIMPLE
    electronic: bool = True
    urgent: bool = False
    prior_information: bool = False
    social: bool | None = None
    exemption: Code | None = None
    single_lot_reason: Text | None = None
    small_lots: Annotated[tuple[LotNumber, ...], Field(max_length=1000)] = ()
    framework: Framework | None = None
    buyer: Siret | None = None
    area: Code | None = None

    @property
    def is_social(self) -> bool:
        """Whether it counts as social or specific services."""
        known = self.cpv is not None and is_social_service(self.cpv) if self.social is None else self.social
        return self.nature is Nature.SERVICES and known

    def category(self, on: date) -> Category | None:
        """The category whose earlier purchases count, where its buyer and area are said."""
        if self.buyer is None or self.area is None:
            return None
        return category_of(self.buyer, self.area, self.nature, self.cpv, on=on)

    def by(self, procedure: Procedure) -> "Choice":
        """The need, met by this procedure."""
        known = {name: getattr(self, name) for name in Choice.model_fields if hasattr(self, name)}
        return Choice(**{**known, "procedure": procedure, "social": self.is_social})


class Choice(Word):
    """A need and a procedure by which it could be met."""

    procedure: Procedure
    nature: Nature
    technique: Technique
    estimated_value: Money
    electronic: bool
    urgent: bool
    prior_information: bool
    social: bool
    exemption: Code | None
    single_lot_reason: Text | None
    small_lots: tuple[LotNumber, ...]
    framework: Framework | None
    within: None = None
