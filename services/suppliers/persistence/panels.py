"""What buyers keep of suppliers; every look-up names the buyer, so that another one's is never found."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from services.suppliers.domain.panels.caution import Caution, CautionNotFound
from services.suppliers.domain.panels.note import Note, NoteNotFound
from services.suppliers.domain.panels.panel import Panel, PanelNotFound
from services.suppliers.persistence.tables import caution, favourite, note, panel_member, supplier

_BARRED = text("""
    SELECT s.id::text FROM supplier s JOIN caution c ON c.company = coalesce(s.siren,
        (s.state #>> '{identifier,scheme}') || ':' || (s.state #>> '{identifier,id}'))
    WHERE c.buyer = :buyer AND c.until >= :day AND s.id = ANY(CAST(:ids AS uuid[]))
""")


class Panels:
    """The panels of buyers, and whom they hold."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, panel: Panel) -> None:
        """Keep a new panel."""
        self._session.add(panel)

    async def get(self, panel_id: UUID, buyer: str | None, *, expected: Expected | None = None) -> Panel:
        """A panel of this buyer, at the revision that is expected, kept from others until the transaction ends."""
        panel = await self._session.get(Panel, panel_id, with_for_update=True)
        if panel is None or panel.buyer != buyer:
            raise PanelNotFound
        if expected is not None:
            expected.check(panel.revision)
        return panel

    async def remove(self, panel: Panel) -> None:
        """Forget a panel, and whom it held."""
        await self._session.delete(panel)

    async def join(self, panel: Panel, suppliers: Collection[UUID], now: datetime) -> int:
        """Add suppliers, those who are there already being left as they are; how many it holds now."""
        rows = [{"panel_id": panel.id, "supplier_id": one, "added_at": now} for one in sorted(suppliers)]
        await self._session.execute(insert(panel_member).on_conflict_do_nothing(), rows)
        return await self._count(panel)

    async def leave(self, panel: Panel, supplier_id: UUID) -> int:
        """Take a supplier out; how many it holds now."""
        own = (panel_member.c.panel_id == panel.id) & (panel_member.c.supplier_id == supplier_id)
        await self._session.execute(delete(panel_member).where(own))
        return await self._count(panel)

    async def members(self, panel: Panel) -> Sequence[str]:
        """The suppliers of a panel; in the place of one that was merged, who answers for it."""
        who = func.coalesce(supplier.c.merged_into, supplier.c.id)
        held = panel_member.join(supplier, supplier.c.id == panel_member.c.supplier_id)
        query = select(who).select_from(held).where(panel_member.c.panel_id == panel.id).distinct().order_by(who)
        return [str(one) for one in await self._session.scalars(query)]

    async def _count(self, panel: Panel) -> int:
        query = select(func.count()).select_from(panel_member).where(panel_member.c.panel_id == panel.id)
        return int(await self._session.scalar(query) or 0)


class Notes:
    """What buyers note of suppliers, and which ones they favour."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, note: Note) -> None:
        """Keep a new note."""
        self._session.add(note)

    async def remove(self, note_id: UUID, supplier_id: UUID, buyer: str) -> None:
        """Take a note away; raises `NoteNotFound` where this buyer has no such note of the supplier."""
        own = (note.c.id == note_id) & (note.c.supplier_id == supplier_id) & (note.c.buyer == buyer)
        if await self._session.scalar(delete(note).where(own).returning(note.c.id)) is None:
            raise NoteNotFound

    async def favour(self, supplier_id: UUID, buyer: str) -> None:
        """Make a supplier one of the favourites; harmless when repeated."""
        row = {"buyer": buyer, "supplier_id": supplier_id}
        await self._session.execute(insert(favourite).values(row).on_conflict_do_nothing())

    async def disfavour(self, supplier_id: UUID, buyer: str) -> None:
        """Let a supplier be one of the favourites no more; harmless when repeated."""
        own = (favourite.c.supplier_id == supplier_id) & (favourite.c.buyer == buyer)
        await self._session.execute(delete(favourite).where(own))


class Cautions:
    """Whom buyers do not ask for now."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, given: Caution) -> None:
        """Keep a caution in the place of the one before."""
        row = asdict(given)
        keys = [caution.c.buyer, caution.c.company]
        await self._session.execute(insert(caution).values(row).on_conflict_do_update(index_elements=keys, set_=row))

    async def lift(self, company: str, buyer: str) -> None:
        """End a caution before its time; harmless when there is none."""
        own = (caution.c.company == company) & (caution.c.buyer == buyer)
        await self._session.execute(delete(caution).where(own))

    async def get(self, company: str, buyer: str, day: date) -> Caution:
        """The caution that counts on a day; raises `CautionNotFound`."""
        own = (caution.c.company == company) & (caution.c.buyer == buyer) & (caution.c.until >= day)
        row = (await self._session.execute(select(caution).where(own))).mappings().one_or_none()
        if row is None:
            raise CautionNotFound
        return Caution(**row)

    async def barred(self, buyer: str | None, suppliers: Sequence[str], day: date) -> set[str]:
        """Those of these suppliers that this buyer does not ask on a day."""
        asked = {"buyer": buyer, "day": day, "ids": list(suppliers)}
        return set((await self._session.scalars(_BARRED, asked)).all())
