"""A contract and its holders, as the public knows them."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, WithJsonSchema

from contracts.vocabulary.clauses import Clauses
from contracts.vocabulary.concession import Concession
from contracts.vocabulary.identifiers import OperatorId, Siret
from contracts.vocabulary.money import Money, Share, exact
from contracts.vocabulary.places import Nuts, Place
from contracts.vocabulary.purchases import Cpv, Nature, Procedure, Technique
from contracts.vocabulary.word import Code, Day, Text, Word


class SizeClass(StrEnum):
    """Size of a company at notification: TPE under 10 staff, PME 10 to 249, ETI, GE (decree 2008-1354)."""

    TPE = "tpe"
    PME = "pme"
    ETI = "eti"
    GE = "ge"


class Role(StrEnum):
    """Part of a holder in its contract: alone, mandataire (lead) or cotraitant (member)."""

    SOLE = "sole"
    LEAD = "lead"
    MEMBER = "member"


MeanDays = Annotated[
    Decimal,
    BeforeValidator(exact),
    Field(ge=0, max_digits=9, decimal_places=5),
    WithJsonSchema({"type": "string", "format": "decimal", "pattern": r"^[0-9]{1,4}(\.[0-9]{1,5})?$"}),
]
"""A mean number of days under 10,000, as a decimal string."""


class Holder(Word):
    """One holder of a contract (titulaire) as known on the day of notification; None where the source is silent.

    `social_economy` says that it is of the social and solidarity economy (ESS: law 2014-856 art. 1), `inclusive` that
    it employs people far from employment or with a disability (SIAE, EA, ESAT: CCP L2113-12, L2113-13).
    `payment_days` is how long it waited for its payments in the mean, as a register states it (délai moyen de
    mandatement; 30 days at most: CCP R2192-10).
    """

    identifier: OperatorId | None = None
    name: Text
    role: Role = Role.SOLE
    share: Share | None = None
    size: SizeClass | None = None
    place: Place | None = None
    natural_person: bool = False
    social_economy: bool | None = None
    inclusive: bool | None = None
    payment_days: MeanDays | None = None


class Group(StrEnum):
    """What each member of a group answers for: its part (conjoint), or the whole (solidaire): CCP R2142-20."""

    JOINT = "joint"
    SOLIDARY = "solidary"


class Modality(StrEnum):
    """How a contract is performed bit by bit (modalités d'exécution): CCP R2113-4, R2162-2."""

    TRANCHES = "tranches"
    ORDERS = "orders"
    SUBSEQUENT = "subsequent"


class PriceForm(StrEnum):
    """How the price is made up (forme du prix): unitaire, forfaitaire, mixte: CCP R2112-6 (DECP 2.0, formePrix)."""

    UNIT = "unit"
    LUMP_SUM = "lump-sum"
    MIXED = "mixed"


class Ccag(StrEnum):
    """The general conditions that a contract refers to (CCAG, orders of 30 March 2021): CCP R2112-2."""

    NONE = "none"
    WORKS = "works"
    PROJECT_MANAGEMENT = "project-management"
    SUPPLIES_AND_SERVICES = "supplies-and-services"
    INDUSTRIAL = "industrial"
    INTELLECTUAL = "intellectual"
    INFORMATION_TECHNOLOGY = "information-technology"


class ContractState(Word):
    """All that is public about a contract (marché public, concession) at one of its versions.

    `reference` is the buyer's own number: (buyer, reference) is unique. `notified_on` is None where a register gives
    no date. Values exclude VAT: `planned` the estimate, `initial` at notification, `current` after modifications;
    those of a concession are its turnover over the whole duration (CCP R3121-1).

    `framework` is the contract under which this one is called, `maximum` what may be called under a framework in all
    (CCP R2162-4). `advance` is the rate offered (avance), `insertion_hours` those contracted, `duration_reason` why a
    concession lasts more than five years (CCP R3114-2). `ends_on` is the last day as agreed, `ended_on` the real one.
    `on_behalf_of` is for whom a mandatary bought (mandant: CCP L2422-5).

    `group` is None where there is one holder, `modalities` empty where it is performed at once or nobody says.
    `subcontracting` says that a subcontractor was declared before the notification, `social_criterion` and
    `environmental_criterion` that bids were judged by one (CCP R2152-7), `reserved` that it was kept for some, where a
    register does not say for whom. `concession` is what only those have.

    `places` are where it is performed. `electronic` says that the holder was notified electronically (CCP R2132-7).
    `origin_france` and `origin_european` are the parts of listed products made in France and in the EU, the former
    within the latter (DECP 2.0, origineFrance, origineUE). `published_on` is the day on which a register published it;
    what is signed here is published by its fact.
    """

    buyer: Siret
    reference: Text
    title: Text
    department: Code | None = None
    area: Code | None = None
    cpv: Cpv | None = None
    nature: Nature | None = None
    procedure: Procedure | None = None
    technique: Technique = Technique.SIMPLE
    planned: Money | None = None
    initial: Money | None = None
    current: Money | None = None
    signed_on: Day | None = None
    notified_on: Day | None = None
    months: Annotated[int, Field(ge=0, le=1200)] | None = None
    bids: Annotated[int, Field(ge=0, le=100_000)] | None = None
    holders: tuple[Holder, ...] = Field(min_length=1, max_length=200)
    framework: UUID | None = None
    maximum: Money | None = None
    price_form: PriceForm | None = None
    price_revision: bool | None = None
    ccag: Ccag | None = None
    advance: Share | None = None
    advance_guarantee: bool | None = None
    clauses: Clauses | None = None
    insertion_hours: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    duration_reason: Text | None = None
    ends_on: Day | None = None
    ended_on: Day | None = None
    modifications: Annotated[int, Field(ge=0, le=1000)] | None = None
    places: Annotated[tuple[Nuts, ...], Field(max_length=100)] = ()
    electronic: bool | None = None
    origin_france: Share | None = None
    origin_european: Share | None = None
    published_on: Day | None = None
    group: Group | None = None
    modalities: Annotated[tuple[Modality, ...], Field(max_length=3)] = ()
    subcontracting: bool | None = None
    social_criterion: bool | None = None
    environmental_criterion: bool | None = None
    reserved: bool | None = None
    concession: Concession | None = None
    on_behalf_of: Siret | None = None
