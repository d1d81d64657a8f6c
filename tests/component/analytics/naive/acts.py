"""Acts of performance: the last that was recorded of each, as it stands since the day that it bears."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from tests.component.analytics.naive.ledger import Json, Ledger, a_day
from tests.component.analytics.naive.money import amount

DAYS = {
    "AdvancePaid": "paid_on",
    "InvoiceReceived": "received_on",
    "InvoicePaid": "paid_on",
    "SubcontractDeclared": "accepted_on",
    "PenaltyApplied": "applied_on",
    "SupplierEvaluated": "evaluated_on",
}


def act_day(kind: str, data: Json) -> date | None:
    """The day on which it was done; of a report, the last one that it is about."""
    return a_day(data[DAYS[kind]]) if kind in DAYS else a_day(data["period"]["ends_on"])


class Acts:
    """Acts by kind; a later record of the same act is a correction, and what it corrects never was."""

    def __init__(self, ledger: Ledger) -> None:
        last = {one.subject: one for one in ledger.known if "act_id" in one.data}
        self._by_kind: dict[str, list[Json]] = defaultdict(list)
        self._every: dict[str, list[Json]] = defaultdict(list)
        for said in last.values():
            day = act_day(said.kind, said.data)
            self._every[said.kind].append({**said.data, "day": day})
            if ledger.came_about(day):
                self._by_kind[said.kind].append({**said.data, "day": day})

    def every(self, kind: str) -> list[Json]:
        """Those to come as well."""
        return self._every[kind]

    def of(self, kind: str, contract: str | None = None) -> list[Json]:
        every = self._by_kind[kind]
        return every if contract is None else [one for one in every if one["contract_id"] == contract]

    def paid(self, contract: str) -> Fraction | None:
        """Payments and advances; None where there are none."""
        sums = [
            amount(one["value"]) or Fraction(0)
            for one in (*self.of("InvoicePaid", contract), *self.of("AdvancePaid", contract))
        ]
        return sum(sums, Fraction(0)) if sums else None
