"""Shared words of public procurement, each with the validation that its standard gives."""

from contracts.vocabulary.audience import Audience
from contracts.vocabulary.clauses import Clauses, Reservation
from contracts.vocabulary.concession import Concession, ConcessionKind
from contracts.vocabulary.contract import (
    Ccag,
    ContractState,
    Group,
    Holder,
    MeanDays,
    Modality,
    PriceForm,
    Role,
    SizeClass,
)
from contracts.vocabulary.file_name import FileName
from contracts.vocabulary.identifiers import Identifier, OperatorId, Scheme, Siren, Siret, VatNumber
from contracts.vocabulary.money import Amount, Money, Share, euros
from contracts.vocabulary.places import CommuneCode, Country, DepartmentCode, Nuts, Place
from contracts.vocabulary.purchases import Cpv, LotNumber, LotOutcome, Nature, Procedure, Technique
from contracts.vocabulary.reviews import ReviewRole
from contracts.vocabulary.word import Code, Day, Instant, Text, Word

__all__ = [
    "Amount",
    "Audience",
    "Ccag",
    "Clauses",
    "Code",
    "CommuneCode",
    "Concession",
    "ConcessionKind",
    "ContractState",
    "Country",
    "Cpv",
    "Day",
    "DepartmentCode",
    "FileName",
    "Group",
    "Holder",
    "Identifier",
    "Instant",
    "LotNumber",
    "LotOutcome",
    "MeanDays",
    "Modality",
    "Money",
    "Nature",
    "Nuts",
    "OperatorId",
    "Place",
    "PriceForm",
    "Procedure",
    "Reservation",
    "ReviewRole",
    "Role",
    "Scheme",
    "Share",
    "Siren",
    "Siret",
    "SizeClass",
    "Technique",
    "Text",
    "VatNumber",
    "Word",
    "euros",
]
