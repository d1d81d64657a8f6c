"""Contracts that take effect, with the days on which the public was told of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from pydantic import TypeAdapter

from chassis.paging import Page
from contracts.procedures import TOPIC, ContractModified, ContractNotified, Modification
from contracts.vocabulary import ContractState, Procedure, Siret
from services.tenders.domain.contract import ContractNotFound
from services.tenders.domain.contract_status import ContractStatus
from services.tenders.domain.decp.told import Told
from services.tenders.domain.execution_act import ActKind
from services.tenders.persistence.wanted import Wanted

_TOLD = f"""
    SELECT c.id, c.state, c.modifications, c.procedure_id <> c.id AS ours, f.reference AS framework, (
        SELECT array_agg((l.recorded_at AT TIME ZONE 'Europe/Paris')::date ORDER BY l.sequence) FROM event_log l
        WHERE l.aggregatetype = '{TOPIC}' AND l.aggregateid = c.id::text AND l.type = ANY($1)
    ) AS told_on, EXISTS (
        SELECT FROM execution_act a WHERE a.contract_id = c.id AND a.kind = '{ActKind.SUBCONTRACT}'
        AND a.record ->> 'accepted_on' <= c.state ->> 'notified_on'
    ) AS subcontracted
    FROM ({{contracts}}) AS c LEFT JOIN contract f ON f.id = c.framework::uuid ORDER BY c.id {{order}}
"""
_TELLING = [ContractNotified.wire_type(), ContractModified.wire_type()]
_CONTRACTS = "SELECT * FROM contract"
_NOTIFIED = f"status <> '{ContractStatus.SIGNED}'"
_MODIFICATIONS = TypeAdapter(tuple[Modification, ...])


@dataclass(frozen=True)
class Sought:
    """Which contracts: of a buyer, notified in a year, concessions or all others; None asks for nothing."""

    buyer: Siret
    year: int | None = None
    concessions: bool | None = None

    def wanted(self) -> Wanted:
        """The conditions of the query."""
        wanted = Wanted(_TELLING)
        wanted.add(_NOTIFIED)
        wanted.add_filters({"buyer": self.buyer})
        wanted.add_value("left(state ->> 'notified_on', 4) = {}", None if self.year is None else str(self.year))
        if self.concessions is not None:
            wanted.add(f"procedure IS {'NOT ' if self.concessions else ''}DISTINCT FROM '{Procedure.CONCESSION}'")
        return wanted


class ToldContracts:
    """What can be read of contracts that take effect; everybody may."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def one(self, contract_id: UUID) -> Told:
        """A notified contract; raises `ContractNotFound`."""
        contracts = f"{_CONTRACTS} WHERE {_NOTIFIED} AND id = $2"
        row = await self._reads.fetchrow(_TOLD.format(contracts=contracts, order=""), _TELLING, contract_id)
        if row is None:
            raise ContractNotFound
        return _told(row)

    async def page(self, sought: Sought, page: Page) -> list[Told]:
        """A page of contracts by identity."""
        wanted = sought.wanted()
        query = _TOLD.format(contracts=wanted.on(_CONTRACTS, page), order=page.order)
        return [_told(row) for row in await self._reads.fetch(query, *wanted.values)]


def _told(row: Any) -> Told:
    return Told(
        id=row["id"],
        state=ContractState.model_validate(orjson.loads(row["state"])),
        told_on=tuple(row["told_on"]),
        modifications=_MODIFICATIONS.validate_python(orjson.loads(row["modifications"])),
        framework=row["framework"],
        subcontracted=row["subcontracted"],
        ours=row["ours"],
    )
