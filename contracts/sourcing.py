"""Facts of the topic `procurement.sourcing.v1`, keyed by sourcing request: a need is made known before any tender."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.fact import Fact
from contracts.procedures import ValueBand
from contracts.reference.roles import Scope
from contracts.vocabulary import Code, Cpv, Instant, OperatorId, Siret, Text

TOPIC = "procurement.sourcing.v1"
SCOPE: Scope = "sourcing:read"
"""Who may read the topic: before a call nobody else learns who was asked, or who declined (égalité: CCP L3)."""

Count = Annotated[int, Field(ge=0, le=10_000_000)]
"""How many suppliers."""


class SourcingFact(Fact):
    """A fact about a sourcing request (demande de sourcing): the study of a market before a call, CCP R2111-1."""

    topic: ClassVar[str] = TOPIC
    request_id: UUID


class SourcingOpened(SourcingFact):
    """A buyer described a need, to learn who could meet it; answers are taken until `deadline`."""

    title: Text
    buyer: Siret
    department: Code
    area: Code
    cpv: Cpv
    value: ValueBand | None = None
    opened_at: Instant
    deadline: Instant


class SuppliersMatched(SourcingFact):
    """Suppliers were proposed for the need: `count` in all, of which `newcomers` to this buyer, at least `quota`."""

    count: Count
    newcomers: Count
    quota: Count
    matched_at: Instant


class SupplierInvited(SourcingFact):
    """A supplier was asked, in the `batch`-th mailing of the request."""

    identifier: OperatorId
    batch: Annotated[int, Field(ge=1)]
    invited_at: Instant


class SourcingAnswered(SourcingFact):
    """A supplier answered; again where it changed its answer."""

    identifier: OperatorId
    answered_at: Instant


class SourcingDeclined(SourcingFact):
    """A supplier that was asked does not want to answer."""

    identifier: OperatorId
    reason: Text | None = None
    declined_at: Instant


class SourcingClosed(SourcingFact):
    """No more answers are taken; `tender_id` is the tender that came of it, where that is known."""

    tender_id: UUID | None = None
    closed_at: Instant


FACTS = (SourcingOpened, SuppliersMatched, SupplierInvited, SourcingAnswered, SourcingDeclined, SourcingClosed)
"""Every fact of the topic, in the order in which a request tells them."""
