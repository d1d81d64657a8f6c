"""Facts of the topic `procurement.procedures.v1`: by plan entry or procedure, from plan to a contract's end."""

from contracts.procedures.base import TOPIC, BidCount, Language, LotNumber, Phase
from contracts.procedures.bids import BidsOpened, OpenedBid, PhaseOpened
from contracts.procedures.contract import ContractFact, ContractNotified, ContractSigned, DataCorrected
from contracts.procedures.lot import Clauses, Criterion, CriterionKind, LotNotice, Months, Reservation, Weight
from contracts.procedures.plan import (
    PlanEntryPublished,
    PlanEntryTendered,
    PlanEntryWithdrawn,
    PlanFact,
    PlannedPurchase,
    Quarter,
    ValueBand,
)
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
    PlanEntryPublished,
    PlanEntryWithdrawn,
    PlanEntryTendered,
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
    "PlanEntryPublished",
    "PlanEntryTendered",
    "PlanEntryWithdrawn",
    "PlanFact",
    "PlannedPurchase",
    "Quarter",
    "Reservation",
    "TenderCancelled",
    "TenderClosed",
    "TenderFact",
    "TenderPublished",
    "ValueBand",
    "Weight",
]
