"""What a buyer bought before of the same kind."""

from datetime import date
from decimal import Decimal

import asyncpg

from contracts.vocabulary import Code, Siret
from services.tenders.domain.days import start_of

_PAST = """
    SELECT coalesce(sum(value), 0) FROM (
        SELECT (coalesce(state -> 'initial', state -> 'planned') ->> 'amount')::numeric AS value FROM contract
        WHERE buyer = $1 AND area = $2 AND coalesce(state ->> 'notified_on', state ->> 'signed_on') >= $3
        UNION ALL
        SELECT (terms -> 'estimated_value' ->> 'amount')::numeric FROM tender
        WHERE buyer = $1 AND area = $2 AND published_at >= $4 AND status NOT IN ('cancelled', 'unsuccessful')
            AND NOT EXISTS (SELECT FROM contract WHERE procedure_id = tender.id)
    ) AS purchase"""
"""Contracts at their first value, and published tenders of which no contract came yet; days are text in ISO 8601."""


class NeedQueries:
    """Sums over the purchases that are known."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def bought(self, buyer: Siret, area: Code, since: date) -> Decimal:
        """What a buyer bought in a purchase area since that day, in euros excluding VAT."""
        value = await self._reads.fetchval(_PAST, buyer, area, since.isoformat(), start_of(since))
        return Decimal(value)
