"""Which of the stored files are named by a record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_UNUSED = text("""
    DELETE FROM sealed_piece AS piece USING tender
    WHERE tender.id = piece.tender_id AND tender.status <> 'published' AND tender.deadline < :before AND NOT EXISTS (
        SELECT 1 FROM bid WHERE bid.tender_id = piece.tender_id AND bid.depositor = piece.depositor
        AND bid.pieces @> jsonb_build_array(jsonb_build_object('sha256', piece.sha256)))
    RETURNING piece.stored
""")
_UNNAMED = text("""
    SELECT name FROM unnest(CAST(:names AS text[])) AS name
    EXCEPT SELECT stored FROM sealed_piece WHERE stored = ANY(:names)
    EXCEPT SELECT version ->> 'stored_as' FROM dossier, jsonb_array_elements(versions) AS version
""")


class StoredNames:
    """The names under which documents and sealed pieces are stored."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def forget_unused(self, before: datetime) -> Sequence[str]:
        """Forget sealed pieces that no bid named until the deadline, where that was `before`; where they are stored."""
        return await self._names(_UNUSED, before=before)

    async def unnamed(self, names: Sequence[str]) -> Sequence[str]:
        """Those of these names that no record holds."""
        return await self._names(_UNNAMED, names=list(names))

    async def _names(self, query: Any, **values: Any) -> Sequence[str]:
        return [str(name) for name in (await self._session.scalars(query, values)).all()]
