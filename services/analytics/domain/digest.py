"""A letter with all that somebody wanted to hear of: at most one a day to an address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from contracts.fact import Fact
from contracts.flags import RedFlagRaised
from contracts.letters import next_attempt
from contracts.observatory import DataQualityGraded, Direction, TargetCrossed

A_DAY = timedelta(days=1)
SUBJECT = "Observatoire de la commande publique"


@dataclass(kw_only=True, eq=False)
class Digest:
    """Sent as soon as it is due and the mail takes it; `error` says why it did not the last time."""

    id: UUID
    email: str
    due_at: datetime | None
    attempts: int = 0
    sent_at: datetime | None = None
    error: str | None = None

    def sent(self, now: datetime) -> None:
        """It was handed over."""
        self.attempts, self.sent_at, self.due_at, self.error = self.attempts + 1, now, None, None

    def failed(self, error: str, now: datetime) -> None:
        """It was not handed over: it is tried again, after a pause that doubles up to a limit."""
        self.attempts, self.error = self.attempts + 1, error[:500]
        self.due_at = next_attempt(self.attempts, now)


def due_at(last_sent: datetime | None, now: datetime) -> datetime:
    """When the next letter to an address may go: at once, or a day after the last one."""
    return now if last_sent is None else max(now, last_sent + A_DAY)


def sentence(fact: Fact) -> str:
    """What is told of a fact, in one line."""
    if isinstance(fact, TargetCrossed):
        what = "atteint" if fact.direction is Direction.REACHED else "perdu"
        whose = f", acheteur {fact.slice.buyer}" if fact.slice.buyer else ""
        return (
            f"Objectif {what} : {fact.indicator}, {fact.slice.period}{whose} : {fact.value} (objectif {fact.target})."
        )
    if isinstance(fact, RedFlagRaised):
        where = f"consultation {fact.tender_id}" if fact.tender_id else f"acheteur {fact.buyer}"
        lot = f", lot {fact.lot}" if fact.lot else ""
        return f"Signal {fact.rule} ({fact.year}) : {where}{lot}. Un signal est une question, pas un constat."
    assert isinstance(fact, DataQualityGraded)
    missing = f" ; champs manquants : {', '.join(fact.missing)}" if fact.missing else ""
    return f"Complétude de {fact.department} en {fact.year} : {fact.grade} (avant : {fact.before}){missing}."
