"""Facts of the topic `procurement.procedures.v1`: keyed by procedure, from publication to the end of a contract."""

from contracts.procedures.base import TOPIC, BidCount, Language, LotNumber, Phase
from contracts.procedures.bids import BidsOpened, OpenedBid, PhaseOpened
from contracts.procedures.contract import ContractFact, ContractNotified, ContractSigned, DataCorrected
from contracts.procedures.lot import Clauses, Criterion, CriterionKind, LotNotice, Months, Reservation, Weight
from contracts.procedures.tender import (
    ContractAwarded,
    DossierWithdrawn,
    Framework,
    LotClosed,
    TenderCancelled,
    TenderClosed,
    TenderFact,
    TenderPublished,
)

FACTS = (
    TenderPublished,
    DossierWithdrawn,
    TenderClosed,
    BidsOpened,
    PhaseOpened,
    TenderCancelled,
    LotClosed,
    ContractAwarded,
    ContractSigned,
    ContractNotified,
    DataCorrected,
)
"""Every fact of the topic, in the order in which a procedure tells them."""

__all__ = [
    "FACTS",
    "TOPIC",
    "BidCount",
    "BidsOpened",
    "Clauses",
    "ContractAwarded",
    "ContractFact",
    "ContractNotified",
    "ContractSigned",
    "Criterion",
    "CriterionKind",
    "DataCorrected",
    "DossierWithdrawn",
    "Framework",
    "Language",
    "LotClosed",
    "LotNotice",
    "LotNumber",
    "Months",
    "OpenedBid",
    "Phase",
    "PhaseOpened",
    "Reservation",
    "TenderCancelled",
    "TenderClosed",
    "TenderFact",
    "TenderPublished",
    "Weight",
]
