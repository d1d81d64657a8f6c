"""What a reader looks for among calls and plans: the filters of an address, and the question that they ask."""

from datetime import datetime, timedelta
from typing import Any

from chassis.clock import Clock
from contracts.calendar import PARIS
from contracts.vocabulary import Nature
from gateway.web.marketplace import names
from gateway.web.observatory.filters import Choice
from gateway.web.visit import Visit

OPEN = "published"
ENDED = ("awarded", "closed", "opened", "evaluated", "unsuccessful", "cancelled")
"""What calls that take no bids any more may be; the first one is shown first."""
DAYS = ("3", "7", "15", "30")
_ASKED = ("q", "department", "area", "procedure", "nature", "cpv")


def now(visit: Visit) -> datetime:
    """The present instant, of the sandbox where there is one."""
    clock: Clock = visit.request.app.state.clock
    return clock.now().astimezone(PARIS)


def question(visit: Visit) -> dict[str, Any]:
    """What an address asks of the calls, in the words of the API."""
    asked: dict[str, Any] = {name: visit.query.get(name) for name in _ASKED}
    asked["status"] = status(visit)
    if (days := visit.query.get("within")) in DAYS:
        asked["closes_by"] = (now(visit) + timedelta(days=int(days or 0))).date().isoformat()
    return asked


def status(visit: Visit) -> str:
    """Which calls are asked for: those that take bids, where nothing is said."""
    asked = visit.query.get("status", "")
    return asked if asked in ENDED else OPEN


def filters(visit: Visit) -> list[Choice]:
    """The fields of the filters of calls."""
    t = visit.language.t
    found = [_coded(visit, name) for name in ("department", "area", "procedure", "cpv")]
    natures = [(one.value, str(t(f"value.nature.{one.value}"))) for one in Nature]
    found.insert(2, _choice(visit, "nature", natures))
    if status(visit) == OPEN:
        return [*found, _choice(visit, "within", [(days, str(t("calls.days", count=days))) for days in DAYS])]
    states = [(one, str(t(f"state.{one}"))) for one in ENDED]
    return [Choice("status", str(t("calls.status")), states, status(visit)), *found]


def is_narrowed(visit: Visit) -> bool:
    """Whether the reader asks for some only."""
    return any(visit.query.get(name) for name in (*_ASKED, "within", "quarter"))


def planned(visit: Visit) -> list[Choice]:
    """The fields of the filters of the plan."""
    today = now(visit).date()
    first = today.year * 4 + (today.month - 1) // 3
    quarters = [f"{turn // 4}-Q{turn % 4 + 1}" for turn in range(first, first + 8)]
    coming = _choice(visit, "quarter", [(one, quarter(visit, one)) for one in quarters])
    return [coming, *(_coded(visit, name) for name in ("department", "area", "cpv"))]


def quarter(visit: Visit, code: str) -> str:
    """A quarter of a year."""
    year, _, number = code.partition("-Q")
    return str(visit.language.t("plan.quarter", number=number, year=year))


def _coded(visit: Visit, name: str) -> Choice:
    return _choice(visit, name, names.options(visit, name))


def _choice(visit: Visit, name: str, options: list[tuple[str, str]]) -> Choice:
    t = visit.language.t
    return Choice(name, str(t(f"calls.{name}")), options, visit.query.get(name, ""), str(t("filter.all")))
