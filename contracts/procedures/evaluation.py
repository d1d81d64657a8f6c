"""Facts about the judgement of bids, from their opening to a ranking."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from contracts.procedures.base import BidCount, LotNumber
from contracts.procedures.tender import TenderFact
from contracts.vocabulary import Instant, Text

Percent = Annotated[int, Field(ge=0, le=100)]
"""A part of a whole, in percent."""


class RejectionGround(StrEnum):
    """Why a bid is out of the running: CCP L2152-1 to L2152-6; `ineligible` where its bidder is (CCP R2144-7)."""

    IRREGULAR = "irregular"
    INAPPROPRIATE = "inappropriate"
    UNACCEPTABLE = "unacceptable"
    ABNORMALLY_LOW = "abnormally-low"
    INELIGIBLE = "ineligible"


class BidRejected(TenderFact):
    """A bid was ruled out for a lot (offre éliminée): CCP L2152-1."""

    bid_id: UUID
    lot: LotNumber
    ground: RejectionGround
    reason: Text
    rejected_at: Instant


class BidReinstated(TenderFact):
    """A bid that had been ruled out for a lot is in the running again."""

    bid_id: UUID
    lot: LotNumber
    reason: Text
    reinstated_at: Instant


class EvaluationOpened(TenderFact):
    """Evaluators were appointed to mark the bids for a lot (analyse des offres)."""

    lot: LotNumber
    evaluators: BidCount
    opened_at: Instant


class LotEvaluated(TenderFact):
    """The bids for a lot were ranked (classement des offres): CCP L2152-7.

    Of `bids` received in time `admissible` were ranked; the price of `abnormally_low` ones was questioned, and of them
    `abnormally_low_rejected` were ruled out. `price_weight` is what price alone weighs, in percent.
    """

    lot: LotNumber
    bids: BidCount
    admissible: BidCount
    abnormally_low: BidCount
    abnormally_low_rejected: BidCount
    price_weight: Percent
    evaluators: BidCount
    concluded_at: Instant


class EvaluationReopened(TenderFact):
    """The ranking of a lot no longer stands, and its bids are judged again."""

    lot: LotNumber
    reason: Text
    reopened_at: Instant


class TenderEvaluated(TenderFact):
    """The bids for every lot that is not decided were ranked."""

    evaluated_at: Instant
