"""The contracts that are kept."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from contracts.vocabulary import Siret
from services.tenders.domain.call_off import FrameworkAgreement
from services.tenders.domain.contract import Contract, ContractNotFound
from services.tenders.domain.signature import LotSigned, ReferenceTaken
from services.tenders.persistence.tables import contract as table

_LOCK = text("""
    SELECT pg_advisory_xact_lock(hashtextextended('contracts of ' || buyer, 0))
    FROM unnest(CAST(:buyers AS text[])) AS buyer
""")
_LOCK_CALLS = text("SELECT pg_advisory_xact_lock(hashtextextended('calls of ' || :procedure, 0))")
_CONSUMED = text("""
    SELECT coalesce(sum(coalesce(state #>> '{current,amount}', state #>> '{initial,amount}')::numeric), 0)
    FROM contract WHERE framework IN (SELECT id::text FROM contract WHERE procedure_id = :procedure)
""")
ANY_VERSION = Expected(None)


class Contracts:
    """Every contract, those taken over from registers included."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add_all(self, contracts: Iterable[Contract]) -> None:
        """Keep these contracts, the new ones among them."""
        self._session.add_all(contracts)

    async def enter(self, contract: Contract) -> None:
        """Keep a newly signed contract, if neither its lot nor its buyer's reference is taken."""
        await self.lock([contract.state.buyer])
        if contract.lot in await self.lots_of(contract.procedure_id):
            raise LotSigned(lot=contract.lot)
        if await self.known([contract.id]):
            raise ReferenceTaken(reference=contract.state.reference)
        self._session.add(contract)

    async def get(self, contract_id: UUID, *, expected: Expected = ANY_VERSION, lock: bool = False) -> Contract:
        """A contract, at the version that the caller expects; `lock` keeps others from changing it meanwhile."""
        contract = await self._session.get(Contract, contract_id, with_for_update=lock or None)
        if contract is None:
            raise ContractNotFound
        expected.check(contract.version)
        return contract

    async def lock(self, buyers: Iterable[Siret]) -> None:
        """Make others who add contracts of these buyers wait for the end of the transaction."""
        # in one order for all, so that no two wait for each other
        await self._session.execute(_LOCK, {"buyers": sorted(set(buyers))})

    async def known(self, ids: Iterable[UUID]) -> dict[UUID, Contract]:
        """Those of these contracts that are kept, by identity."""
        found = await self._session.scalars(select(Contract).where(table.c.id.in_(list(ids))))
        return {contract.id: contract for contract in found}

    async def locked(self, ids: Iterable[UUID]) -> list[Contract]:
        """Contracts that this transaction has locked already, the one that is due first at the head."""
        query = select(Contract).where(table.c.id.in_(list(ids))).order_by(table.c.due_at)
        return list(await self._session.scalars(query))

    async def count_of(self, procedure_id: UUID) -> int:
        """How many contracts came of a procedure."""
        query = select(func.count()).where(table.c.procedure_id == procedure_id)
        return int(await self._session.scalar(query) or 0)

    async def agreement_of(self, contract_id: UUID | None) -> FrameworkAgreement | None:
        """The framework agreement of this identity; None where it is none, but a dynamic purchasing system."""
        if contract_id is None or not await self.known([contract_id]):
            return None
        return await self.agreement(contract_id)

    async def agreement(self, contract_id: UUID) -> FrameworkAgreement:
        """A framework agreement, with what was called under it and under the other lots of its procedure.

        Others who call under it wait for the end of the transaction.
        """
        contract = await self.get(contract_id)
        await self._session.execute(_LOCK_CALLS, {"procedure": contract.key})
        consumed = await self._session.scalar(_CONSUMED, {"procedure": contract.procedure_id})
        return FrameworkAgreement(contract=contract, consumed=Decimal(consumed or 0))

    async def lots_of(self, procedure_id: UUID) -> list[int]:
        """The lots of a procedure that are under contract."""
        query = select(table.c.lot).where(table.c.procedure_id == procedure_id, table.c.lot.is_not(None))
        return list(await self._session.scalars(query))
