"""Alerts: they are set and ended by those who want to hear, and tell what is published, each fact once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from chassis.chore import Chore
from chassis.identity import uuid7
from chassis.persistence import Database
from contracts import flags, observatory
from contracts.calendar import PARIS
from contracts.catalogue import fact_in
from contracts.envelope import Envelope
from services.analytics.domain.alert import MOST_ALERTS, Alert, Interest, Listener, TooManyAlerts
from services.analytics.domain.digest import sentence
from services.analytics.persistence.own.alerts import Notice
from services.analytics.persistence.own.publications import Mark
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork

ALERTS = "alerts"
PAUSE_SECONDS = 2.0
_TOPICS = (observatory.TOPIC, flags.TOPIC)


class Delivery(Protocol):
    """A further way, beside the list, by which an alert tells: such as mail."""

    async def address(self, uow: OwnUnitOfWork, alert: Alert, now: datetime) -> UUID | None:
        """The letter into which what an alert tells goes; None where it is not told this way."""


class ByMail:
    """Gathers what an alert tells in the next letter to the address that it was given."""

    async def address(self, uow: OwnUnitOfWork, alert: Alert, now: datetime) -> UUID | None:
        """The letter to the address of an alert."""
        return await uow.alerts.open_digest(alert.email, now) if alert.email else None


async def set_alert(uow: OwnUnitOfWork, interest: Interest, email: str | None, *, by: Listener, now: datetime) -> Alert:
    """Keep what a caller wants to hear of; raises `FilterUnfit`, `FlagsNotShown`, `TooManyAlerts`."""
    interest.must_fit()
    interest.must_be_shown_to(by)
    async with uow:
        if await uow.alerts.count(by.client) >= MOST_ALERTS:
            raise TooManyAlerts(most=MOST_ALERTS)
        whose = {"client": by.client, "organisation": by.organisation}
        alert = Alert(id=uuid7(), **whose, **vars(interest), email=email, created_at=now)  # type: ignore[arg-type]
        uow.alerts.add(alert)
    return alert


async def end_alert(uow: OwnUnitOfWork, alert_id: UUID, *, by: str | None) -> None:
    """Tell no more; raises `AlertUnknown`."""
    async with uow:
        await uow.alerts.end(alert_id, by)


def alerting(delivery: Delivery) -> Chore:
    """What a worker does for alerts, time and again."""

    async def act(database: Database) -> None:
        while await tell_alerts(database, delivery):
            pass

    return Chore("telling of alerts", PAUSE_SECONDS, act)


async def tell_alerts(database: Database, delivery: Delivery) -> int:
    """Tell what was published since the last time to those who want to hear of it; how many facts were looked at."""
    async with OwnUnitOfWork(database) as uow:
        if not await uow.publications.alone(ALERTS):
            return 0
        now = database.clock.now().astimezone(PARIS)
        last = await uow.publications.mark(ALERTS)
        positions = dict(last.positions) if last else {}
        alerts, looked = await uow.alerts.every(), 0
        for topic in _TOPICS:
            for position, envelope in await uow.alerts.news(topic, positions.get(topic, 0)):
                await _tell(uow, delivery, alerts, envelope, now)
                positions[topic], looked = position, looked + 1
        if looked:
            await uow.publications.set_mark(ALERTS, Mark(positions, date.min, 0))
    return looked


async def _tell(
    uow: OwnUnitOfWork, delivery: Delivery, alerts: Sequence[Alert], envelope: Envelope, now: datetime
) -> None:
    fact = fact_in(envelope)
    for alert in alerts:
        if fact is not None and alert.created_at <= envelope.time and alert.hears(fact):
            letter = await delivery.address(uow, alert, now)
            what = (envelope.subject, envelope.id, envelope.type, sentence(fact), envelope.time)
            await uow.alerts.write(Notice(alert.id, *what, letter))
