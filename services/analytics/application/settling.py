"""What follows from a batch of facts, worked out once for all of them."""

from collections.abc import Iterable, Sequence

from services.analytics.domain.contract import Latest, observe
from services.analytics.domain.establishment import company, identity
from services.analytics.domain.version import Day
from services.analytics.persistence.unit_of_work import UnitOfWork


async def settle(uow: UnitOfWork) -> None:
    """Bring contracts, holders and marks to what the facts told so far say of them, in whichever order they came."""
    if not uow.news.heard:
        return
    await uow.alone()
    if uow.news.registrations:
        await _settle_registrations(uow)
    if uow.news.versions:
        await _settle_versions(uow)
    await uow.hear()


async def _settle_registrations(uow: UnitOfWork) -> None:
    """The registry changed: the contracts that rely on it follow; who held what, and when, stays."""
    changed = await uow.suppliers.keep(uow.news.registrations)
    await _observe(uow, await uow.versions.held_by(changed))


async def _settle_versions(uow: UnitOfWork) -> None:
    """Contracts changed: they, and the marks of all that their days before and after may touch."""
    latest = await uow.versions.add(uow.news.versions)
    ids = [one.contract_id for one in latest]
    before = await uow.contracts.days(ids)
    await _observe(uow, latest)
    await uow.contracts.mark_first_times(ids, before | set(_days(latest)))


async def _observe(uow: UnitOfWork, latest: Sequence[Latest]) -> None:
    if not latest:
        return
    registry = await uow.suppliers.registry(_identifiers(latest))
    await uow.contracts.keep([observe(one, registry) for one in latest])


def _identifiers(latest: Iterable[Latest]) -> set[str]:
    return {identity(holder.identifier) for one in latest for holder in one.state.holders if holder.identifier}


def _days(latest: Iterable[Latest]) -> Iterable[Day]:
    """The days that contracts put into the history of their holders."""
    for one in latest:
        if one.notified and one.state.notified_on:
            for holder in one.state.holders:
                if holder.identifier:
                    yield Day(one.state.buyer, company(holder.identifier), one.state.notified_on)
