"""Facts as other services tell them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.identity import uuid7
from contracts import procedures
from contracts.envelope import Envelope
from contracts.fact import Fact
from contracts.procedures import (
    ContractModified,
    ContractNotified,
    ContractSigned,
    DataCorrected,
    Modification,
    ModificationReason,
)
from contracts.suppliers import SupplierRegistered, SupplierState, SupplierUpdated
from contracts.vocabulary import ContractState, Holder, Identifier, Place, SizeClass, euros

REGION = "23350001600040"
OTHER_BUYER = "21350238800019"
COMPANIES = ("79878508500035", "37900994700027", "55208131766522", "35600000000048")
BEGINNING = datetime(2026, 1, 5, tzinfo=UTC)

RENNES = Place(commune="35238")
NANTES = Place(department="44")
LIEGE = Place(country="BE")


def contract_id(reference: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"contract {reference}")


def a_holder(siret: str | None = COMPANIES[0], **known: Any) -> Holder:
    identifier = Identifier(id=siret) if siret else None
    return Holder(**{"identifier": identifier, "name": "Ti Embregerezh", "place": RENNES, **known})


def a_contract(reference: str = "1", **known: Any) -> ContractState:
    facts = {"buyer": REGION, "reference": reference, "title": f"Contrat {reference}", "holders": (a_holder(),)}
    return ContractState(**{**facts, "notified_on": date(2019, 3, 14), "procedure": "open", **known})


def told(fact: Fact, subject: UUID, version: int, minutes: int = 0) -> Envelope:
    at = BEGINNING + timedelta(minutes=minutes)
    return Envelope(
        id=uuid7(),
        source="/services/elsewhere",
        type=fact.wire_type(),
        subject=str(subject),
        time=at,
        dataschema=fact.schema_url(),
        partitionkey=str(subject),
        sequence=f"{version:012}",
        recordedtime=at,
        data=fact.model_dump(mode="json"),
    )


def signed(state: ContractState, version: int = 1) -> Envelope:
    return _of_contract(ContractSigned, state, version)


def notified(state: ContractState, version: int = 1) -> Envelope:
    return _of_contract(ContractNotified, state, version)


def corrected(state: ContractState, version: int) -> Envelope:
    return _of_contract(DataCorrected, state, version, reason="The register said otherwise")


def modified(state: ContractState, version: int) -> Envelope:
    succession = Modification(
        number=1,
        ground=ModificationReason.SUCCESSOR,
        reason="Fusion",
        decided_on=date(2019, 6, 1),
        holders=state.holders,
    )
    return _of_contract(ContractModified, state, version, modification=succession)


def _of_contract(kind: type[procedures.ContractFact], state: ContractState, version: int, **more: Any) -> Envelope:
    identity = contract_id(state.reference)
    return told(kind(contract_id=identity, procedure_id=identity, contract=state, **more), identity, version)


def registered(
    siret: str = COMPANIES[0], version: int = 1, size: SizeClass | None = None, place: Place | None = None
) -> Envelope:
    kind = SupplierRegistered if version == 1 else SupplierUpdated
    identity = uuid5(NAMESPACE_URL, siret)
    state = SupplierState(identifier=Identifier(id=siret), name="Ti Embregerezh", size=size, place=place)
    return told(kind(supplier_id=identity, supplier=state), identity, version)


def money(amount: str | int) -> Any:
    return euros(amount)
