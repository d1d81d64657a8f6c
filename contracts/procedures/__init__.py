"""Facts of the topic `procurement.procedures.v1`: keyed by procedure, from publication to the end of a contract."""

from contracts.procedures.base import TOPIC, BidCount, LotNumber
from contracts.procedures.contract import ContractFact, ContractNotified, ContractSigned, DataCorrected
from contracts.procedures.tender import (
    ContractAwarded,
    LotClosed,
    LotNotice,
    TenderCancelled,
    TenderClosed,
    TenderFact,
    TenderPublished,
)

FACTS = (
    TenderPublished,
    TenderClosed,
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
    "ContractAwarded",
    "ContractFact",
    "ContractNotified",
    "ContractSigned",
    "DataCorrected",
    "LotClosed",
    "LotNotice",
    "LotNumber",
    "TenderCancelled",
    "TenderClosed",
    "TenderFact",
    "TenderPublished",
]
