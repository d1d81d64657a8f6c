"""What the observatory does when it is told: facts are gathered, and each batch is settled at once."""

from chassis.reactions import Reactions
from contracts.envelope import Envelope
from contracts.procedures import (
    ContractEnded,
    ContractFact,
    ContractModified,
    ContractNotified,
    ContractSigned,
    ContractTerminated,
    DataCorrected,
)
from contracts.suppliers import SupplierFact, SupplierRegistered, SupplierUpdated
from services.analytics.application.settling import settle
from services.analytics.domain.registration import Registration
from services.analytics.domain.version import Version
from services.analytics.persistence.unit_of_work import UnitOfWork

reactions = Reactions()
reactions.settle(settle)


@reactions.on(ContractSigned, ContractNotified, ContractModified, ContractEnded, ContractTerminated, DataCorrected)
async def gather_version(uow: UnitOfWork, envelope: Envelope, fact: ContractFact) -> None:
    """A contract reached a new version."""
    uow.news.hear(fact.topic, envelope)
    state = envelope.data["contract"]
    uow.news.versions.append(
        Version(fact.contract_id, envelope.version, envelope.type, fact.procedure_id, fact.lot, state, fact)
    )


@reactions.on(SupplierRegistered, SupplierUpdated)
async def gather_registration(uow: UnitOfWork, envelope: Envelope, fact: SupplierFact) -> None:
    """The registry says something new of a supplier."""
    uow.news.hear(fact.topic, envelope)
    uow.news.registrations.append(Registration.told(fact))
