"""What a buyer notes of suppliers for itself: remarks, favourites, cautions."""

from datetime import date, datetime
from uuid import UUID

from contracts.calendar import day_of
from contracts.vocabulary import Identifier, Text
from services.suppliers.domain.award import company_of
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.panels.caution import Caution
from services.suppliers.domain.panels.keeper import Keeper
from services.suppliers.domain.panels.note import Note
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def write_note(
    uow: UnitOfWork, note_id: UUID, identifier: Identifier, text: Text, *, keeper: Keeper, now: datetime
) -> Note:
    """Note something of a registered supplier."""
    who = {"buyer": keeper.buyer, "client": keeper.client}
    note = Note(id=note_id, supplier_id=supplier_id(identifier), text=text, written_at=now, **who)
    async with uow:
        await uow.suppliers.must_know(identifier)
        uow.notes.add(note)
    return note


async def remove_note(uow: UnitOfWork, identifier: Identifier, note_id: UUID, *, keeper: Keeper) -> None:
    """Take a note away."""
    async with uow:
        await uow.notes.remove(note_id, supplier_id(identifier), keeper.buyer)


async def favour(uow: UnitOfWork, identifier: Identifier, *, keeper: Keeper) -> None:
    """Make a registered supplier one of the buyer's favourites."""
    async with uow:
        await uow.suppliers.must_know(identifier)
        await uow.notes.favour(supplier_id(identifier), keeper.buyer)


async def disfavour(uow: UnitOfWork, identifier: Identifier, *, keeper: Keeper) -> None:
    """Let a supplier be one of the buyer's favourites no more."""
    async with uow:
        await uow.notes.disfavour(supplier_id(identifier), keeper.buyer)


async def set_caution(
    uow: UnitOfWork, identifier: Identifier, reason: Text, until: date, *, keeper: Keeper, now: datetime
) -> Caution:
    """Leave the company of a registered supplier out of the buyer's shortlists, until a day."""
    given = Caution.given(keeper, company_of(identifier), reason, until=until, today=day_of(now))
    async with uow:
        await uow.suppliers.must_know(identifier)
        await uow.cautions.keep(given)
    return given


async def read_caution(uow: UnitOfWork, identifier: Identifier, *, keeper: Keeper, now: datetime) -> Caution:
    """The caution of the buyer about the company of a supplier."""
    async with uow:
        return await uow.cautions.get(company_of(identifier), keeper.buyer, day_of(now))


async def lift_caution(uow: UnitOfWork, identifier: Identifier, *, keeper: Keeper) -> None:
    """End a caution before its time."""
    async with uow:
        await uow.cautions.lift(company_of(identifier), keeper.buyer)
