"""What was done under counted contracts, with their dimensions; and the questions that were answered."""

from fractions import Fraction

from tests.component.analytics.naive.acts import Acts
from tests.component.analytics.naive.ledger import Json, day_of, moment
from tests.component.analytics.naive.money import amount
from tests.component.analytics.naive.suppliers import company
from tests.component.analytics.naive.tenders import Tenders, dimensions


def question_rows(tenders: Tenders) -> list[Json]:
    return [
        {
            **dimensions(tender),
            "grain": "question",
            "tender_id": tender["tender_id"],
            "day": day_of(said.data["answered_at"]),
            "hours": (moment(said.data["answered_at"]) - moment(said.data["asked_at"])).total_seconds() / 3600,
        }
        for tender in tenders.rows
        for said in tenders.told(tender["tender_id"], "QuestionAnswered")
    ]


class Performance:
    """Payments, invoices and reports, by contract."""

    def __init__(self, acts: Acts, contracts: list[Json]) -> None:
        self.acts = acts
        self.contracts = {row["contract_id"]: row for row in contracts}
        self.invoices = {one["act_id"]: one for one in acts.every("InvoiceReceived")}

    def _rows(self, kind: str, grain: str) -> list[tuple[Json, Json]]:
        """Acts of a kind under counted contracts, each with the head of its row."""
        return [
            (one, {**dimensions(self.contracts[one["contract_id"]]), "grain": grain, **_identity(one)})
            for one in self.acts.of(kind)
            if one["contract_id"] in self.contracts
        ]

    def payments(self) -> list[Json]:
        return [head | self._payment(one) for one, head in self._rows("InvoicePaid", "payment")]

    def _payment(self, one: Json) -> Json:
        payee = self._payee(self.invoices.get(one["invoice"], {}).get("holder"), one["contract_id"])
        days = one["delay_days"]
        value, turnover = amount(one["value"]), self._turnover(payee, one["contract_id"])
        return {"value": value, "delay_days": days, "company": payee, "turnover": turnover}

    def _turnover(self, payee: str | None, contract: str) -> Fraction | None:
        """In a year, as the registry said of it as a holder."""
        mine = [one for one in self.contracts[contract]["holders"] if one.company == payee]
        return max((one.turnover for one in mine if one.turnover is not None), default=None) if payee else None

    def _payee(self, holder: Json | None, contract: str) -> str | None:
        named: str | None = company(holder) or self.contracts[contract]["lead"].company
        return named

    def bills(self) -> list[Json]:
        return [head | self._invoice(one) for one, head in self._rows("InvoiceReceived", "invoice")]

    def _invoice(self, one: Json) -> Json:
        """Settled on the day on which its payments reach what it asks."""
        asked, paid, settled = amount(one["value"]) or Fraction(0), Fraction(0), None
        payments = [each for each in self.acts.of("InvoicePaid") if each["invoice"] == one["act_id"]]
        for each in sorted(payments, key=lambda each: (each["day"], each["act_id"])):
            paid += amount(each["value"]) or 0
            settled = settled or (each["day"] if paid >= asked else None)
        days = (settled - one["day"]).days if settled else None
        return {"value": asked, "settled_on": settled, "days": days}

    def reports(self) -> list[Json]:
        told = ("insertion_hours_contracted", "insertion_hours_achieved", "equality", "environmental")
        return [head | {name: one[name] for name in told} for one, head in self._rows("ClauseReported", "report")]

    def foods(self) -> list[Json]:
        told = ("total", "sustainable", "organic", "french", "european")
        rows = self._rows("FoodPurchaseReported", "food")
        return [head | {name: amount(one[name]) for name in told} for one, head in rows]


def _identity(one: Json) -> Json:
    return {"act_id": one["act_id"], "contract_id": one["contract_id"], "day": one["day"]}
