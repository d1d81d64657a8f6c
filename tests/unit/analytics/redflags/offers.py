"""Processes as short as a test wants them."""

from datetime import datetime
from typing import Any

from services.analytics.domain.redflags.award import Award
from services.analytics.domain.redflags.bid import Bid
from services.analytics.domain.redflags.fence import Fences
from services.analytics.domain.redflags.flag import Flag
from services.analytics.domain.redflags.inquiry import flags
from services.analytics.domain.redflags.process import Process
from services.analytics.domain.redflags.settings import OPTIONS, Settings


def a_bid(
    *tenderers: str,
    amount: float | None = None,
    status: str | None = "valid",
    currency: str | None = "EUR",
    **more: Any,
) -> Bid:
    name = f"bid of {'+'.join(tenderers)} at {amount}"
    return Bid(name, tenderers, status, amount, currency if amount is not None else None, **more)


def set_aside(*tenderers: str, amount: float | None = None) -> Bid:
    return a_bid(*tenderers, amount=amount, status="disqualified")


def an_award(*suppliers: str, status: str | None = "active", codes: tuple[str, ...] = ()) -> Award:
    return Award(status, suppliers, codes)


def won(name: str, winner: str, *bids: Bid, **more: Any) -> Process:
    """A process that one supplier won."""
    return Process(id=name, bids=bids, awards=(an_award(winner),), **more)


def a_duel(name: str, winning: float, second: float, *, winner: str = "Winner", loser: str = "Loser") -> Process:
    return won(name, winner, a_bid(winner, amount=winning), a_bid(loser, amount=second))


def asking(code: str, **options: Any) -> Settings:
    """One indicator alone."""
    return Settings({code: OPTIONS[code](**options)})


def raised(code: str, *processes: Process, fences: Fences | None = None, **options: Any) -> list[Flag]:
    return list(flags(processes, asking(code, **options), fences=fences).flags)


def subjects(code: str, *processes: Process, **options: Any) -> dict[str, float]:
    """Who is flagged, with the value."""
    return {flag.subject: flag.value for flag in raised(code, *processes, **options)}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
