"""Entries of purchase plans, as they were announced last."""

from datetime import date, timedelta

from tests.component.analytics.naive.durations import months_after
from tests.component.analytics.naive.ledger import Json, Ledger, Said, day_of


def plan_rows(ledger: Ledger) -> list[Json]:
    """One for each entry that was announced."""
    announced = ledger.last("PlanEntryPublished")
    return [_entry(ledger, subject, said) for subject, said in announced.items()]


def _entry(ledger: Ledger, subject: str, said: Said) -> Json:
    entry = said.data["entry"]
    year, quarter = int(entry["quarter"][:4]), int(entry["quarter"][-1])
    first = date(year, 3 * quarter - 2, 1)
    plain = ("buyer", "department", "area", "cpv", "nature", "procedure")
    came = {name: _first(ledger, subject, kind, member) for name, kind, member in CAME}
    return {
        **{name: entry[name] for name in plain},
        **dict.fromkeys(("technique", "place", "commune", "size", "territory")),
        "grain": "plan",
        "principal": entry["buyer"],
        "subsequent": False,
        "entry_id": subject,
        "day": first,
        "due": months_after(first, 3) - timedelta(days=1),
        **came,
    }


CAME = (
    ("tendered_on", "PlanEntryTendered", "tendered_at"),
    ("withdrawn_on", "PlanEntryWithdrawn", "withdrawn_at"),
)


def _first(ledger: Ledger, subject: str, kind: str, member: str) -> date | None:
    days = [day_of(one.data[member] or one.at) for one in ledger.of(kind) if one.subject == subject]
    return min(days, default=None)
