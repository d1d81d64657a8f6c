"""Who agreed to be shown to suppliers that look for partners, and what they do."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.vocabulary import Cpv, Identifier
from services.suppliers.domain.award import company_of
from services.suppliers.domain.partners.partner import DIGITS, Profile
from services.suppliers.persistence.tables import partnering

MOST = 2_000
"""Suppliers that are looked at for one question: those who did or offer what is asked."""
_PROFILES = """
    SELECT s.id, s.state::text AS state, s.department, array_remove(array_agg(DISTINCT a.cpv), NULL) AS codes,
        array_remove(array_agg(DISTINCT a.department), NULL) AS departments
    FROM partnering p JOIN supplier s ON s.id = p.supplier_id LEFT JOIN award a ON a.supplier_id = s.id
    WHERE s.status = 'active' GROUP BY s.id
"""
_ONE = f"SELECT * FROM ({_PROFILES}) one WHERE id = $1"
_DOING = f"""
    SELECT * FROM ({_PROFILES}) one
    WHERE EXISTS (SELECT 1 FROM unnest(codes) code WHERE left(code, {DIGITS}) = ANY($1))
        OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(state::jsonb -> 'activities') code
                   WHERE left(code, {DIGITS}) = ANY($1))
        OR EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(state::jsonb -> 'offers', '[]')) offer
                   WHERE left(offer ->> 'cpv', {DIGITS}) = ANY($1))
    ORDER BY id LIMIT {MOST}
"""


class Partnering:
    """Who agreed."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def agree(self, supplier_id: UUID, now: datetime) -> None:
        """Show a supplier to others who agreed; harmless when repeated."""
        row = {"supplier_id": supplier_id, "since": now}
        await self._session.execute(insert(partnering).values(row).on_conflict_do_nothing())

    async def withdraw(self, supplier_id: UUID) -> None:
        """Show a supplier no more; harmless when repeated."""
        await self._session.execute(delete(partnering).where(partnering.c.supplier_id == supplier_id))


class PartnerQueries:
    """What is read of those who agreed, and of nobody else."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def one(self, supplier_id: UUID) -> Profile | None:
        """A supplier, if it agreed to be shown."""
        row = await self._reads.fetchrow(_ONE, supplier_id)
        return _profile(row) if row else None

    async def doing(self, codes: Sequence[Cpv]) -> list[Profile]:
        """Those who do what one of these codes asks."""
        rows = await self._reads.fetch(_DOING, [code[:DIGITS] for code in codes])
        return await asyncio.to_thread(lambda: [_profile(row) for row in rows])


def _profile(row: asyncpg.Record) -> Profile:
    state = orjson.loads(row["state"])
    offers = state.get("offers", ())
    identifier = Identifier.model_validate(state["identifier"])
    served = (code for offer in offers for code in offer["coverage"]["departments"])
    return Profile(
        id=row["id"],
        identifier=identifier,
        name=state["name"],
        company=company_of(identifier),
        codes=frozenset((*state["activities"], *(offer["cpv"] for offer in offers), *row["codes"])),
        departments=frozenset(filter(None, (row["department"], *served, *row["departments"]))),
    )
