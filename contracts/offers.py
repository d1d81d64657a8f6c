"""Facts of the topic `procurement.offers.v1`: what bids offer, a commercial secret told to those who may see it."""

from typing import ClassVar
from uuid import UUID

from contracts.fact import Fact
from contracts.procedures import LotNumber, Phase
from contracts.reference.roles import Scope
from contracts.vocabulary import Instant, Money, Word

TOPIC = "procurement.offers.v1"
SCOPE: Scope = "offers:read"
"""Who may read the topic: those whose key carries this scope, nobody else."""


class Offer(Word):
    """The price that a bid asks for a lot, excluding VAT; None where its form gives none."""

    bid_id: UUID
    lot: LotNumber
    price: Money | None = None


class OffersOpened(Fact):
    """The prices that the opening of a phase showed: secret for losers (CADA, CRPA L311-6), so never in public."""

    topic: ClassVar[str] = TOPIC

    opening_id: UUID
    tender_id: UUID
    phase: Phase
    opened_at: Instant
    offers: tuple[Offer, ...]


FACTS = (OffersOpened,)
"""Every fact of the topic."""
