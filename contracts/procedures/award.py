"""Facts about the award of a lot, from its proposal to the end of the standstill."""

from uuid import UUID

from contracts.procedures.base import BidCount, LotNumber
from contracts.procedures.tender import TenderFact
from contracts.vocabulary import Day, Instant, Text


class AwardFact(TenderFact):
    """A fact about the decision to award a lot."""

    award_id: UUID
    lot: LotNumber


class AwardProposed(AwardFact):
    """A winner was proposed; nobody is told who, until the award is approved and the losers know."""

    proposed_at: Instant


class AwardApproved(AwardFact):
    """Somebody else than who proposed the award approved it."""

    approved_at: Instant


class LoserNotified(AwardFact):
    """A bidder was told that its bid was not retained; `motivated` where the letter says why: CCP R2181-1, R2181-3."""

    bid_id: UUID
    notified_at: Instant
    motivated: bool


class AwardNotified(AwardFact):
    """All losers were told; the contract may be signed from `signature_from` on (délai de suspension): CCP R2182-1."""

    losers: BidCount
    notified_at: Instant
    signature_from: Day


class AwardConfirmed(AwardFact):
    """The standstill is over and nothing came in the way of the award."""

    confirmed_at: Instant


class AwardAnnulled(AwardFact):
    """The award was taken back before a contract was signed."""

    reason: Text
    annulled_at: Instant


class LotReopened(TenderFact):
    """The award of a lot no longer stands, and the lot is to be decided again."""

    lot: LotNumber
    reason: Text
    reopened_at: Instant
