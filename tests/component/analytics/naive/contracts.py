"""The contracts that count, each with all that figures look at."""

from tests.component.analytics.naive.acts import Acts
from tests.component.analytics.naive.distances import distance
from tests.component.analytics.naive.holders import holders_of
from tests.component.analytics.naive.ledger import Json, Ledger, a_day, day_of
from tests.component.analytics.naive.money import amount, share
from tests.component.analytics.naive.notices import notice_of, procedure_dates, weights
from tests.component.analytics.naive.suppliers import Registry
from tests.component.analytics.naive.tenders import Tenders
from tests.component.analytics.naive.versions import Version, histories, in_view

UNCOMPETED = ("without-publicity", "other")
CLAUSES = ("social", "environmental", "equality", "innovation", "reserved")


class Contracts:
    """Every contract that was notified and did not end before it began."""

    def __init__(self, ledger: Ledger, registry: Registry, acts: Acts, tenders: Tenders) -> None:
        self.ledger, self.registry, self.acts, self.tenders = ledger, registry, acts, tenders
        views = {subject: in_view(ledger, told) for subject, told in histories(ledger).items()}
        rows = [self._row(subject, told) for subject, told in views.items() if any(one.notifies for one in told)]
        self.rows = [row for row in rows if not _never_was(row)]

    def _row(self, subject: str, told: list[Version]) -> Json:
        last = told[-1]
        row = {"contract_id": subject, "grain": "contract", "version": last.said.version, "state": last.state}
        row |= self._said(last.state) | self._held(last.state) | self._done(subject)
        row |= self._advertised(last, row)
        row |= _published(told, row) | {"confirmed": _confirmed(told)}
        return row | {"lacking": lacking(row)}

    def _said(self, state: Json) -> Json:
        """What its own state says."""
        plain = ("buyer", "reference", "title", "department", "area", "cpv", "nature", "procedure", "technique", "bids")
        more = (
            "months",
            "framework",
            "price_form",
            "modifications",
            "electronic",
            "advance_guarantee",
            "price_revision",
            "insertion_hours",
        )
        procedure = state["procedure"]
        return {
            **{name: state[name] for name in (*plain, *more)},
            **{
                name: a_day(state[name]) for name in ("signed_on", "notified_on", "published_on", "ends_on", "ended_on")
            },
            **{name: amount(state[name]) for name in ("planned", "initial", "current", "maximum")},
            **{name: share(state[name]) for name in ("advance", "origin_france", "origin_european")},
            "day": a_day(state["notified_on"]),
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
            "distance": distance(state["places"], lead.where.department),
            "inclusive": any_of([one.inclusive for one in holders]),
            "social_economy": any_of([one.social_economy for one in holders]),
        }

    def _advertised(self, last: Version, row: Json) -> Json:
        """What the notice of its lot says, where the contract itself is silent."""
        number = last.said.data["lot"] or 1
        notice = notice_of(self.tenders, last.said.key, number)
        clauses = last.state["clauses"] or (notice and notice["clauses"]) or dict.fromkeys(CLAUSES)
        told = {name: clauses[name] for name in CLAUSES} | weights(notice)
        told |= procedure_dates(self.tenders, last.said.key, number)
        for name in ("months", "insertion_hours", "price_revision", "advance_guarantee"):
            told[name] = row[name] if row[name] is not None or not notice else notice[name]
        told["advance"] = row["advance"] if row["advance"] is not None or not notice else share(notice["advance"])
        return told

    def _done(self, subject: str) -> Json:
        """What was done under it."""
        achieved = [one["insertion_hours_achieved"] for one in self.acts.of("ClauseReported", subject)]
        return {
            "paid": self.acts.paid(subject),
            "advances": self.acts.of("AdvancePaid", subject),
            "insertion_achieved": sum(known) if (known := [one for one in achieved if one is not None]) else None,
            "appraised": bool(self.acts.of("SupplierEvaluated", subject)),
            "subcontracts": [
                (amount(one["value"]), one["subcontractor"]["size"])
                for one in self.acts.of("SubcontractDeclared", subject)
            ],
        }


def _published(told: list[Version], row: Json) -> Json:
    """When a register published it, or the fact of what was signed here."""
    here = any(one.first.kind == "ContractSigned" for one in told)
    telling = [one.first.recorded for one in told if one.first.kind == "ContractNotified"]
    day = row["published_on"] or (day_of(min(telling)) if here and telling else None)
    return {"published_day": day, "publication_days": (day - row["day"]).days if day and row["day"] else None}


def lacking(row: Json) -> set[str]:
    """Which of the ten fields of a complete record are empty."""
    fields = {
        "cpv": row["cpv"],
        "initial": row["initial"],
        "notified_on": row["day"],
        "places": row["state"]["places"] or None,
        "price_form": row["price_form"],
        "title": row["title"],
        "nature": row["nature"],
        "months": row["months"],
        "procedure": row["procedure"],
        "holders.identifier": row["lead"].identifier,
    }
    return {name for name, value in fields.items() if value is None}


def any_of(said: list[bool | None]) -> bool | None:
    """Whether one of those who say it is; unknown where nobody says anything."""
    known = [one for one in said if one is not None]
    return any(known) if known else None


def _never_was(row: Json) -> bool:
    """Over before it began: really, or, where nobody says when it was over, as agreed."""
    end = row["ended_on"] or row["ends_on"]
    return bool(row["day"] and end and end < row["day"])


def _confirmed(told: list[Version]) -> bool:
    """Whether its value was stated again, by a modification or a correction."""
    return any(one.said.kind in ("DataCorrected", "ContractModified") for one in told)
