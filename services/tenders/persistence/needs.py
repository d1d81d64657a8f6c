"""What a buyer bought before of the same kind."""

from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.calendar import start_of
from services.tenders.domain.rules.needs import Category

_BOUGHT = text("""
    SELECT coalesce(sum(value), 0) FROM (
        SELECT (coalesce(state -> 'initial', state -> 'planned') ->> 'amount')::numeric AS value FROM contract
        WHERE buyer = :buyer AND area = :area AND coalesce(state ->> 'notified_on', state ->> 'signed_on') >= :since
            AND coalesce(state ->> 'nature', :nature) = :nature AND coalesce(state ->> 'cpv', '') LIKE :cpv
        UNION ALL
        SELECT (terms -> 'estimated_value' ->> 'amount')::numeric FROM tender
        WHERE buyer = :buyer AND area = :area AND published_at >= :beginning
            AND terms ->> 'nature' = :nature AND terms ->> 'cpv' LIKE :cpv
            AND status NOT IN ('cancelled', 'unsuccessful')
            AND NOT EXISTS (SELECT FROM contract WHERE procedure_id = tender.id)
    ) AS purchase""")
"""Contracts at their first value, and published tenders of which no contract came yet; days are text in ISO 8601."""


class Needs:
    """The needs that were met, as far as they are known here."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def met(self, category: Category) -> Decimal:
        """What the purchases of a category come to, in euros excluding VAT."""
        values = {
            "buyer": category.buyer,
            "area": category.area,
            "nature": category.nature.value,
            "cpv": f"{category.cpv_group}%",
            "since": category.since.isoformat(),
            "beginning": start_of(category.since),
        }
        return Decimal(await self._session.scalar(_BOUGHT, values) or 0)
