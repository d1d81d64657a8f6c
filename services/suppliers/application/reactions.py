"""What the service does when it is told of procedures."""

from chassis.reactions import Reactions
from contracts.envelope import Envelope
from contracts.procedures import (
    ContractEnded,
    ContractFact,
    ContractModified,
    ContractNotified,
    ContractTerminated,
    DataCorrected,
)
from services.suppliers.domain.award import held
from services.suppliers.persistence.unit_of_work import UnitOfWork

reactions = Reactions()


@reactions.on(ContractNotified, ContractModified, ContractEnded, ContractTerminated, DataCorrected)
async def learn_awards(uow: UnitOfWork, _: Envelope, fact: ContractFact) -> None:
    """Know who held the contract, by its latest version."""
    uow.awards.learn(fact.contract_id, tuple(held(fact)))


@reactions.settle
async def keep_awards(uow: UnitOfWork) -> None:
    """Write once per batch what its facts told."""
    await uow.awards.keep()
