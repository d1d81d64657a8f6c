"""The contracts that count, each with all that figures look at."""

from datetime import date
from fractions import Fraction

from tests.component.analytics.naive.acts import Acts
from tests.component.analytics.naive.durations import months_after
from tests.component.analytics.naive.holders import holders_of
from tests.component.analytics.naive.ledger import Json, Ledger, a_day, day_of
from tests.component.analytics.naive.money import amount, share
from tests.component.analytics.naive.notices import Notices
from tests.component.analytics.naive.suppliers import Registered
from tests.component.analytics.naive.versions import Version, first_recorded, histories, in_view

UNCOMPETED = ("without-publicity", "other")
CLAUSES = ("social", "environmental", "equality", "innovation", "reserved")


class Contracts:
    """Every contract that was notified and did not end before it began."""

    def __init__(self, ledger: Ledger, registry: dict[str, Registered], acts: Acts, notices: Notices) -> None:
        self.ledger, self.registry, self.acts, self.notices = ledger, registry, acts, notices
        self.first = first_recorded(ledger)
        views = {subject: in_view(ledger, told) for subject, told in histories(ledger).items()}
        rows = [self._row(subject, told) for subject, told in views.items() if any(one.notifies for one in told)]
        self.rows = [row for row in rows if not _never_was(row)]

    def _row(self, subject: str, told: list[Version]) -> Json:
        last = told[-1]
        row = {"contract_id": subject, "grain": "contract", "version": last.said.version, "state": last.state}
        row |= self._said(last.state) | self._held(last.state) | self._done(subject)
        row |= self._advertised(last, row) | self._published(subject, row)
        row["confirmed"] = _confirmed(told)
        return row

    def _said(self, state: Json) -> Json:
        """What its own state says."""
        plain = ("buyer", "reference", "title", "department", "area", "cpv", "nature", "procedure", "technique", "bids")
        more = ("months", "framework", "price_form", "modifications", "electronic", "advance_guarantee", "price_revision")
        procedure = state["procedure"]
        return {
            **{name: state[name] for name in (*plain, *more)},
            **{name: a_day(state[name]) for name in ("signed_on", "notified_on", "published_on", "ended_on")},
            **{name: amount(state[name]) for name in ("planned", "initial", "current", "maximum")},
            **{name: share(state[name]) for name in ("advance", "origin_france", "origin_european")},
            "day": a_day(state["notified_on"]),
            "ends_on": _last_day(state),
            "principal": state.get("on_behalf_of") or state["buyer"],
            "subsequent": state["technique"] == "subsequent",
            "competed": procedure not in UNCOMPETED if procedure else None,
        }

    def _held(self, state: Json) -> Json:
        """What follows from who holds it."""
        holders = holders_of(state, self.registry)
        lead = next(one for one in holders if one.is_lead)
        return {
            "holders": holders,
            "lead": lead,
            "companies": {one.company for one in holders} - {None},
            "size": lead.size,
            "place": lead.where.department,
            "commune": lead.where.commune,
            "territory": lead.where.territory,
            "is_group": len(holders) > 1,
            "inclusive": any_of([one.inclusive for one in holders]),
        }

    def _advertised(self, last: Version, row: Json) -> Json:
        """What the notice of its lot says, where the contract itself is silent."""
        notice = self.notices.lot(last.said.key, last.said.data["lot"])
        own = last.state["clauses"]
        clauses = own if own is not None else (notice and notice["clauses"]) or dict.fromkeys(CLAUSES)
        told = {**{name: clauses[name] for name in CLAUSES}, **self.notices.weights(notice)}
        told["advance"] = row["advance"] if row["advance"] is not None or not notice else share(notice["advance"])
        return told | self.notices.dates(last.said.key, last.said.data["lot"])

    def _done(self, subject: str) -> Json:
        """What was done under it."""
        advances = sorted(self.acts.of("AdvancePaid", subject), key=lambda one: (one["day"], one["act_id"]))
        achieved = [one["insertion_hours_achieved"] for one in self.acts.of("ClauseReported", subject)]
        return {
            "paid": self.acts.paid(subject),
            "advances": advances,
            "insertion_achieved": sum(known) if (known := [one for one in achieved if one is not None]) else None,
            "appraised": bool(self.acts.of("SupplierEvaluated", subject)),
            "subcontracts": [
                (amount(one["value"]), one["subcontractor"]["size"])
                for one in self.acts.of("SubcontractDeclared", subject)
            ],
        }

    def _published(self, subject: str, row: Json) -> Json:
        day: date = row["published_on"] or day_of(self.first[subject])
        return {"published_day": day, "publication_days": (day - row["day"]).days if row["day"] else None}


def any_of(said: list[bool | None]) -> bool | None:
    """Whether one of them is; unknown where nobody says yes and somebody says nothing."""
    if True in said:
        return True
    return None if None in said else False


def _never_was(row: Json) -> bool:
    return bool(row["ended_on"] and row["day"] and row["ended_on"] < row["day"])


def _last_day(state: Json) -> date | None:
    """As agreed, or so many months after its notification."""
    if state["ends_on"] or state["notified_on"] is None or state["months"] is None:
        return a_day(state["ends_on"])
    return months_after(date.fromisoformat(state["notified_on"]), state["months"])


def _confirmed(told: list[Version]) -> bool:
    """Whether its value was stated again, by a modification or a correction."""
    return any(one.said.kind in ("DataCorrected", "ContractModified") for one in told)


def value_of(row: Json, basis: str) -> Fraction | None:
    value: Fraction | None = row[basis]
    return value
